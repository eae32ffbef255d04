"""Who says so, in a language with a pack: verbs of speech, ``laut X``, ``X zufolge``, ``wie X mitteilte``, hearsay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from reporter.facts.general.marks import quotations
from reporter.facts.general.phrases import any_of, is_one_of
from reporter.facts.speaker import Voice
from reporter.lexicon import language, language_of
from reporter.lexicon.gazetteer import sex_of
from reporter.lexicon.pack import Pack
from reporter.model import Document, Fact, Name, Sentence, Span

_MASK = "\u2592"
_WORD_RE = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_PHRASE_WORDS = 9
"""Words of a speaker's description, at most."""
_MEMORY = 3
"""Sentences that a pronoun reaches back."""
_ENDS = ".,;:!?–—()" + _MASK
_MARKS = '"„“”«»»‚‘’› \u00a0'


class _Word(NamedTuple):
    start: int
    end: int
    lower: str
    capital: bool


class _Said(NamedTuple):
    """A cue, with offsets into the sentence."""

    cue: str
    source: tuple[int, int] | None
    span: tuple[int, int]
    content: tuple[int, int]


class _Scene(NamedTuple):
    """A sentence with its quoted words masked."""

    text: str
    words: tuple[_Word, ...]
    pack: Pack
    quotes: tuple[tuple[int, int], ...]

    def gap(self, number: int) -> str:
        """What stands before a word, spaces apart."""
        start = self.words[number - 1].end if number else 0
        return self.text[start : self.words[number].start].strip()

    @property
    def end(self) -> int:
        """Where the words of the sentence end, without its full stop."""
        return len(self.text.rstrip(" .\u00a0"))


@cache
def _according_re(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(language(code).pack.speech.according)})(?!\w)\s", re.IGNORECASE)


@cache
def _hearsay_re(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(language(code).pack.speech.hearsay)})(?!\w)", re.IGNORECASE)


def voices(document: Document, found: Sequence[Fact]) -> tuple[Voice, ...]:
    """Every voice of an article, in order of the content; ``found`` holds its names."""
    spoken = language_of(document)
    if not spoken.known:
        return ()
    names = [fact for fact in found if isinstance(fact.value, Name)]
    quotes = [quotation.span for quotation in quotations(document)]
    heard: list[Voice] = []
    last_person = ""
    for sentence in document.sentences:
        here = [quote for quote in quotes if quote.overlaps(sentence.span)]
        scene = _scene(document, spoken.pack, sentence, here)
        said = sorted(set(_cues(spoken.code, scene)), key=lambda one: (one.span, one.content))
        for one in said:
            speaker, person, anonymous = _speaker(document, spoken.pack, sentence, one, names, last_person)
            last_person = speaker if person else last_person
            base = sentence.span.start
            heard.append(
                Voice(
                    sentence.index,
                    speaker,
                    one.cue,
                    Span(base + one.span[0], base + one.span[1]),
                    Span(base + one.content[0], base + one.content[1]),
                    anonymous,
                )
            )
        if not said:
            heard += _carried(document, sentence, here, heard)
    return tuple(sorted(heard, key=lambda voice: (voice.sentence, voice.content)))


def _scene(document: Document, pack: Pack, sentence: Sentence, quotes: Sequence[Span]) -> _Scene:
    start, end = sentence.span
    raw = document.article.text[start:end].replace("\u00a0", " ").replace("\n", " ")
    masked = []
    for quote in quotes:
        low, high = max(quote.start - start, 0), min(quote.end - start, end - start)
        raw = raw[:low] + _MASK * (high - low) + raw[high:]
        masked.append((low, high))
    words = tuple(
        _Word(match.start(), match.end(), match.group().lower(), match.group()[0].isupper())
        for match in _WORD_RE.finditer(raw)
    )
    return _Scene(raw, words, pack, tuple(masked))


def _cues(code: str, scene: _Scene) -> Iterator[_Said]:
    yield from _according(code, scene)
    yield from _according_after(scene)
    yield from _like(scene)
    speech = scene.pack.speech
    for number, word in enumerate(scene.words):
        if word.lower in speech.say and not (word.capital and number):
            said = _verb(scene, number)
            if said:
                yield said
    for match in _hearsay_re(code).finditer(scene.text):
        yield _Said(match.group().lower(), None, match.span(), (0, scene.end))


def _according(code: str, scene: _Scene) -> Iterator[_Said]:
    for match in _according_re(code).finditer(scene.text):
        first = next((n for n, word in enumerate(scene.words) if word.start >= match.end()), None)
        if first is None or _is_verb(scene, first):
            continue
        last = _phrase(scene, first)
        source = (scene.words[first].start, scene.words[last].end)
        span = (match.start(), source[1])
        content = _rest(scene, match.start(), source[1])
        if content:
            yield _Said(match.group().strip().lower(), source, span, content)


