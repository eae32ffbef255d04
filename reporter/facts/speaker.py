"""The voices of an article: every cue with its speaker resolved, and quotations that go on without a cue."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from reporter.facts.quotation import quotations
from reporter.facts.scene import Report, phrases
from reporter.facts.speech import reports
from reporter.lexicon import ENGLISH, language_of
from reporter.lexicon.gazetteer import sections, sex_of
from reporter.model import Document, Fact, Name, Sentence, Span
from reporter.patterns import lazily

_ARTICLE_RE = lazily(r"^(?:the|an?|one|another|its|his|her|their|this|that|these|some)\s+", re.IGNORECASE)
_ANONYMITY_RE = lazily(
    "|".join(re.escape(phrase) for phrase in sorted(sections("speech")["anonymity"])), re.IGNORECASE
)
_SEX = {"he": "m", "she": "f"}
_WOMEN = frozenset(
    "woman girl mother wife daughter widow sister aunt niece grandmother spokeswoman congresswoman".split()
)
_MEN = frozenset(
    "man boy father husband son widower brother uncle nephew grandfather spokesman congressman".split()
)
_MARKS = " \t\u00a0\"“”'‘’«»"


class Voice(NamedTuple):
    """Words with who says them."""

    sentence: int
    speaker: str
    cue: str
    span: Span
    """Speaker and cue; of a quotation that goes on, the ones it began with."""
    content: Span
    anonymous: bool
    carried: bool = False
    """Whether the cue stands in another sentence than the content."""


class _Known(NamedTuple):
    canonical: str
    sex: str
    sentence: int


class _Memory:
    """Who was spoken of last, for pronouns and unfinished quotations."""

    def __init__(self, document: Document, names: Sequence[Fact]) -> None:
        self.document = document
        self.names = sorted(
            (fact for fact in names if isinstance(fact.value, Name)), key=lambda fact: fact.span
        )
        self.starts = [fact.span.start for fact in self.names]
        self.sexes = self._sexes()
        self.speaker = _Known("", "", -9)
        self.group = _Known("", "", -9)
        self.several = _Known("", "", -9)

    def _sexes(self) -> dict[str, str]:
        """Of every person: by given name, courtesy title or role."""
        sexes: dict[str, str] = {}
        lists = sections("titles")
        for fact in self.names:
            if fact.kind != "person" or not isinstance(fact.value, Name):
                continue
            words = set(re.findall(r"\w+", self.document.words(fact.span).lower() + " " + fact.value.role))
            sex = (
                "f"
                if words & (lists["courtesy-female"] | _WOMEN)
                else "m"
                if words & (lists["courtesy-male"] | _MEN)
                else ""
            )
            canonical = fact.value.canonical
            sexes[canonical] = sexes.get(canonical, "").strip("-") or sex or sex_of(canonical.split()[0])
        return sexes

    def within(self, span: Span) -> list[Fact]:
        """Names that lie in a span."""
        first = bisect_left(self.starts, span.start)
        found = []
        while first < len(self.names) and self.starts[first] < span.end:
            if self.names[first].span.end <= span.end:
                found.append(self.names[first])
            first += 1
        return found

    def pronoun(self, word: str, sentence: Sentence, at: int) -> str:
        """The name a pronoun stands for, where it is clear; else the empty string."""
        if word in ("it", "they"):
            group = self.group if word == "it" else self.several
            return group.canonical if sentence.index - group.sentence <= 2 else ""
        sex = _SEX[word]
        here = [fact for fact in self.within(Span(sentence.span.start, at)) if self._fits(fact, sex)]
        if here and isinstance(here[0].value, Name):
            return here[0].value.canonical
        candidates = []
        if self.speaker.sex in ("", "-", sex) and self.speaker.canonical:
            candidates.append((self.speaker.sentence, 1, self.speaker.canonical))
        start = max(0, sentence.index - 3)
        first = self.document.sentences[start].span.start if start < len(self.document.sentences) else 0
        people = [fact for fact in self.within(Span(first, sentence.span.start)) if self._fits(fact, sex)]
        if people:
            nearest = people[-1].sentence
            subject = next(fact for fact in people if fact.sentence == nearest)
            if isinstance(subject.value, Name):
                candidates.append((nearest, 0, subject.value.canonical))
        return max(candidates, default=(0, 0, ""))[2]

    def _fits(self, fact: Fact, sex: str) -> bool:
        return (
            fact.kind == "person"
            and isinstance(fact.value, Name)
            and self.sexes.get(fact.value.canonical, "") in ("", "-", sex)
        )

    def heard(self, speaker: str, kind: str, sentence: int) -> None:
        """Remember a speaker."""
        last = speaker.lower().rsplit(" ", 1)[-1]
        if kind == "person":
            self.speaker = _Known(speaker, self.sexes.get(speaker, ""), sentence)
        elif kind:
            self.group = _Known(speaker, "", sentence)
        elif last.endswith("s") or last == "police":
            self.several = _Known(speaker, "", sentence)
        elif last in sections("titles")["titles"] | sections("titles")["roles"]:
            sex = "f" if last in _WOMEN else "m" if last in _MEN else ""
            self.speaker = _Known(speaker, sex, sentence)
        else:
            self.group = _Known(speaker, "", sentence)

    def described(self, phrase: str, sentence: int) -> str:
        """The person whose role the words repeat: ``the doctor`` after ``Ema Suryani, a doctor at a clinic``."""
        start = self.document.sentences[max(0, sentence - 8)].span.start
        end = self.document.sentences[sentence].span.start
        for fact in reversed(self.within(Span(start, end))):
            if (
                fact.kind == "person"
                and isinstance(fact.value, Name)
                and phrase in re.findall(r"[\w-]+", fact.value.role)
            ):
                return fact.value.canonical
        return ""


def voices(document: Document, found: Sequence[Fact]) -> tuple[Voice, ...]:
    """Every voice of an article, in order of the content; ``found`` holds its names."""
    if language_of(document) is not ENGLISH:
        from reporter.facts.general.voices import voices as heard

        return heard(document, found)
    return _voices(document, tuple(fact for fact in found if isinstance(fact.value, Name)))


@lru_cache(maxsize=1)  # quotes and attributions of one article are asked for one after the other
def _voices(document: Document, names: tuple[Fact, ...]) -> tuple[Voice, ...]:
    quotes = [quotation.span for quotation in quotations(document)]
    memory = _Memory(document, names)
    found: list[Voice] = []
    for sentence, here in zip(document.sentences, reports(document, quotes), strict=True):
        said = list(_resolved(document, memory, sentence, here))
        found += said
        quoted = [
            Span(max(q.start, sentence.span.start), min(q.end, sentence.span.end))
            for q in _in(quotes, sentence.span)
        ]
        found += _carried(document, sentence, said, quoted, found, quotes)
    return tuple(_backwards(document, quotes, found))


def _in(quotes: Sequence[Span], span: Span) -> Iterator[Span]:
    """The quotes, in order and none overlapping another, that have a character in ``span``."""
    first = bisect_right(quotes, span.start, key=lambda quote: quote.end)
    return iter(quotes[first : bisect_left(quotes, span.end, key=lambda quote: quote.start)])


def _resolved(
    document: Document, memory: _Memory, sentence: Sentence, here: Sequence[Report]
) -> Iterator[Voice]:
    shielded = bool(_ANONYMITY_RE.search(document.words(sentence.span)))
    for report in here:
        speaker, kind, anonymous = _speaker(document, memory, sentence, report)
        if speaker and kind != "pronoun":
            memory.heard(speaker, kind, sentence.index)
        yield Voice(
            sentence.index,
            speaker,
            report.cue,
            report.span,
            report.content,
            anonymous or (shielded and not kind),
        )


def _speaker(
    document: Document, memory: _Memory, sentence: Sentence, report: Report
) -> tuple[str, str, bool]:
    """Canonical speaker, the kind of its name, and whether it stays unnamed."""
    if report.source is None:
        return ("", "", False)
    printed = " ".join(document.words(report.source).split())
    lowered = printed.lower()
    if lowered in ("he", "she", "it", "they"):
        speaker = memory.pronoun(lowered, sentence, report.source.start)
        if speaker and lowered in _SEX and speaker in memory.sexes:
            memory.heard(speaker, "person", sentence.index)
        return (speaker or lowered, "pronoun", False)
    if lowered in ("i", "we", "you", "who"):
        return (lowered, "pronoun", False)
    region = Span(report.source.start, max(report.source.end, report.span.end))
    name = _name_in(memory, region, report.source)
    if name is not None and isinstance(name.value, Name):
        return (name.value.canonical, name.kind, False)
    anonymous = any(word in phrases("anonymous") for word in re.findall(r"\w+", lowered))
    phrase = _ARTICLE_RE.sub("", printed)
    if lowered.startswith("the ") and " " not in phrase:
        person = memory.described(phrase.lower(), sentence.index)
        if person:
            return (person, "person", False)
    return (phrase if any(letter.isupper() for letter in phrase[1:]) else phrase.lower(), "", anonymous)


def _name_in(memory: _Memory, region: Span, source: Span) -> Fact | None:
    """The name that is the head of the speaker's words: not "Trump" of "a Trump aide"."""
    people = [fact for fact in memory.within(region) if fact.kind == "person"]
    heads = [fact for fact in people if fact.span.end == source.end or fact.span.start >= source.end]
    heads = heads or [fact for fact in people if fact.span.start <= source.start and _ends_name(memory, fact)]
    if heads:
        return heads[0]
    for fact in memory.within(source):
        if fact.span.end == source.end and fact.kind in ("organisation", "place"):
            return fact
    return None


