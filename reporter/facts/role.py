"""What stands around a person's name: who he or she is, and how old."""

from __future__ import annotations

import re

from reporter.facts.capitals import Word, lexicon
from reporter.facts.mention import Mention
from reporter.model import Span
from reporter.patterns import lazily

_AGE_AFTER_RE = lazily(r",\s?(?:aged\s|age\s)?(\d{1,3})(?=[,.;)]|\sof\b|$)(?![,.]\d)")
_AGE_BRACKET_RE = lazily(r"\s\((?:aged\s)?(\d{1,3})\)")
_YEAR_OLD_RE = lazily(r"\b([\w-]+?)[- ]years?[- ]old\b", re.IGNORECASE)
_APPOSITION_RE = lazily(
    r",\s(?:\d{1,3},\s)?(?:of\s[A-Z][\w ]{2,30},\s)?(?!who|which|that\b|and\b|but\b)"
    r"(?P<role>(?:[^,;:.()“”\"—–]|\.(?=\w)|(?<=[A-Z])\.|(?<=\bMr)\.|(?<=\bDr)\.|(?<=\bMrs)\.){3,110})"
)
_ARTICLE_RE = lazily(r"^(?:an?|the|its|his|her|their|our|whose)\s", re.IGNORECASE)
_ROLE_END_RE = lazily(
    r"\s(?:who|whom|whose|which|that|was|is|were|has|had|have|will|would|said|says|told|told|added|and|but|where|when|after)\b.*",
    re.DOTALL,
)
_SAYS_RE = lazily(r"\s(?:said|says|told|added)\b")
_NUMBERS = {
    word: number
    for number, word in enumerate(
        """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
        eighteen nineteen twenty""".split(),
        1,
    )
} | {
    word: 10 * number
    for number, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), 3)
}


def number_of(word: str) -> int | None:
    """The age a figure or number word tells, up to 120."""
    if word.isdigit():
        return int(word) if 0 < int(word) <= 120 else None
    parts = [_NUMBERS.get(part) for part in word.lower().split("-")]
    known = [part for part in parts if part is not None]
    return sum(known) if known and len(known) == len(parts) else None


def normal_role(words: str) -> str:
    """Lower case, without article, ages and possessive endings: ``Russian foreign minister``."""
    role = _YEAR_OLD_RE.sub("", " ".join(words.replace("’", "'").split()).replace(" 's ", "'s "))
    return _ARTICLE_RE.sub("", role.strip(" ,.")).strip(" ,.").lower()


def title_before(words: list[Word], start: int, text: str, title: Span | None) -> Span | None:
    """The words directly before a name (or before its capitalised title) that belong to the role."""
    first = title.start if title else start
    if title and text[title.start : title.end].lower().strip(".") in COURTESY:
        return title
    index = next((n for n, word in enumerate(words) if word.span.start >= first), len(words))
    begin, has_title = first, title is not None
    while index:
        gap = text[words[index - 1].span.end : begin]
        word = words[index - 1]
        if (gap not in (" ", ". ") and not (gap in ("'s ", "’s ") and has_title and word.capital)) or (
            gap == ". " and word.lower not in lexicon("abbreviated")
        ):
            break
        is_title = word.lower in lexicon("titles") or word.lower in lexicon("roles")
        if not (
            is_title
            or (
                has_title
                and (word.lower in lexicon("role-modifiers") or (word.capital and word.lower not in _NEVER))
            )
        ):
            break
        if word.lower in ("of", "for", "and"):
            break
        has_title, begin = has_title or is_title, word.span.start
        index -= 1
        if word.lower in COURTESY and begin == word.span.start:
            break
    if not has_title or begin == start:
        return title
    return Span(begin, title.end if title else start - 1)


COURTESY = frozenset("mr mrs ms miss sir lord lady dame mister madam".split())
_NEAR_AGE = 4
"""Words before an age in what stands after a name; further on it is another's: "the teen accused of …"."""
_NEVER = frozenset(
    "the a an in on at but and as when while after if he she it they his her their with for".split()
)


def role_after(text: str, end: int, limit: int) -> str:
    """The apposition after a name: ``, an English teacher,``; empty where what follows is none."""
    match = _APPOSITION_RE.match(text, end, limit)
    if not match:
        return ""
    role = _ROLE_END_RE.sub("", match.group("role"))
    if _SAYS_RE.match(match.group("role"), len(role)):
        return ""
    words = re.findall(r"[\w’'-]+", role)
    if not words or len(words) > 14:
        return ""
    starts = (
        words[0].lower() in ("a", "an", "the", "its", "his", "her", "their")
        or words[0][0].islower()
        or (text[match.end("role") : match.end("role") + 1] in ",.")
    )
    nouns = lexicon("titles") | lexicon("roles")
    head = [word.lower().removesuffix("'s").removesuffix("’s") for word in words]
    stop = next(
        (n for n, word in enumerate(head) if word in ("of", "for", "at", "in", "from", "with", "on", "to")),
        len(head),
    )
    has_noun = any(
        word in nouns or word.endswith("-old") for word in head[max(0, stop - 2) : stop] + head[-1:]
    )
    return normal_role(role) if starts and has_noun else ""


def role_before_comma(text: str, begin: int, start: int) -> str:
    """A role that a comma divides from the name after it: ``the Troy police chief, Charles Craft,``."""
    match = re.search(
        r"(?:^|[\s“\"])((?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|’\s?s|'\s?s)\s(?:[\w’'-]+\s){0,6}?[\w-]+),\s$",
        text[max(begin, start - 90) : start],
    )
    if not match:
        return ""
    words = match.group(1).lower().split()
    if words[-1] not in lexicon("titles") | lexicon("roles"):
        return ""
    return normal_role(re.sub(r"^['’]\s?s\s", "", match.group(1)))


def age_of(text: str, mention: Mention, start: int, limit: int) -> int | None:
    """The age stated beside a name."""
    for pattern in (_AGE_AFTER_RE, _AGE_BRACKET_RE):
        match = pattern.match(text, mention.span.end, limit)
        if match:
            return number_of(match.group(1))
    after = _APPOSITION_RE.match(text, mention.span.end, limit)
    if after:
        old = _YEAR_OLD_RE.search(after.group("role"))
        if old and len(after.group("role")[: old.start()].split()) < _NEAR_AGE:
            return number_of(old.group(1))
    old = _YEAR_OLD_RE.search(text, max(start, mention.span.start - 40), mention.span.start)
    if old and not re.search(
        r"[,;.“\"]|['’]\s?s?\s|\b(?:and|of|for|to)\b|\b(?:son|daughter|boy|girl|man|woman),",
        text[old.end() : mention.span.start].replace(", ", "", 1),
    ):
        return number_of(old.group(1))
    return None