def _rest(scene: _Scene, start: int, end: int) -> tuple[int, int] | None:
    """What a phrase attributes: the sentence around it, the words before it, or those after it where it comes first."""
    before = scene.text[:start].rstrip(" ,–—(")
    if (
        before
        and scene.text[end : end + 1] == " "
        and scene.text[:start].endswith(" ")
        and before[-1].isalnum()
    ):
        return (0, scene.end)
    if len(before.split()) >= 3:
        return (len(before) - len(before.lstrip(_MARKS)), len(before))
    begin = end
    while begin < scene.end and scene.text[begin] in " ,:–—":
        begin += 1
    return (begin, scene.end) if scene.end - begin > 2 else None


def _according_after(scene: _Scene) -> Iterator[_Said]:
    for number, word in enumerate(scene.words):
        if word.lower not in scene.pack.speech.according_after or not number:
            continue
        first = number
        while (
            first
            and not scene.gap(first)
            and number - first < _PHRASE_WORDS
            and not _is_verb(scene, first - 1)
        ):
            first -= 1
        if first < number:
            source = (scene.words[first].start, scene.words[number - 1].end)
            content = _rest(scene, source[0], word.end)
            if content:
                yield _Said(word.lower, source, (source[0], word.end), content)


def _like(scene: _Scene) -> Iterator[_Said]:
    """``…, wie die Polizei mitteilte`` and ``…, según informó la policía``."""
    for number, word in enumerate(scene.words):
        if word.lower not in scene.pack.speech.like or not number or "," not in scene.gap(number):
            continue
        clause = [number + 1]
        while clause[-1] + 1 < len(scene.words) and not set(scene.gap(clause[-1] + 1)) & set(_ENDS):
            clause.append(clause[-1] + 1)
        verb = next((n for n in clause if n < len(scene.words) and _is_verb(scene, n)), None)
        if verb is None or scene.words[number - 1].end < 4:
            continue
        first = verb + 1 if verb == number + 1 else number + 1
        if first >= len(scene.words) or first > clause[-1]:
            continue
        last = min(_phrase(scene, first), verb - 1 if first < verb else clause[-1])
        source = (scene.words[first].start, scene.words[last].end)
        span = (word.start, max(scene.words[verb].end, source[1]))
        yield _Said(scene.words[verb].lower, source, span, (0, scene.words[number - 1].end))


def _is_verb(scene: _Scene, number: int) -> bool:
    return scene.words[number].lower in scene.pack.speech.say and not scene.words[number].capital


def _phrase(scene: _Scene, first: int) -> int:
    """The last word of the noun phrase that begins at ``first``."""
    pack, last, noun = scene.pack, first, False
    for number in range(first, min(first + _PHRASE_WORDS, len(scene.words))):
        word = scene.words[number]
        gap = scene.gap(number) if number > first else ""
        if gap and not (gap == "." and len(scene.words[number - 1].lower) <= 4):
            break
        small = word.lower in pack.speech.articles or word.lower in pack.names.joins
        if _is_verb(scene, number) or word.lower in pack.stance.openers:
            break
        if noun and not word.capital and not small:
            break
        if noun and small and not _goes_on(scene, number):
            break
        if not small and (word.capital or not pack.names.nouns):
            noun, last = True, number
        elif word.lower in pack.speech.pronouns:
            return number
    return last


def _goes_on(scene: _Scene, number: int) -> bool:
    """Whether after a small word the phrase goes on with a noun: ``Sprecher der Stadt``, ``ministro de Defensa``."""
    pack = scene.pack
    for ahead in range(number + 1, min(number + 3, len(scene.words))):
        if scene.gap(ahead):
            return False
        word = scene.words[ahead]
        if word.capital or (not pack.names.nouns and word.lower not in pack.speech.articles):
            return word.lower not in pack.speech.say
    return False


def _verb(scene: _Scene, number: int) -> _Said | None:
    """What a verb of speech attributes, to the words before or after it."""
    word, speech = scene.words[number], scene.pack.speech
    head = scene.text[: word.start].rstrip(" ")
    opened = bool(head) and head.rstrip(_MARKS)[-1:] in ("," + _MASK + "?!–")
    if number and scene.words[number - 1].lower in speech.like:
        return None
    following = number + 1 < len(scene.words)
    if opened and following and not scene.gap(number + 1):
        first = number + 1
        if scene.words[first].lower not in speech.that:
            last = _phrase(scene, first)
            source = (scene.words[first].start, scene.words[last].end)
            content = (len(head) - len(head.lstrip(_MARKS)), len(head.rstrip(_MARKS + ",–")))
            if content[1] - content[0] > 2 and source[1] > source[0]:
                return _Said(word.lower, source, (word.start, source[1]), content)
    subject = _subject(scene, number)
    after = _content_after(scene, max(word.end, subject[1])) if subject else None
    if subject is None or after is None:
        return None
    return _Said(word.lower, subject, (min(word.start, subject[0]), max(word.end, subject[1])), after)


