"""Statuses: what is asserted of an event — that it happened, did not, will, is discussed, is denied.

Cues hold for the clause they stand in and work forwards, as in NegEx (Chapman et al. 2001): a cue counts for an
event if it stands a few words before it in the same clause; verbs of denial and refusal reach into the next clause.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from reporter.facts.base import Extractor
from reporter.facts.clause import clauses_in
from reporter.facts.predicate import told_by_verb
from reporter.lexicon import ENGLISH, STOPWORDS, Language, Mention, Token, language_of, stem
from reporter.lexicon.names import normal, surname
from reporter.model import Document, Fact, Name, Sentence, Span, Status

_REACH = 6
"""Words between a cue and the event it is about, at most."""

_SPAN = 12
"""Words between an event and who or what takes part in it, at most."""

_HEAD = 3
"""Words before the "to" of a headline at most."""

_OBJECT = 5
"""Words after an event that are quoted with it, at most."""

_NEGATIONS = frozenset("not never no none neither nor cannot without n't hardly nobody nothing".split())
_NEGATING = frozenset(
    map(
        stem,
        "deny denied refuse refused reject rejected refute disputed fail failed unable unlikely".split(),
    )
)
_FAILING = frozenset(map(stem, "fail failed unable".split()))
_RAISING = frozenset(map(stem, "expect anticipate".split()))
"""Verbs whose object does something: "not expecting the death toll to rise" denies no death."""
_NOUN_NEGATIONS = frozenset("no without neither nor".split())
_NEAR_REACH = 2
"""Words: "failed to resign", "without approval", but not "failed to enforce the law's ban"."""
_MODALITIES: tuple[tuple[str, frozenset[str]], ...] = (
    ("conditional", frozenset("if unless".split())),
    (
        "discussed",
        frozenset(
            map(
                stem,
                "whether discuss debate consider weigh mull prospect negotiate talk option cards loggerheads".split(),
            )
        ),
    ),
    (
        "demanded",
        frozenset(
            map(
                stem,
                "urge demand call calling want ask should must ought request appeal press pressure".split(),
            )
        ),
    ),
    (
        "planned",
        frozenset(
            map(
                stem,
                "will shall plan plans planning prepare preparing due scheduled expect expected intend "
                "intends vow pledge promise promised ll".split(),
            )
        ),
    ),
    (
        "possible",
        frozenset(
            map(
                stem,
                "may might could would possible possibly likely appear seem threaten".split(),
            )
        ),
    ),
)


_Stance = Callable[[Sequence[Token], Sequence[int], Mention, set[int]], tuple[bool, str, int]]


def extract(document: Document, found: Sequence[Fact]) -> Iterator[Fact]:
    """One fact for every event told; several families of one word give several facts."""
    names: dict[int, list[Fact]] = {}
    for fact in found:
        if isinstance(fact.value, Name):
            names.setdefault(fact.sentence, []).append(fact)
    text, language = document.article.text, language_of(document)
    for sentence in document.sentences:
        words = language.tokens(text, sentence.span)
        yield from _statuses(language, text, sentence, words, names.get(sentence.index, ()))


def _statuses(
    language: Language, text: str, sentence: Sentence, words: tuple[Token, ...], names: Iterable[Fact]
) -> Iterator[Fact]:
    told = language.mentions(words)
    numbers = clauses_in(language, text, words)
    arguments = _arguments(language, words, told, names)
    own: dict[str, set[int]] = {}
    for mention in told:
        own.setdefault(mention.phase.family, set()).update(range(mention.first, mention.last + 1))
    stance: _Stance = _stance
    if language is not ENGLISH:
        from reporter.facts.general.stance import stance_of

        stance = stance_of(language)
    for mention in told:
        if not mention.phase.event:
            continue
        affirmed, modality, first = stance(words, numbers, mention, own[mention.phase.family])
        clause = [
            index
            for index in range(max(mention.first - _SPAN, 0), min(mention.first + _SPAN + 1, len(words)))
            if abs(numbers[index] - numbers[mention.first]) <= 1
        ]
        before = [arguments[i] for i in reversed(clause) if i < mention.first and i in arguments]
        if not any(argument[0] in "@=+" for argument in before):
            before += [
                arguments[i] for i in range(mention.first - 1, -1, -1) if arguments.get(i, " ")[0] in "@=+"
            ][:1]
        after = [arguments[i] for i in clause if i > mention.last and i in arguments]
        end = _phrase_end(language, text, words, numbers, mention)
        yield Fact(
            kind="status",
            sentence=sentence.index,
            span=Span(words[first].span.start, words[end].span.end),
            value=Status(
                event=mention.phase.family,
                phase=mention.phase.name,
                affirmed=affirmed,
                modality=modality,
                agents=tuple(dict.fromkeys(before)),
                patients=tuple(dict.fromkeys(after)),
                verbal=_verbal(language, text, words, numbers, mention),
            ),
            subject=text[words[mention.first].span.start : words[mention.last].span.end],
            events=(mention.phase.family,),
        )


def _verbal(
    language: Language, text: str, words: Sequence[Token], numbers: Sequence[int], mention: Mention
) -> bool:
    """Whether a verb tells the event. Where nouns have capitals these say so; elsewhere only English is told apart."""
    if language is ENGLISH:
        return told_by_verb(words, numbers, mention)
    return not (language.pack.names.nouns and text[words[mention.first].span.start].isupper())


def _stance(
    words: Sequence[Token], numbers: Sequence[int], mention: Mention, own: set[int]
) -> tuple[bool, str, int]:
    """Polarity, modality, and the first word that belongs to them; the family's ``own`` words are no cues for it."""
    affirmed, modality, first = True, "actual", mention.first
    for index in range(mention.first - 1, max(mention.first - 1 - _REACH, -1), -1):
        token = words[index]
        if token.stem in _RAISING and any(
            word.word == "to" for word in words[mention.last + 1 : mention.last + 3]
        ):
            break
        same_clause = numbers[index] == numbers[mention.first]
        negating = token.stem in _NEGATING and index not in own
        negating = negating or (token.word, words[index + 1].word) in (("ruled", "out"), ("yet", "to"))
        near = mention.first - index <= _NEAR_REACH
        negating = negating and (token.stem not in _FAILING or near)
        if not (same_clause or (negating and numbers[mention.first] - numbers[index] == 1)):
            if not _continued(words, numbers, mention, index):
                continue
            negating = False
        plain = token.word.endswith("n't") or (
            token.word in _NEGATIONS and (token.word not in _NOUN_NEGATIONS or near)
        )
        only = token.word == "not" and words[index + 1].word == "only"
        if negating or (same_clause and plain and not only):
            affirmed, first = False, min(first, index)
        if modality == "actual" and (same_clause or _continued(words, numbers, mention, index)):
            if (token.word in ("set", "going") and words[index + 1].word == "to") or _infinitive(
                words, mention, index
            ):
                modality, first = "planned", min(first, index)
                continue
            for name, cues in _MODALITIES:
                if token.stem in cues or token.word in cues:
                    modality, first = name, min(first, index)
                    break
    if modality == "actual":
        modality, last = _afterwards(words, numbers, mention)
        first = min(first, last)
    if not affirmed and modality in ("planned", "possible"):
        modality = "refused"
    return affirmed, modality, first


