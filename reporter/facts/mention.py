"""Capitalised sequences of a sentence, told apart as person, place or organisation.

The rules look at one sentence and at what the whole article shows of a word (does it stand in lower case elsewhere?).
Which mentions are one name is decided afterwards, in ``reporter.facts.name``.
"""

from __future__ import annotations

from typing import NamedTuple

from reporter.facts.capitals import CONNECTORS, Usage, Word, lexicon, opens
from reporter.lexicon import STOPWORDS
from reporter.lexicon.en import cues
from reporter.lexicon.gazetteer import (
    city_size,
    government_of,
    organisation_named,
    people_of,
    place_named,
    sex_of,
)
from reporter.model import Span
from reporter.patterns import lazily

_ABSTRACT_RE = lazily(r"\w{3}(?:tion|sion|ness|ity|ance|ence|ship|ism|ical|ally|tive|ous|ised|ized)s?$")
_OF_RE = lazily(r"[\d,], of $")


class Mention(NamedTuple):
    """A name as it stands in a sentence, before names of one article are brought together."""

    sentence: int
    span: Span
    words: tuple[str, ...]
    kind: str
    """``person place organisation``; empty where the sentence alone does not tell."""
    canonical: str = ""
    """Canonical name where the gazetteer knows it."""
    title: Span | None = None
    """The words directly before a person's name that say what he or she is."""
    title_words: tuple[str, ...] = ()
    the: bool = False
    """Whether an article stands before it."""
    title_case: bool = False
    """Whether the sentence capitalises every word, so that a capital shows nothing."""


