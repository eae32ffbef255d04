"""Where a sentence states a number: figures in digits, words, fractions and ranges, before units and nouns
are read.

What looks like a number and counts nothing (dates, times of day, telephone and model numbers, names such as
Section 8 or S&P 500) is left out here.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, TypeAlias

from reporter.facts.label import is_label, is_name
from reporter.lexicon.en import numbers
from reporter.lexicon.en.calendar import MONTH as _MONTH
from reporter.lexicon.en.calendar import YEAR as _YEAR
from reporter.lexicon.en.calendar import ZONE as _ZONE
from reporter.lexicon.en.units import CURRENCY_SIGNS, unit_re
from reporter.patterns import lazily


class Figure(NamedTuple):
    """A number, or a range of numbers, as it stands in a sentence."""

    start: int
    end: int
    """Offsets into the sentence, currency sign included."""
    low: float
    high: float
    currency: str = ""
    """ISO 4217 code of the sign before the figure."""
    form: str = "digits"
    """``digits words fraction score``."""
    scale: float = 1.0
    """What the digits were multiplied by (``bn``: 1e9), for ranges that state it once."""


_NUMBERED = (
    r"iPhone|iPad|Galaxy|Pixel|S&P|ASX|FTSE|CAC|DAX|Nikkei|Stoxx|Fortune|Section|Row|Route|Highway"
    r"|Interstate|Flight"
    r"|Boeing|Airbus|Chapter|Article|Amendment|Page|Season|Episode|Level|Phase|Type|Formula|Covid|Windows"
    r"|Xbox"
    r"|PlayStation|Room|Unit|Grade|Channel|Group|Block|Gate|Category|Resolution|Apollo|Proposition|Prop"
    r"|Nos?\."
    r"|Number|Figure|Title|District|Precinct|Pier|Terminal|Runway|Engine|Ladder|Station|Bill|Rule|Order|Case"
    r"|Junction|Tier|Platform|Suite|Apartment|Apt|Week|Day|Round|Exit"
)
_DIGITS = (
    r"(?:(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+)(?:\s?[½¼¾⅓⅔⅛⅜⅝⅞]|[ -][1-9]/[2-9](?![\d/]))?"
    r"|[½¼¾⅓⅔⅛⅜⅝⅞]"
)
_BEFORE_YEAR_RE = lazily(
    r"\b(?:in|since|of|from|by|until|during|and|between|after|before|year|the|his|her|its|their)\s$|[’']s\s$",
    re.I,
)


@cache
def _blocked_re() -> re.Pattern[str]:
    """Numbers that are dates, times of day, telephone numbers, a player's size, and parts of names."""
    return re.compile(
        rf"""\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{{1,2}})?(?:,?\s?{_YEAR})?\b(?!,\d{{3}}|\.\d|\s(?:people|percent))
        | \b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?!\.?\s\d{{1,2}}\b)(?:,?\s{_YEAR})?
        | \b{_MONTH}\s{_YEAR}\b
        | \b{_YEAR}-\d\d-\d\d | \b\d{{1,2}}(?:\s?/\s?\d{{1,2}}\s?/\s?|[.]\d{{1,2}}[.])(?:{_YEAR}|\d\d)\b
        | (?<![\d$£€])(?<!\d,)(?:9/11|7/7|24/7|50/50|9-1-1|911|AK[\s-]?47)\b
        | \b[A-Z]{{2,}}-\d{{4}}-\d{{4,}}\b
        | \b[4-7]-(?:\d|1[01]),\s?[12]\d\d\b(?![,\d])
        | (?:GMT|UTC)[+-]\d\d?(?::\d+)?
        | \b{_YEAR}\s?[-–/]\s?(?:{_YEAR}|\d\d)\b | \b(?:mid-)?(?:{_YEAR[:-2]}\d)?\d0s\b | ['’]\d\ds?\b
        | \b\d{{1,2}}(?:[:.]\d\d)?\s?(?i:[ap]\.?m)\b\.?
        | \b\d{{1,2}}:\d\d(?::\d\d)?\b | \b\d{{3,4}}\s{_ZONE}\b
        | \b0\d{{2,4}}\s\d{{3,4}}\s?\d{{3,4}}\b
        | \b\(?\d{{3}}\)?[-\s.]\d{{3}}[-.]\d{{4}}\b | \b\d{{3}}-\d{{4}}\b | \+\d[\d\s-]{{7,}}\d
        | (?i:\b(?:{_NUMBERED}))[\s-](?:No\.\s)?\d+(?!\d|,\d{{3}}|\.\d|\s?(?:%|per|million|billion))
        """,
        re.X,
    )