def _infinitive(words: Sequence[Token], mention: Mention, index: int) -> bool:
    """Whether the word is the "to" of "Apple to release a watch": a name, then what will be done."""
    if words[index].word != "to" or index + 1 != mention.first or not index or index > _HEAD:
        return False
    return words[index - 1].word not in STOPWORDS and not words[index - 1].word.endswith(("ed", "ing", "s"))


def _continued(words: Sequence[Token], numbers: Sequence[int], mention: Mention, index: int) -> bool:
    """Whether the word stands in the clause before and a participle carries it on ("in the cards, involving …")."""
    if numbers[mention.first] - numbers[index] != 1:
        return False
    opener = next(i for i in range(len(words)) if numbers[i] == numbers[mention.first])
    return words[opener].word in ("involving", "including")


def _afterwards(words: Sequence[Token], numbers: Sequence[int], mention: Mention) -> tuple[str, int]:
    """Cues that follow their event: "a full withdrawal is possible", "elections to be held"."""
    for index in range(mention.last + 1, min(mention.last + 4, len(words))):
        if numbers[index] != numbers[mention.first]:
            break
        word = words[index].word
        if word == "possible":
            return "possible", mention.first
        before = words[index - 1].word
        said = word in ("planned", "expected", "scheduled") and before in ("is", "are", "was", "were")
        if said or (word == "be" and before == "to"):
            return "planned", mention.first
    return "actual", mention.first


def _phrase_end(
    language: Language, text: str, words: Sequence[Token], numbers: Sequence[int], mention: Mention
) -> int:
    """The last word of the event's object, within its clause; a name is not cut in the middle."""
    end = mention.last
    for index in range(mention.last + 1, len(words)):
        if numbers[index] != numbers[mention.first]:
            break
        capitals = all(text[words[i].span.start].isupper() for i in (index - 1, index))
        if index > mention.last + _OBJECT and not (end == index - 1 and capitals):
            break
        if words[index].word not in language.stopwords:
            end = index
    return end


def _arguments(
    language: Language, words: Sequence[Token], told: Sequence[Mention], names: Iterable[Fact]
) -> dict[int, str]:
    """Word index -> what that word names: ``=name``, ``+place``, ``@class`` of people or things, or its stem."""
    found = {
        index: token.stem
        for index, token in enumerate(words)
        if token.word not in language.stopwords and not token.word[0].isdigit()
    }
    for mention in told:
        if mention.phase.event:
            for index in range(mention.first, mention.last + 1):
                found.pop(index, None)
    for mention in told:
        if not mention.phase.event and found.get(mention.first, "")[:1] != "@":
            found[mention.first] = f"@{mention.phase.family}"
    for fact in names:
        for index, token in enumerate(words):
            if fact.span.contains(token.span) and index in found and isinstance(fact.value, Name):
                found[index] = _short(fact.kind, fact.value)
    return found


def _short(kind: str, name: Name) -> str:
    """The form of a name under which articles agree: a surname, else the whole name, marked as place or not."""
    if kind == "person":
        return f"={surname(name.canonical)}"
    return f"{'+' if kind == 'place' else '='}{normal(name.canonical)}"


EXTRACTOR = Extractor(
    "status", ("status",), "events, with whether they happened, did not, will, or are denied", extract
)
