"""From what a user names to the documents in it: files, containers within containers, addresses.

One input may give many documents; what cannot be had is a Skipped value among them, never silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import BinaryIO

from reporter import containers, sources
from reporter.config import Limits, Web
from reporter.containers import CONTAINERS, Allowance, Container, Linked
from reporter.encoding import binary
from reporter.errors import ReadError, ReporterError, SourceError
from reporter.kinds import identify, named
from reporter.model import Skipped, Source
from reporter.readers import READERS, TEXT, Reader

MB = 1_000_000
KINDS: tuple[Reader | Container, ...] = (*READERS, *CONTAINERS)
"""All that can be read or opened. Readers first: a Word document is a ZIP archive too."""
NOT_ARTICLES = frozenset(("readme", "license", "licence", "changelog"))
"""Names of files, without suffix, that are about a folder."""
OWN = frozenset(("comparison.json", "decisions.json", "index.json"))
"""Names of files that reporter writes itself."""
_BLANK = b"\xef\xbb\xbf \t\r\n\f\v\x00"


@dataclass(frozen=True, slots=True)
class Terms:
    """Under which terms inputs are taken."""

    limits: Limits = field(default_factory=Limits)
    web: Web = field(default_factory=Web)


def gather(
    locator: str, terms: Terms | None = None, *, stdin: BinaryIO | None = None
) -> Iterator[Source | Skipped]:
    """The documents of one input in order, and what was left out of it.

    ``archive.zip!member`` takes one member alone. Raises SourceError where there is no input at all: no such
    file, a folder, no permission, empty, too large, binary, bad metadata beside it.
    """
    terms = terms or Terms()
    source, member = _load(locator, terms, stdin)
    kind = kind_of(source)
    if isinstance(kind, Reader) and len(source.data) > terms.limits.input_mb * MB:
        raise SourceError(
            "too-large", f"{locator}: larger than {terms.limits.input_mb} MB; give the article alone"
        )
    if member is None:
        yield from _documents(source, kind, Allowance(terms.limits, wanted), terms, 1)
        return
    found = [
        one
        for one in _documents(source, kind, Allowance(terms.limits, wanted), terms, 1)
        if one.locator == locator or one.locator.startswith(f"{locator}!")
    ]
    if not found:
        raise SourceError("no-such-member", f"{locator}: no such member; reporter inspect {source.locator}")
    yield from found


def kind_of(source: Source) -> Reader | Container:
    """What takes a source. Raises SourceError where it is empty or binary data of no known format."""
    if not source.data.strip(_BLANK):
        raise SourceError("empty-input", f"{source.locator}: empty; give a file that holds an article")
    kind = identify(source, KINDS) or TEXT
    if not kind.binary and binary(source.data):
        raise SourceError(
            "binary-input", f"{source.locator}: binary data of no known format; give text, HTML, PDF or DOCX"
        )
    return kind


def wanted(name: str) -> bool:
    """Whether a file of a folder or an archive can be an article by its name."""
    path = PurePosixPath(name.replace("\\", "/"))
    if any(part.startswith((".", "__MACOSX")) and part != ".." for part in path.parts):
        return False
    if path.stem.lower() in NOT_ARTICLES or path.name.lower() in OWN:
        return False
    return not path.suffix or named(path.name, KINDS) is not None


def _load(locator: str, terms: Terms, stdin: BinaryIO | None) -> tuple[Source, str | None]:
    """The bytes of the input, and which member of it is meant."""
    limit = terms.limits.container_mb * MB
    try:
        return sources.load(locator, limit, stdin=stdin), None
    except SourceError as error:
        outer, mark, member = locator.partition("!")
        if not mark or error.slug != "missing-file":
            raise
        try:
            return sources.load(outer, limit), member
        except SourceError:
            raise error from None


def _documents(
    source: Source, kind: Reader | Container, allowance: Allowance, terms: Terms, depth: int
) -> Iterator[Source | Skipped]:
    """A document itself, or what is in a container."""
    if isinstance(kind, Reader):
        yield source
        return
    if depth > terms.limits.depth:
        reason = f"containers lie in each other more than {terms.limits.depth} deep"
        yield Skipped(source.locator, "too-deep", reason)
        return
    empty, articles = True, 0
    try:
        for one in kind.open(source, allowance):
            for inner in _member(one, allowance, terms, depth):
                empty = False
                articles += isinstance(inner, Source)
                if articles > terms.limits.articles:
                    raise SourceError(
                        "too-many-articles", f"more than {terms.limits.articles:,}; the rest is left out"
                    )
                yield inner
    except ReporterError as error:
        yield skipped(source.locator, error)
    else:
        if empty:
            yield Skipped(source.locator, "no-article-inside", f"no article in this {kind.name}")


def _member(
    one: containers.Member, allowance: Allowance, terms: Terms, depth: int
) -> Iterator[Source | Skipped]:
    if isinstance(one, Skipped):
        yield one
        return
    try:
        found = _followed(one, terms) if isinstance(one, Linked) else one
        if isinstance(found, Skipped):
            yield found
            return
        kind = kind_of(found)
    except ReporterError as error:
        yield skipped(one.locator, error)
        return
    yield from _documents(found, kind, allowance, terms, depth + 1)


def _followed(link: Linked, terms: Terms) -> Source | Skipped:
    """What a container only names."""
    if not terms.web.follow_links:
        return Skipped(
            link.locator, "link-not-followed", f"only a link to {link.url}; web.follow_links is off"
        )
    raise ReadError("link-not-followed", "not yet")


def skipped(locator: str, error: ReporterError) -> Skipped:
    """An error as a value; the locator is not said twice."""
    return Skipped(locator, error.slug, str(error).removeprefix(f"{locator}: "))