@cache
def _figure_re() -> re.Pattern[str]:
    signs = "|".join(
        re.escape(sign) + ("" if not sign[-1].isalpha() else r"(?=\s?\d)")
        for sign in sorted(CURRENCY_SIGNS, key=len, reverse=True)
    )
    signs += r"|PS(?=\d+\.\d|\d{3}|\d+,\d|\d+\s?(?:m|bn|k)\b)"  # what is left of a pound sign in some copies
    words, scales = numbers.NUMBER_WORDS, numbers.SCALE_WORDS
    short = "|".join(sorted(numbers.SHORT_SCALES, key=len, reverse=True))
    parts = "|".join(sorted(numbers.FRACTIONS, key=len, reverse=True))
    return re.compile(
        rf"""(?<![\w.,/])(?P<sign>(?-i:{signs}))?\s?(?:
          (?P<share>{words}|\d+)\s(?:in|out\sof)\s(?:every\s)?(?P<whole>{words}|\d{{1,3}}(?:,\d{{3}})+|\d+)\b(?!\s(?:days|weeks|months|years|hours))
        | (?P<parts>one|two|three|four|five|an?|[1-9])(?P<joint>[-\s])(?P<part>{parts})\b(?![-]\w)
        | (?:an?\s)?(?P<half>half|quarter)(?:[-\s]|\s(?:of\s)?an?\s)(?P<half_scale>{scales}|dozen)\b
        | (?P<dozens>an?|{words}|\d+)\sdozen\b
        | an?[\s-](?P<scale_word>{scales})\b(?P<scale_more>\s(?:{scales})\b)?
          (?P<scale_tail>(?:\sand)?\s(?:{words})\b|\sand\sa\shalf\b)?
        | (?P<digits>{_DIGITS})(?P<scale>[\s-]?(?:{scales})\b|\s?(?:{short})(?![^\W_]))?
        | (?P<words>{words})\b
        | (?P<bare>half)\b(?![-]|\s(?:time|brother|sister|way|marathon)
          |\s(?:a|an)\s(?!\w+['’]?s\b)(?!hour|year|day|month|century|decade|mile|kilomet|dozen))
        )""",
        re.X | re.I,
    )


def figures(text: str) -> list[Figure]:
    """The figures of a sentence in their order; ranges are one figure."""
    digits = any(map(str.isdigit, text))
    blocked = [match.span() for match in _blocked_re().finditer(text)] if digits else []
    found: list[Figure] = []
    position = 0
    while match := _figure_re().search(text, position):
        position = match.end()
        clash = next((end for start, end in blocked if start < match.end() and match.start() < end), None)
        if clash is not None:
            position = max(clash, match.start() + 1)
            continue
        figure = _read(match, text)
        if figure is not None:
            found.append(figure)
            position = max(figure.end, match.start() + 1)
    return _with_ranges(found, text)


Read: TypeAlias = "tuple[float, str, float] | None"
"""Value, form and scale."""


