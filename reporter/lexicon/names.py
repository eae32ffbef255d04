"""When two names are one: pure comparisons, the same within an article and across articles."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from reporter.lexicon.gazetteer import country_of, nicknames, organisation_named, place_named, sections
from reporter.patterns import lazily

_WORD_RE = lazily(r"[^\W_]+")
_INITIALS_RE = lazily(r"\b(?:[^\W\d_]\.){2,}")
_INITIAL_RE = lazily(r"\b([A-Z])\.")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_ABBREVIATED = {"mt": "mount", "ft": "fort"}
_FUNCTION_WORDS = frozenset({"of", "for", "and", "the", "on", "in", "to", "de", "la"})


@lru_cache(maxsize=65536)
def normal(canonical: str) -> str:
    """Comparable form: case folded, accents, punctuation, ``the`` and middle initials dropped.

    ``John F. Kerry`` and ``John Kerry`` agree, ``N.R.A.`` and ``NRA``, ``Bashar al Assad`` and ``Bashar al-Assad``.
    """
    joined = _INITIALS_RE.sub(lambda match: match.group().replace(".", "") + " ", canonical)
    plain = unicodedata.normalize("NFKD", joined.replace("’", "'")).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    found = _WORD_RE.findall(plain.replace("'s ", " ").removesuffix("'s"))
    words = [_ABBREVIATED.get(word, word) for word in found if word != "the"]
    words = _without_suffix(words)
    long = _without_suffix([word for word in words if len(word) > 1])
    return " ".join(long if len(long) > 1 else words)


def _without_suffix(words: list[str]) -> list[str]:
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words = words[:-1]
    return words


def acronym(name: str) -> str:
    """First letters of the capitalised words: ``California Highway Patrol`` gives ``CHP``."""
    return "".join(word[0] for word in _WORD_RE.findall(name) if word[0].isupper())


def surname(person: str) -> str:
    """The part of a person's name that stands for it alone, in the normal form: ``assad`` of Bashar al-Assad."""
    words = normal(person).split()
    return words[-1] if words else ""


def same_given(left: str, right: str) -> bool:
    """Whether two given names (normal form) may be one person's: equal, nickname, or initial."""
    if left == right or not left or not right:
        return True
    if 1 in (len(left), len(right)):
        return left[0] == right[0]
    groups = nicknames()
    return bool(groups.get(left, frozenset()) & groups.get(right, frozenset()))


def initials(person: str) -> str:
    """The middle initials of a person's name: ``HW`` of George H.W. Bush."""
    return "".join(letter for letter in _INITIAL_RE.findall(person.partition(" ")[2]))


def _same_person(left: list[str], right: list[str]) -> bool:
    short, long = sorted((left, right), key=len)
    if len(short) == 1:
        return short[0] in (long[-1], long[0])
    if short[-1] != long[-1]:
        return False
    return same_given(short[0], long[0]) or set(short) <= set(long)


def _same_organisation(left: str, right: str) -> bool:
    short, long = sorted((normal(left), normal(right)), key=len)
    for one, other in ((left, right), (right, left)):
        letters = one.replace(".", "")
        if letters.isupper() and 1 < len(letters) <= 6 and letters == acronym(other):
            return True
    if (organisation_named(left) or left) == (organisation_named(right) or right):
        return True
    some = [word for word in short.split() if word not in _FUNCTION_WORDS]
    every = long.split()
    heads = sections("titles")["organisations"]
    return bool(some) and set(some) <= set(every) and any(word in heads for word in some)


def same_name(kind: str, left: str, right: str) -> bool:
    """Whether two canonical names of one kind (``person place organisation``) may be one and the same."""
    one, other = normal(left), normal(right)
    if not one or not other:
        return False
    if kind == "person" and initials(left) and initials(right) and initials(left) != initials(right):
        return False
    if one == other:
        return True
    if kind == "person":
        return _same_person(one.split(), other.split())
    if kind == "organisation":
        return _same_organisation(left, right)
    first = country_of(left) or place_named(left)
    return first is not None and first == (country_of(right) or place_named(right))


def spelling_variant(left: str, right: str) -> bool:
    """Whether two persons' names are near in spelling and not the same: ``Ilene Wolfe`` / ``Ilene Wolff``."""
    one, other = normal(left).split(), normal(right).split()
    if not one or not other or (one[-1:] == other[-1:] and (len(one) == 1 or len(other) == 1)):
        return False
    if 1 in (len(one), len(other)):
        return _near(one[-1], other[-1])
    if _same_person(one, other):
        return False
    if one[-1] == other[-1]:
        return _near(one[0], other[0])
    return _near(one[-1], other[-1]) and (same_given(one[0], other[0]) or _near(one[0], other[0]))


def _near(left: str, right: str) -> bool:
    from rapidfuzz.distance import OSA

    allowed = 1 if min(len(left), len(right)) < 8 else 2
    return (
        left != right
        and left[0] == right[0]
        and min(len(left), len(right)) >= 4
        and (OSA.distance(left, right, score_cutoff=allowed) <= allowed)
    )
