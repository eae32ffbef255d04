"""Speakers under one name each, and agreement that rests on one of them."""

from __future__ import annotations

from collections import defaultdict

from reporter.lexicon.names import normal, same_name
from reporter.model import Finding, NearMiss, Verdict

_SMALL = frozenset("of for and the on in to de la al bin von van".split())


class Speakers:
    """The speakers of a comparison, each under the name that is first used for it."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._known: dict[str, int] = {}
        self._by_word: dict[str, list[int]] = defaultdict(list)

    def number(self, speaker: str) -> int:
        """The index of this speaker in ``names``; new names are added."""
        key = normal(speaker)
        if key not in self._known:
            same = self._same(speaker, key)
            if same is None:
                same = len(self.names)
                self.names.append(speaker)
                for word in set(key.split()) - _SMALL:
                    self._by_word[word].append(same)
            self._known[key] = same
        return self._known[key]

    def _same(self, speaker: str, key: str) -> int | None:
        near = sorted({one for word in key.split() for one in self._by_word.get(word, ())})
        return next((one for one in near if one_voice(self.names[one], speaker)), None)


def named(speaker: str) -> bool:
    """Whether this is a name (``Reuters``) and not a description (``rebel officials``)."""
    return all(word[0].isupper() or not word[0].isalpha() or word in _SMALL for word in speaker.split())


def one_voice(left: str, right: str) -> bool:
    """Whether two speakers are one: the same words, or two forms of one name."""
    if normal(left) == normal(right):
        return True
    if not named(left) or not named(right):
        return False
    return any(same_name(kind, left, right) for kind in ("person", "organisation"))


def origin(found: Finding | NearMiss) -> str:
    """The one named voice that every article of an agreement cites for it; empty where there is none."""
    if not isinstance(found, Finding) or found.verdict is not Verdict.SHARED:
        return ""
    said = [member.attribution for member in found.members]
    if len({member.article for member in found.members}) < 2 or not all(said):
        return ""
    voices = [one.speaker for one in said if one and one.speaker and not one.anonymous and named(one.speaker)]
    if len(voices) < len(said) or not all(one_voice(voices[0], other) for other in voices[1:]):
        return ""
    return max(voices, key=len)


def speakers_of(found: Finding | NearMiss, speakers: Speakers) -> tuple[int, ...]:
    """The indexes of those who are cited for a finding."""
    cited = [member.attribution.speaker for member in found.members if member.attribution]
    return tuple(dict.fromkeys(speakers.number(one) for one in cited if one))