def _read(match: re.Match[str], text: str) -> Figure | None:
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    end = match.end()
    if match["digits"]:
        read, end = _read_digits(match, text, start)
    elif match["words"]:
        read = _read_words(match, text)
    else:
        read = _read_fraction(match, text)
    if read is None:
        return None
    value, form, scale = read
    if (
        minus := re.search(r"\bminus[-\s]\Z|(?<![\w\d)])[-−]\Z", text[max(0, start - 6) : start])
    ) and form == "digits":
        start, value = start - len(minus.group()), -value
    return Figure(start, end, value, value, CURRENCY_SIGNS.get(_sign(match), ""), form, scale)


def _sign(match: re.Match[str]) -> str:
    return (match["sign"] or "").upper().replace("RS", "Rs").replace("PS", "£")


def _read_digits(match: re.Match[str], text: str, start: int) -> tuple[Read, int]:
    digits, suffix, end = match["digits"], (match["scale"] or "").strip(" -").lower(), match.end()
    value = numbers.digits_value(digits)
    if suffix and not match["sign"] and suffix in ("m", "b", "k") and _is_length(match, text):
        suffix, end = "", match.end("digits")
    scale = numbers.SCALES.get(suffix) or numbers.SHORT_SCALES.get(suffix, 1.0)
    after = text[end : end + 1]
    before = text[max(0, start - 12) : start]
    code = re.match(r"(?!st\b|nd\b|rd\b|th\b|s\b|ers\b|D\b|x\b)[A-Za-z]{1,4}(?![\w-])", text[end : end + 6])
    glued = bool(re.search(r"[^\W\d_][-]$", before)) and not re.search(
        r"(?:magnitude|sub|minus|then|now|mid|non)-$", before, re.I
    )
    if (after.isalnum() and not code and not unit_re().match(text, end)) or glued:
        return None, end
    if (
        not match["sign"]
        and not suffix
        and (_is_label(text, start, end, digits) or is_label(text, start, end))
    ):
        return None, end
    return (value * scale, "digits", scale), end


_FELL_RE = lazily(
    r"\b(?:fell|fall|falling|fallen|plunged|plunging|slid|slipped|swam|climbed|height\sof|depth\sof|altitude\sof|deep)\s"
    r"(?:(?:down|about|around|some|nearly|almost|over|more\sthan|at\sleast|up\sto|an\sestimated|approximately)\s){0,2}\S?$",
    re.I,
)
"""What is measured in metres: "fell about 600m"."""


def _is_length(match: re.Match[str], text: str) -> bool:
    """Whether the ``m`` after the digits is metres: "a 100m race", "5 m deep", not "4.3m copies"."""
    if (match["scale"] or "").startswith(" "):
        return True
    after = text[match.end() : match.end() + 12]
    if match["scale"] == "m" and _FELL_RE.search(text[max(0, match.start() - 40) : match.start() + 1]):
        return True
    return match["scale"] == "m" and bool(
        re.match(
            r"[\s-]*(?:race|sprint|final|freestyle|relay|hurdles|deep|high|long|wide|tall|away|from|above"
            r"|below|x)",
            after,
        )
    )


def _is_label(text: str, start: int, end: int, digits: str) -> bool:
    """Whether bare digits name something instead of counting it: years, and numbers at the end of a name."""
    before, after = text[max(0, start - 40) : start], text[end : end + 30]
    if re.fullmatch(_YEAR, digits):
        return not re.search(
            r"\b(?:than|over|about|least|nearly|almost|some|around|killed|another)\s$", before, re.I
        ) and not (
            re.match(r"[-\s](?:[a-z]+s|people|men|women|children|km|feet)\b", after)
            and not _BEFORE_YEAR_RE.search(before)
        )
    named = re.search(
        r"(?<=\s)(?!The|In|On|At|And|But|Of|For|By|With|Only|All|About|Some|Over|Nearly|Almost|Least"
        r"|Than)[A-Z][a-z]+\s$",
        before,
    )
    bare = re.match(r"\s*(?:[.;:()!?]|$)|\s+(?:is|was|has|and|in|on|at|the|to)\b", after)
    return bool(
        named
        and bare
        and len(digits) <= 3
        and not re.search(r"(?:Kill|Injur|Wound|Arrest|Toll|Dead|Leav)", before)
    )


