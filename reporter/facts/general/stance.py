"""Whether an event happened, in any language with a pack: its cues, and the forms of its own verb."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, partial

from reporter.facts.general.phrases import NEVER, is_one_of
from reporter.lexicon import Language, Mention, Token, language

_REACH = 7
"""Words between a cue and its event, at most."""
_AFTER = 6


@cache
def _endings(code: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    known = language(code).pack.stance
    planned, possible, infinitive = (
        re.compile(pattern or NEVER)
        for pattern in (known.planned_ending, known.possible_ending, known.infinitive)
    )
    return planned, possible, infinitive


def stance_of(
    spoken: Language,
) -> Callable[[Sequence[Token], Sequence[int], Mention, set[int]], tuple[bool, str, int]]:
    """The stance of an event in that language: polarity, modality, and the first word that belongs to them.

    Its arguments are the words, the clause of each, the event, and the words of its family, which are no cues for it.
    """
    return partial(_stance, spoken)


def _stance(
    spoken: Language, words: Sequence[Token], numbers: Sequence[int], mention: Mention, own: set[int]
) -> tuple[bool, str, int]:
    known = spoken.pack.stance
    affirmed, modality, first = True, "actual", mention.first
    planned, possible, infinitive = _endings(spoken.code)
    word = words[mention.first].word
    if planned.search(word):
        modality = "planned"
    elif possible.search(word):
        modality = "possible"
    low, high = max(0, mention.first - _REACH), min(len(words), mention.last + 1 + _AFTER)
    for index in [*range(mention.first - 1, low - 1, -1), *range(mention.last + 1, high)]:
        token, after = words[index], index > mention.last
        same = numbers[index] == numbers[mention.first]
        denies = not after and index not in own and is_one_of(token.word, known.negating)
        if denies and numbers[mention.first] - numbers[index] <= 1:
            affirmed, first = False, min(first, index)
            continue
        if not same or (after and not known.follows):
            continue
        if is_one_of(token.word, known.negations) and not _paired(words, index, mention):
            affirmed, first = False, min(first, index)
        elif modality == "actual":
            told = _modality(spoken, token.word)
            if told == "planned" and token.word in known.future and not infinitive.search(word):
                continue
            modality = told or modality
            first = min(first, index) if told else first
    if not affirmed and modality in ("planned", "possible"):
        modality = "refused"
    return affirmed, modality, first


def _paired(words: Sequence[Token], index: int, mention: Mention) -> bool:
    """Whether a negation belongs to another word: "nicht nur", "no solo", or one that another verb stands between."""
    following = words[index + 1].word if index + 1 < len(words) else ""
    return following in ("nur", "solo", "sólo", "solamente")


def _modality(spoken: Language, word: str) -> str:
    known = spoken.pack.stance
    for name in ("conditional", "discussed", "demanded", "planned", "possible"):
        if is_one_of(word, getattr(known, name)):
            return name
    return "planned" if word in known.future else ""
