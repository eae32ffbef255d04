"""Who and what an article names: full names, and the short forms that stand for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from reporter.facts.capitals import lexicon
from reporter.facts.mention import Mention
from reporter.lexicon.gazetteer import organisation_named, sex_of
from reporter.lexicon.names import acronym, initials, normal, same_given
from reporter.patterns import lazily

_ACRONYM_RE = lazily(r"\s\((?:the\s)?((?:[A-Z]\.?){2,6})\)")


@dataclass(slots=True)
class Person:
    """A person of the article."""

    words: tuple[str, ...]
    """The longest form so far, without title."""
    surname: str
    sex: str
    """``m``, ``f``, ``-`` where the given name is both, empty where nothing tells."""
    last: int = 0
    """Sentence of the latest mention."""

    @property
    def full(self) -> bool:
        """Whether more than one word of the name is known."""
        return len(self.words) > 1


def surname_of(words: tuple[str, ...]) -> str:
    """The last word of a name that is no suffix, in the normal form: ``assad`` of ``al-Assad``."""
    last = [word for word in words if word.lower().strip(".") not in lexicon("suffixes")] or list(words)
    return (normal(last[-1]).split() or [last[-1].lower()])[-1]


def sex_told(mention: Mention) -> str:
    """The sex that a courtesy title or else the given name tells."""
    for sex, section in (("f", "courtesy-female"), ("m", "courtesy-male")):
        if any(word in lexicon(section) for word in mention.title_words):
            return sex
    return sex_of(mention.words[0]) if len(mention.words) > 1 else ""


@cache
def _short_forms() -> dict[str, tuple[str, ...]]:
    """Of every lower-case head the heads of full names that it may stand for."""
    table: dict[str, tuple[str, ...]] = {}
    for entry in sorted(lexicon("short-forms")):
        head, *others = entry.split()
        for word in (head, *others):
            table[word] = (*table.get(word, ()), head)
    return table


class Roster:
    """The names of one article, in the order of their first mention."""

    def __init__(self, text: str, mentions: Iterable[Mention]) -> None:
        self.acronyms: dict[str, str] = {}
        self.places: set[str] = set()
        self._surnames: dict[str, list[Person]] = {}
        self._given: dict[str, list[Person]] = {}
        self._organisations: dict[str, None] = {}
        self._by_word: dict[str, list[str]] = {}
        self._collect(text, list(mentions))

    def _collect(self, text: str, mentions: list[Mention]) -> None:
        for mention in sorted(mentions, key=lambda mention: mention.title_case):
            if mention.kind == "person" and len(mention.words) > 1 and not self.other_kind(mention):
                self._add_person(mention)
            elif mention.kind == "organisation":
                self._add_organisation(text, mention)
        for mention in mentions:
            words = " ".join(mention.words)
            sure = mention.canonical or len(mention.words) > 1 or not self.people(words)
            if mention.kind == "place" and sure:
                self.places.add(mention.canonical or words)
        for mention in mentions:
            if mention.kind == "person" and len(mention.words) == 1 and not self.people(mention.words[0]):
                self._add_person(mention)

    def _add_person(self, mention: Mention) -> None:
        surname = surname_of(mention.words)
        for person in self._surnames.get(surname, ()):
            if person.full and _same_first(person.words, mention.words):
                if len(mention.words) > len(person.words) and sex_of(mention.words[0]):
                    person.words = mention.words
                person.sex = person.sex.strip("-") or sex_told(mention)
                return
        person = Person(mention.words, surname, sex_told(mention), mention.sentence)
        self._surnames.setdefault(surname, []).append(person)
        self._given.setdefault(mention.words[0].lower(), []).append(person)

    def _add_organisation(self, text: str, mention: Mention) -> None:
        name = mention.canonical or " ".join(mention.words)
        if len(mention.words) == 1 and not mention.canonical:
            return
        if name not in self._organisations:
            self._organisations[name] = None
            for word in sorted({part.lower() for part in name.split()}):
                self._by_word.setdefault(word, []).append(name)
            self.acronyms.setdefault(acronym(name), name)
        short = _ACRONYM_RE.match(text, mention.span.end)
        if short and len(mention.words) > 1:
            self.acronyms[short.group(1).replace(".", "")] = name

    def is_organisation(self, words: str) -> bool:
        """Whether the article names an organisation so, in full."""
        return words in self._organisations

    def other_kind(self, mention: Mention) -> str:
        """``place`` or ``organisation`` where the words of a supposed person name one elsewhere."""
        words = " ".join(mention.words)
        if mention.title is not None:
            return ""
        return "place" if words in self.places else "organisation" if words in self._organisations else ""

    def people(self, word: str) -> list[Person]:
        """People whom a single word may name: by surname, else by given name."""
        key = (normal(word).split() or [word.lower()])[-1]
        return self._surnames.get(key) or self._given.get(word.lower(), [])

    def person(self, mention: Mention) -> Person | None:
        """Whom a mention names: of several of one surname the one of that sex, named last before."""
        if len(mention.words) > 1:
            known = self._surnames.get(surname_of(mention.words), [])
            people = [one for one in known if not one.full or _same_first(one.words, mention.words)]
        else:
            people = self.people(mention.words[0])
        sex = sex_told(mention) if mention.title_words else ""
        fitting = [person for person in people if not sex or person.sex in ("", "-", sex)]
        before = [person for person in fitting if person.last <= mention.sentence] or fitting
        return max(before, key=lambda person: person.last, default=None)

    def organisation(self, words: str) -> str:
        """The longest name in the article that ``words`` shorten: an acronym, its end, or its beginning."""
        letters = words.replace(".", "")
        if letters.isupper() and letters in self.acronyms:
            return self.acronyms[letters]
        own = words.split()
        longer = [name for name in self._by_word.get(own[-1].lower(), ()) if _shortens(own, name.split())]
        return max(longer, key=len, default="") or organisation_named(words) or words

    def short_form(self, words: tuple[str, ...]) -> str | None:
        """The organisation that capitalised words after ``the`` stand for: ``the Observatory``."""
        if words[-1].lower() not in lexicon("organisations"):
            return None
        for name in reversed(self._by_word.get(words[-1].lower(), [])):
            if len(name.split()) > len(words) and set(words) <= set(name.split()):
                return name
        return None

    def generic(self, head: str, before: Iterable[str]) -> str | None:
        """The one organisation that lower-case words stand for: ``the monitor``, ``the rifle association``."""
        fitting = {
            name: None
            for full in _short_forms().get(head, ())
            for name in self._by_word.get(full, ())
            if set(before) <= {part.lower() for part in name.split()}
        }
        return next(iter(fitting)) if len(fitting) == 1 else None

    def known(self, form: str) -> tuple[str, str] | None:
        """Kind and canonical name of a form that the article's body explains, for headlines."""
        people = self.people(form.rsplit(maxsplit=1)[-1])
        if " " in form:
            people = [person for person in people if " ".join(person.words) == form]
        if people and form.lower() not in lexicon("not-names"):
            return ("person", " ".join(people[0].words))
        if form in self._organisations or form in self.acronyms:
            return ("organisation", self.acronyms.get(form, form))
        return ("place", form) if form in self.places else None


def is_generic_head(word: str) -> bool:
    """Whether a lower-case word may stand for an organisation named before."""
    return word in _short_forms()


def _same_first(known: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether the words before the surname may be of one person; what is no given name may be a nickname."""
    one, other = initials(" ".join(known)), initials(" ".join(words))
    if one and other and one != other:
        return False
    if same_given(known[0].lower().strip("."), words[0].lower().strip(".")):
        return True
    return not sex_of(words[0]) and len(words) > 2 and bool(sex_of(known[0]))


def _shortens(own: list[str], parts: list[str]) -> bool:
    if len(parts) <= len(own):
        return False
    if parts[-len(own) :] == own:
        return True
    if len(own) == 1:
        return False
    starts = parts[: len(own)] == own and parts[len(own)] in ("of", "for")
    return starts or (own[0] == parts[0] and own[-1].lower() in lexicon("organisations"))