_NOT_ONE_BEFORE_RE = lazily(
    r"\b(?:no|each|every|any|same|another|which|this|that|only|big|bad|good|new|old|right|wrong|loved"
    r"|next|last|first|an?|the|at)[\s-]$",
    re.I,
)
_ED_RE = lazily(r"\s(?!injured|wounded|armed|unarmed|unidentified|elected)[a-z]+ed\b")
_NOT_ONE_AFTER_RE = lazily(
    r"\s+(?:another|day|thing|way|reason|point|time|side|hand\s+and|by|is|was|has|that|who|which|can"
    r"|could|would|will|in|on|at"
    r"|to|for|as|and|but|or|with|from|they|we|he|she|it|i|you|where|when|if|else|such)\b|\s*[.,;:?!)]"
    r"|['’]|-|\s*$",
    re.I,
)


def _read_words(match: re.Match[str], text: str) -> Read:
    words = match["words"].lower()
    before = text[max(0, match.start() - 12) : match.start()]
    if (
        re.search(r"\bGroup\sof\s$", before)
        or is_name(text, match.start("words"), match.end("words"))
        or (words == "one" and _ED_RE.match(text, match.end()))
    ):
        return None
    if words == "one" and re.search(r"\b(?:kill|injur|wound|hurt)\w*\s(?:only\s|just\s)?$", before, re.I):
        return 1.0, "words", 1.0
    if words in ("one", "zero") and _NOT_ONE_BEFORE_RE.search(
        text[max(0, match.start() - 10) : match.start()]
    ):
        return None
    if words == "one" and _NOT_ONE_AFTER_RE.match(text, match.end()):
        return None
    if words == "one" and re.match(
        r"\s+of\s+(?:them|those|us|these)\b", text[match.end() : match.end() + 12]
    ):
        return None
    return numbers.words_value(words), "words", 1.0


def _plain(text: str) -> float:
    return (
        numbers.digits_value(text)
        if text[0].isdigit()
        else 1.0
        if text in ("a", "an")
        else numbers.words_value(text)
    )


def _read_fraction(match: re.Match[str], text: str) -> Read:
    """Shares, fractions, dozens and ``a million``."""
    if match["share"]:
        share, whole = _plain(match["share"].lower()), _plain(match["whole"].lower())
        if re.fullmatch(r"(?:19|20)\d\d", match["whole"]) and " in " in match.group().lower():
            return None  # "the Ten in 2014"
        return (share / whole, "fraction", 1.0) if 0 < share < whole else None
    if match["parts"]:
        following = re.match(r"\s+(?:of|the|as)\b", text[match.end() : match.end() + 5])
        if match["joint"] != "-" and match["parts"].lower() in ("a", "an", "one") and not following:
            return None
        return _plain(match["parts"].lower()) * numbers.FRACTIONS[match["part"].lower()], "fraction", 1.0
    if match["half"]:
        scale = {"dozen": 12.0, **numbers.SCALES}[match["half_scale"].lower()]
        return numbers.FRACTIONS[match["half"].lower()] * scale, "words", 1.0
    if match["dozens"]:
        return 12 * _plain(match["dozens"].lower()), "words", 1.0
    if match["scale_word"]:
        scale, tail = numbers.SCALES[match["scale_word"].lower()], (match["scale_tail"] or "").lower()
        scale *= numbers.SCALES.get((match["scale_more"] or "").strip().lower(), 1.0)
        return scale + (scale / 2 if "half" in tail else numbers.words_value(tail)), "words", 1.0
    before = text[max(0, match.start() - 10) : match.start()]
    return (
        None
        if re.search(r"\b(?:first|second|other|and\sa|top|bottom)[\s-]$", before, re.I)
        else (0.5, "fraction", 1.0)
    )