def _subject(scene: _Scene, number: int) -> tuple[int, int] | None:
    """The noun phrase before a verb, else the one after it."""
    first = number
    while first and not scene.gap(first) and number - first < _PHRASE_WORDS:
        before = scene.words[first - 1].lower
        if before in scene.pack.stance.openers or before in scene.pack.speech.say:
            break
        first -= 1
    words = scene.words[first:number]
    leads = words and (
        words[0].lower in scene.pack.speech.articles
        or words[0].lower in scene.pack.speech.pronouns
        or (words[0].capital and not is_one_of(words[0].lower, scene.pack.small))
        or words[0].lower in scene.pack.speech.anonymous
    )
    if leads:
        last = min(_phrase(scene, first), number - 1)
        return (scene.words[first].start, scene.words[last].end)
    if number + 1 < len(scene.words) and not scene.gap(number + 1):
        after = scene.words[number + 1]
        if (
            after.capital
            or after.lower in scene.pack.speech.articles
            or after.lower in scene.pack.speech.pronouns
        ):
            last = _phrase(scene, number + 1)
            return (after.start, scene.words[last].end)
    return None


def _content_after(scene: _Scene, end: int) -> tuple[int, int] | None:
    """The words after a cue that are attributed: behind ``dass``, a comma, a colon or in quotation marks."""
    rest = scene.text[end:]
    that = any_of(scene.pack.speech.that)
    match = re.match(rf"[^,:;]{{0,60}}?(?:[:,]\s+|\s(?=(?:{that})\s))", rest, re.IGNORECASE)
    if match:
        begin = end + match.end()
        return (begin, scene.end) if scene.end - begin > 2 else None
    return next((quote for quote in scene.quotes if quote[0] >= end), None)


def _speaker(
    document: Document, pack: Pack, sentence: Sentence, said: _Said, names: Sequence[Fact], last: str
) -> tuple[str, bool, bool]:
    """Canonical speaker, whether it is a person, and whether he or she stays unnamed."""
    if said.source is None:
        return "", False, False
    base = sentence.span.start
    span = Span(base + said.source[0], base + said.source[1])
    printed = " ".join(document.words(span).split())
    if printed.lower() in pack.speech.pronouns:
        person = _meant(pack.speech.pronouns[printed.lower()], sentence, span, names) or last
        return person or printed.lower(), bool(person), False
    inside = [fact for fact in names if span.contains(fact.span) and isinstance(fact.value, Name)]
    for kind in ("person", "organisation"):
        for fact in inside:
            if fact.kind == kind and isinstance(fact.value, Name):
                return fact.value.canonical, kind == "person", False
    words = printed.split()
    while len(words) > 1 and words[0].lower() in pack.speech.articles:
        words.pop(0)
    anonymous = any(word.lower() in pack.speech.anonymous for word in words)
    return " ".join(words), False, anonymous


def _meant(sex: str, sentence: Sentence, span: Span, names: Sequence[Fact]) -> str:
    """The person of that sex whom the sentence, or one of the three before, names last."""
    fitting = [
        fact
        for fact in names
        if fact.kind == "person"
        and isinstance(fact.value, Name)
        and fact.span.end <= span.start
        and sentence.index - fact.sentence <= _MEMORY
        and sex_of(fact.value.canonical.split()[0]) in ("", "-", sex)
    ]
    last = fitting[-1].value if fitting else None
    return last.canonical if isinstance(last, Name) else ""


def _carried(
    document: Document, sentence: Sentence, quotes: Sequence[Span], heard: Sequence[Voice]
) -> Iterator[Voice]:
    """A quotation without a cue of its own goes on with the one before."""
    before = next((voice for voice in reversed(heard) if voice.speaker), None)
    if before is None or sentence.index - before.sentence > 1:
        return
    for quote in quotes:
        if not document.words(Span(sentence.span.start, max(quote.start, sentence.span.start))).strip(_MARKS):
            content = Span(max(quote.start, sentence.span.start), min(quote.end, sentence.span.end))
            yield before._replace(sentence=sentence.index, content=content, carried=True)