class Piece:
    """One capitalised piece of a sentence on its way to mentions."""

    def __init__(
        self,
        text: str,
        sentence: int,
        words: list[Word],
        start: int,
        piece: list[Word],
        seen: Usage,
        title_case: bool,
    ) -> None:
        self.text, self.sentence, self.words, self.seen = text, sentence, words, seen
        self.start, self.piece, self.title_case = start, piece, title_case

    def _mention(self, piece: list[Word], kind: str, canonical: str = "") -> Mention:
        before = self._before(piece)
        span = Span(piece[0].span.start, piece[-1].span.end)
        return Mention(
            self.sentence,
            span,
            tuple(word.text for word in piece),
            kind,
            canonical,
            the=before == "the",
            title_case=self.title_case,
        )

    def _index(self, piece: list[Word]) -> int:
        return self.start + self.piece.index(piece[0])

    def _before(self, piece: list[Word]) -> str:
        index = self._index(piece)
        return self.words[index - 1].lower if index and self.words[index].gap == " " else ""

    def _after(self, piece: list[Word]) -> str:
        index = self._index(piece) + len(piece)
        return self.words[index].lower if index < len(self.words) else ""

    def mentions(self) -> list[Mention]:
        """The names in the piece."""
        piece = self._trimmed()
        return self._divided(piece) if piece else []

    def _trimmed(self) -> list[Word]:
        """The piece without the capitalised common words that begin a sentence."""
        piece = self.piece
        while piece:
            first = piece[0]
            if self._known(piece) or (sex_of(first.text) and len(piece) > 1):
                return piece
            initial = self.start == 0 or opens(first.gap) or self.piece[0] is not first or self.title_case
            stop = first.lower in STOPWORDS and first.lower not in lexicon("titles") and first.text != "US"
            common = stop or (initial and len(piece) > 1 and self._common(piece))
            if not common and first.lower not in CONNECTORS:
                return piece
            piece = piece[1:]
        return piece

    def _common(self, piece: list[Word]) -> bool:
        first, second = piece[0], piece[1]
        if (
            first.lower in lexicon("organisations")
            or first.lower in lexicon("titles")
            or people_of(first.text)
        ):
            return False
        if first.lower in lexicon("role-modifiers") and any(
            word.lower in lexicon("titles") for word in piece[1:]
        ):
            return False
        if first.lower in lexicon("not-names"):
            return second.lower not in lexicon("organisations") | lexicon("places") | CONNECTORS
        return bool(sex_of(second.text)) and len(piece) > 2 and first.text not in self.seen.middle

    def _known(self, piece: list[Word]) -> tuple[str, str] | None:
        words = " ".join(word.text for word in piece)
        stop = "." if self.text[piece[-1].span.end : piece[-1].span.end + 1] == "." else ""
        for candidate in (words, words.replace(". ", "."), words + stop):
            place = place_named(candidate)
            if place:
                return ("place", place)
            organisation = organisation_named(candidate)
            if organisation and (
                len(piece) > 1 or candidate not in ("Apple", "IS", "AS", "Labour", "Fed", "Shell", "Post")
            ):
                return ("organisation", organisation)
        return None

    def _divided(self, piece: list[Word]) -> list[Mention]:
        government = government_of(piece[0].text) if len(piece) == 1 and not self._located(piece) else None
        if government and not organisation_named(piece[0].text) and self._acts(piece):
            return [self._mention(piece, "place", government)]
        known = self._known(piece)
        if known:
            return [self._mention(piece, *known)]
        titled = self._titled(piece)
        if titled is not None:
            return titled
        first = piece[0]
        nation = people_of(first.text)
        if len(piece) == 1:
            if nation and self._after(piece) in lexicon("taught"):
                return []
            return [self._mention(piece, "place", nation)] if nation else self._single(piece)
        if self._is_organisation(piece):
            return [self._mention(piece, "organisation")]
        if self._is_place(piece):
            return self._place(piece)
        if nation:
            return [self._mention(piece[:1], "place", nation), *self._rest(piece[1:])]
        head = self._known(piece[:1]) or (self._known(piece[:2]) if len(piece) > 2 else None)
        if head and not sex_of(first.text):
            size = 1 if self._known(piece[:1]) else 2
            return [self._mention(piece[:size], *head), *self._rest(piece[size:])]
        tail = self._known(piece[-1:])
        if tail and not sex_of(first.text) and len(piece) == 2 and tail[0] == "organisation":
            return [self._mention(piece[-1:], *tail)]
        return self._several(piece)

    def _rest(self, piece: list[Word]) -> list[Mention]:
        while piece and (piece[0].lower in STOPWORDS or piece[0].lower in CONNECTORS):
            piece = piece[1:]
        return self._divided(piece) if piece else []

    def _titled(self, piece: list[Word]) -> list[Mention] | None:
        """A person with the title before the name, or None."""
        last = max((n for n, word in enumerate(piece[:-1]) if word.lower in lexicon("titles")), default=-1)
        name = piece[last + 1 :]
        if last >= 0 and name and name[0].lower == "of":
            skip = next(
                (n for n, word in enumerate(name) if n > 1 and sex_of(word.text)), 2 if len(name) > 2 else 0
            )
            if not skip:
                return None
            last, name = last + skip, name[skip:]
        if last < 0:
            return self._title_alone(piece)
        if (
            name[0].lower in lexicon("suffixes")
            or (last and sex_of(piece[last - 1].text))
            or not self._can_be_person(name)
        ):
            return None
        if piece[last].lower in lexicon("weak-titles") and not sex_of(name[0].text) and last == 0:
            return None if len(name) > 1 else [self._mention(name, "")]
        person = self._mention(name, "person")
        title = piece[: last + 1]
        person = person._replace(
            title=Span(title[0].span.start, title[-1].span.end),
            title_words=tuple(word.lower for word in title),
        )
        return [*self._inside(title), person]

    def _title_alone(self, piece: list[Word]) -> list[Mention] | None:
        if len(piece) < 2 or sex_of(piece[0].text):
            return None
        if piece[0].lower in lexicon("titles") and piece[1].lower == "of":
            return self._inside(piece[2:])
        if piece[-1].lower not in lexicon("titles"):
            return None
        if all(
            word.lower in lexicon("role-modifiers")
            or word.lower in CONNECTORS
            or self._known([word])
            or people_of(word.text)
            for word in piece[:-1]
        ):
            return self._inside(piece)
        return None

    def _inside(self, title: list[Word]) -> list[Mention]:
        """Countries and organisations that a title names."""
        found = []
        for word in title:
            nation = people_of(word.text)
            known = ("place", nation) if nation else self._known([word])
            if known and word.lower not in lexicon("titles"):
                found.append(self._mention([word], *known))
        return found

    def _can_be_person(self, name: list[Word]) -> bool:
        if len(name) > 4 or any(word.lower in CONNECTORS for word in name):
            return False
        if name[-1].lower in lexicon("organisations") and not sex_of(name[0].text):
            return False
        if sex_of(name[0].text):
            return True
        if name[-1].lower in lexicon("titles") or (self.title_case and len(name) == 1):
            return False
        return name[0].lower not in lexicon("not-names") and not people_of(name[0].text)

    def _is_organisation(self, piece: list[Word]) -> bool:
        heads = lexicon("organisations")
        if (
            sex_of(piece[0].text)
            and len(piece) == 2
            and piece[1].lower in cues.SURNAME_HEADS
            and self._before(piece) != "the"
        ):
            return False
        for number, word in enumerate(piece):
            end = number + 1 == len(piece) or piece[number + 1].lower in CONNECTORS
            if word.lower in heads and end and (number or len(piece) > 1):
                return True
        return any(word.text == "&" for word in piece)

    def _is_place(self, piece: list[Word]) -> bool:
        places = lexicon("places")
        if sex_of(piece[0].text) and piece[-1].lower in (
            "hill",
            "park",
            "street",
            "lake",
            "bridge",
            "rivers",
            "hills",
            "ford",
            "camp",
        ):
            return self._before(piece) in ("the", "in", "at", "on", "near", "of", "to", "from")
        return piece[-1].lower in places or piece[0].lower in cues.LEADING_PLACES or self._place_of(piece)

    def _place_of(self, piece: list[Word]) -> bool:
        return any(
            word.lower in lexicon("places") and number + 1 < len(piece) and piece[number + 1].lower == "of"
            for number, word in enumerate(piece)
        )

    def _place(self, piece: list[Word]) -> list[Mention]:
        return [self._mention(piece, "place")]

    def _several(self, piece: list[Word]) -> list[Mention]:
        """Several words that no list explains: a city, a person, or an organisation."""
        words = " ".join(word.text for word in piece)
        first, last = piece[0], piece[-1]
        if first.lower in lexicon("directions"):
            return [self._mention(piece, "place")]
        thing = first.lower in lexicon("things") and not sex_of(first.text)
        if thing or last.lower in lexicon("things"):
            return [self._mention(piece, "")]
        given = bool(sex_of(first.text)) or (len(first.text) == 2 and first.text.endswith("."))
        if not given and (
            city_size(words)
            or self._after(piece) in lexicon("places")
            or self._before(piece) in ("in", "near", "outside")
        ):
            return [self._mention(piece, "place")]
        if given and self._can_be_person(piece):
            return [self._mention(piece, "person")]
        if any(word.lower in CONNECTORS for word in piece) or len(piece) > 4:
            return [self._mention(piece, "organisation" if self._before(piece) == "the" else "")]
        if any(_ABSTRACT_RE.search(word.text) for word in piece):
            return [self._mention(piece, "organisation" if self._before(piece) == "the" else "")]
        common = sum(word.lower in self.seen.lower or word.lower in lexicon("not-names") for word in piece)
        if (
            common == len(piece)
            or self.title_case
            or (last.text.isupper() and len(last.text) > 1 and not first.text.isupper())
        ):
            return [self._mention(piece, "")]
        if first.text.isupper() and len(first.text) > 2 and "." not in first.text:
            return [self._mention(piece, "organisation")]
        if self._before(piece) == "the":
            return [self._mention(piece, "organisation")]
        if common:
            return [self._mention(piece, "")]
        return [self._mention(piece, "person")]

    def _single(self, piece: list[Word]) -> list[Mention]:
        word = piece[0]
        before = self._before(piece)
        letters = word.text.replace(".", "")
        if before == "the" and word.lower in lexicon("organisations"):
            return [self._mention(piece, "")]
        if word.lower in STOPWORDS or len(letters) < 2 or letters[1] == "-":
            return []
        if before in lexicon("titles") and not self.title_case and word.lower not in lexicon("not-names"):
            return [self._mention(piece, "person")]
        if word.lower in lexicon("not-names") and word.text not in self.seen.middle:
            return [self._mention(piece, "")]
        shouted = word.text.capitalize()
        if (
            letters.isupper()
            and len(letters) >= 4
            and self.start == 0
            and (place_named(shouted) or city_size(shouted))
        ):
            return [self._mention(piece, "place", place_named(shouted) or shouted)]
        if (
            letters.isupper()
            and 2 <= len(letters) <= 6
            and not self.title_case
            and word.lower not in lexicon("not-names")
        ):
            return [self._mention(piece, "organisation")]
        located = self._located(piece)
        if sex_of(word.text) and not located:
            return [self._mention(piece, "")]
        size = city_size(word.text)
        if size and (
            located
            or (size >= 100 and word.lower not in self.seen.lower and word.lower not in lexicon("not-names"))
        ):
            return [self._mention(piece, "place")]
        initial = self.start == 0 or opens(word.gap)
        unknown = word.lower not in self.seen.lower and word.lower not in lexicon("not-names")
        if self._after(piece) in cues.SAYING and not initial and unknown:
            return [self._mention(piece, "person")]
        if (
            located
            and not initial
            and not self.title_case
            and before in ("in", "near", "outside", "from")
            and word.lower not in lexicon("not-names")
        ):
            return [self._mention(piece, "place")]
        if word.lower.startswith(("al-", "el-")):
            return [self._mention(piece, "place")]
        return [self._mention(piece, "")]

    def _located(self, piece: list[Word]) -> bool:
        """Whether the words around say that this is where something is."""
        before = self._before(piece)
        if before in cues.LOCATIVE or (
            before in ("of", "the") and self._after(piece) in ("city", "area", "region", "province")
        ):
            return True
        return before == "of" and bool(
            _OF_RE.search(self.text, max(0, piece[0].span.start - 9), piece[0].span.start)
        )

    def _acts(self, piece: list[Word]) -> bool:
        """Whether a capital stands where a government acts: before a verb, or as the object of one."""
        index = self._index(piece) + 1
        if index < len(self.words) and self.words[index].gap == " " and not piece[-1].possessive:
            after = self.words[index].lower
            return after in cues.VERBS or after in cues.SAYING
        before = self._before(piece)
        return before.endswith("ing") or before in (
            "sideline",
            "accuse",
            "accused",
            "urge",
            "urged",
            "between",
            "against",
            "with",
        )