_DASH_RE = lazily(r"\s?[-–—]\s?$")
_TO_RE = lazily(r"(?:\s|-\s)(?:to|or)\s$|-to-$")
_FROM_TO_RE = lazily(r"(?:[-\s]?[a-z%$]++){0,5}(?:\sin\s(?:\d{4}|[A-Z][a-z]+))?\sto\s$")
_UNIT_TO_RE = lazily(r"\s?(?P<unit>%|percent|per\scent|[a-z]{1,10})(?:\s(?:to|or)\s|\s?[-–]\s?)$")
_SCORE_BEFORE_RE = lazily(
    r"\b(?:w[io]ns?|lost|loss|beat|beating|drew|draw|score[ds]?|led|leads?|trail(?:ed|s)?|vote[ds]?|went"
    r"|record|were)\s*(?:by|of|a|an)?\s$",
    re.I,
)
_SCORE_AFTER_RE = lazily(
    r"\s+(?:\w+\s)?(?:record|win|wins|victory|loss|defeat|lead|draw|tie|vote|score|split|ruling|decision"
    r"|season)\b",
    re.I,
)


_VOTES_RE = lazily(r"\svotes?\s(?:to|against)\s", re.I)
"""Between the figures of a vote: "52 votes to 48"."""


def _with_ranges(found: list[Figure], text: str) -> list[Figure]:
    merged: list[Figure] = []
    for figure in found:
        joined = _range(merged[-1], figure, text) if merged else None
        if joined is None:
            merged.append(figure)
        else:
            merged[-1] = joined
    return merged


def _repeated_unit(between: str, after: str) -> bool:
    """Whether both figures have the unit: "5% to 10%", "three feet to five feet"."""
    match = _UNIT_TO_RE.fullmatch(between)
    return bool(match and re.match(rf"\s?{re.escape(match['unit'])}(?![a-z])", after))


def _range(first: Figure, second: Figure, text: str) -> Figure | None:
    """The two figures as one range or score, or None if they are two figures."""
    between, before = text[first.end : second.start], text[max(0, first.start - 16) : first.start]
    opening = re.search(
        r"\b(?:(?P<between>between)|(?P<from>from)(?:\s(?:about|up\sto|around))?)\s$", before, re.I
    )
    dashed = bool(_DASH_RE.fullmatch(between))
    if _VOTES_RE.fullmatch(between) and {first.form, second.form} <= {"digits", "words"}:
        low, high = sorted((first.low, second.low))
        return first._replace(end=second.end, low=low, high=high, form="score")
    to = "fraction" not in (first.form, second.form) and (
        bool(_TO_RE.fullmatch(between)) or _repeated_unit(between, text[second.end : second.end + 12])
    )
    spanning = opening and (
        (opening["between"] and re.fullmatch(r"(?:\s?[a-z%]+){0,3}\s(?:and|to)\s", between))
        or (opening["from"] and _FROM_TO_RE.fullmatch(between))
    )
    if first.form == "score" or first.low != first.high or not (dashed or to or spanning):
        return None
    if second.currency != first.currency and second.currency:
        return None
    low, high = first.low, second.high
    if second.scale != 1 and first.scale == 1 and low * second.scale <= high:
        low *= second.scale
    scored = _SCORE_BEFORE_RE.search(before) or _SCORE_AFTER_RE.match(text, second.end)
    if dashed and not first.currency and max(low, high) < 500 and (low >= high or scored):
        return first._replace(end=second.end, low=min(low, high), high=max(low, high), form="score")
    if low >= high and not spanning:
        return None
    start = first.start - (len(before) - opening.start()) if opening and spanning else first.start
    return first._replace(
        start=start, end=second.end, low=min(low, high), high=max(low, high), scale=second.scale
    )