def _ends_name(memory: _Memory, fact: Fact) -> bool:
    text = memory.document.article.text
    return text[fact.span.end : fact.span.end + 1] in (",", "", ".", "(") or text[
        fact.span.end : fact.span.end + 4
    ] in (" of ", " and", " in ", " at ")


def _carried(
    document: Document,
    sentence: Sentence,
    said: Sequence[Voice],
    quoted: Sequence[Span],
    found: Sequence[Voice],
    quotes: Sequence[Span],
) -> Iterator[Voice]:
    """Quotations without a cue of their own that go on with those before."""
    before = next(
        (voice for voice in reversed(found) if voice.speaker and voice.sentence < sentence.index), None
    )
    if before is None or sentence.index - before.sentence > 1:
        return
    earlier = document.sentences[before.sentence].span
    spoken = next(_in(quotes, earlier), None) is not None or document.words(earlier).rstrip().endswith(":")
    for quote in quoted:
        leads = not document.words(Span(sentence.span.start, quote.start)).strip(_MARKS)
        if leads and spoken and not any(voice.content.overlaps(quote) for voice in said):
            yield before._replace(sentence=sentence.index, content=quote, carried=True)


def _backwards(document: Document, quotes: Sequence[Span], found: list[Voice]) -> list[Voice]:
    """Quoted sentences whose speaker is named only in the next sentence of the same quotation."""
    covered = {voice.sentence for voice in found}
    first: dict[int, Voice] = {}
    for voice in found:
        if voice.speaker:
            first.setdefault(voice.sentence, voice)
    extra = []
    for sentence in reversed(document.sentences):
        if sentence.index in covered or sentence.index + 1 not in first:
            continue
        inside = [
            quote
            for quote in quotes
            if quote.start <= sentence.span.start + 1 and quote.end >= sentence.span.end
        ]
        if inside or _wholly_quoted(document, sentence, quotes):
            following = first[sentence.index + 1]
            body = Span(sentence.span.start, sentence.span.end)
            if (inside and inside[0].end > sentence.span.end) or _wholly_quoted(document, sentence, quotes):
                voice = following._replace(sentence=sentence.index, content=body, carried=True)
                extra.append(voice)
                first[sentence.index] = voice
    return sorted([*found, *extra], key=lambda voice: (voice.sentence, voice.content))


def _wholly_quoted(document: Document, sentence: Sentence, quotes: Sequence[Span]) -> bool:
    rest = document.words(sentence.span)
    for quote in _in(quotes, sentence.span):
        start, end = max(quote.start, sentence.span.start), min(quote.end, sentence.span.end)
        rest = rest.replace(document.words(Span(start, end)), "")
    return len(rest.strip(_MARKS + ".,")) == 0
