"""From what a user names to the documents in it: files, containers within containers, addresses.

One input may give many documents; what cannot be had is a Skipped value among them, never silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from reporter import sources
from reporter.config import Limits, Web
from reporter.containers import CONTAINERS, Allowance, Container, Linked, Member
from reporter.encoding import binary
from reporter.errors import ReporterError, SourceError
from reporter.kinds import identify, named
from reporter.model import Skipped, Source
from reporter.readers import READERS, TEXT, Reader

if TYPE_CHECKING:
    from reporter.web import Fetcher

MB = 1_000_000
KINDS: tuple[Reader | Container, ...] = (*READERS, *CONTAINERS)
"""All that can be read or opened. Readers first: a Word document is a ZIP archive too."""
NOT_ARTICLES = frozenset(("readme", "license", "licence", "changelog"))
"""Names of files, without suffix, that are about a folder."""
OWN = frozenset(
    "comparison.html comparison.json comparison.md comparison.pdf comparison.xml decisions.json index.json".split()
)
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
    file, a folder, no permission, no answer, empty, too large, binary, bad metadata beside it.
    """
    yield from _Gathering(locator, terms or Terms(), stdin).run()


def is_address(locator: str) -> bool:
    """Whether a locator is an address, not a path; whether it may be fetched is seen later."""
    scheme, mark, _ = locator.partition("://")
    return bool(mark) and len(scheme) > 1 and scheme.isascii() and scheme.isalpha()


def places(locators: Iterable[str]) -> tuple[Path | str, ...]:
    """Locators as paths, but for addresses, which a path would spoil."""
    return tuple(locator if is_address(locator) else Path(locator) for locator in locators)


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


def skipped(locator: str, error: Exception) -> Skipped:
    """An error as a value; the locator is not said twice. One that is none of ours is a bug, and nothing else stops."""
    if isinstance(error, ReporterError):
        slug, words = error.slug, str(error).removeprefix(f"{locator}: ")
    else:
        slug, words = "bug", f"this is a bug in reporter: {type(error).__name__}: {error}"[:500]
    return Skipped(locator, slug, " ".join(words.split()))


class _Gathering:
    """One input being taken in: its terms, and what all its containers share."""

    def __init__(self, locator: str, terms: Terms, stdin: BinaryIO | None) -> None:
        self._locator, self._terms, self._stdin = locator, terms, stdin
        self._allowance = Allowance(terms.limits, wanted)

    def run(self) -> Iterator[Source | Skipped]:
        """All its documents, or those of the member that is named."""
        locator, most = self._locator, self._terms.limits.input_mb
        source, member = self._load()
        kind = kind_of(source)
        if isinstance(kind, Reader) and len(source.data) > most * MB:
            raise SourceError("too-large", f"{locator}: larger than {most} MB; give the article alone")
        found = self._documents(source, kind, 1)
        if isinstance(kind, Container):
            found = self._described(source, found)
        if member is None:
            yield from found
            return
        within = [one for one in found if one.locator == locator or one.locator.startswith(f"{locator}!")]
        if not within:
            raise SourceError(
                "no-such-member", f"{locator}: no such member; reporter inspect {source.locator}"
            )
        yield from within

    def _described(self, container: Source, found: Iterator[Source | Skipped]) -> Iterator[Source | Skipped]:
        """The members with what stands beside their container, of each in story.toml and of all."""
        place = container.locator
        is_file = place != sources.STANDARD_INPUT and not is_address(place)
        of_members = sources.of_members(place) if is_file else {}
        of_all = replace(container.sidecar, title=None, url=None)
        for one in found:
            if isinstance(one, Source):
                beside = of_members.get(one.locator, of_all).over(of_all)
                yield replace(one, sidecar=beside.over(one.sidecar))
            else:
                yield one

    @cached_property
    def _fetcher(self) -> Fetcher:
        from reporter.web import Fetcher

        return Fetcher(self._terms.web, self._terms.limits.input_mb * MB)

    def _load(self) -> tuple[Source, str | None]:
        """The bytes of the input, and which member of it is meant."""
        try:
            return self._bytes(self._locator), None
        except SourceError as error:
            outer, mark, member = self._locator.partition("!")
            if not mark or error.slug not in ("missing-file", "http-status"):
                raise
            try:
                return self._bytes(outer), member
            except SourceError:
                raise error from None

    def _bytes(self, locator: str) -> Source:
        if is_address(locator):
            return self._fetcher.fetch(locator)
        return sources.load(locator, self._terms.limits.container_mb * MB, stdin=self._stdin)

    def _documents(self, source: Source, kind: Reader | Container, depth: int) -> Iterator[Source | Skipped]:
        """A document itself, or what is in a container."""
        limits = self._terms.limits
        if isinstance(kind, Reader):
            yield source
            return
        if depth > limits.depth:
            reason = f"containers lie in each other more than {limits.depth} deep"
            yield Skipped(source.locator, "too-deep", reason)
            return
        empty, articles = True, 0
        try:
            for one in kind.open(source, self._allowance):
                for inner in self._member(one, depth):
                    empty = False
                    articles += isinstance(inner, Source)
                    if articles > limits.articles:
                        raise SourceError(
                            "too-many-articles", f"more than {limits.articles:,}; the rest is left out"
                        )
                    yield inner
        except Exception as error:  # noqa: BLE001 - hostile bytes may raise anything; what came before counts
            yield skipped(source.locator, error)
        else:
            if empty:
                yield Skipped(source.locator, "no-article-inside", f"no article in this {kind.name}")

    def _member(self, one: Member, depth: int) -> Iterator[Source | Skipped]:
        try:
            found = self._followed(one) if isinstance(one, Linked) else one
            kind = kind_of(found) if isinstance(found, Source) else None
        except Exception as error:  # noqa: BLE001 - as above
            yield skipped(one.locator, error)
            return
        if isinstance(found, Skipped):
            yield replace(found, reason=" ".join(found.reason.split()))
        elif kind is None:
            yield found
        else:
            yield from self._documents(found, kind, depth + 1)

    def _followed(self, link: Linked) -> Source | Skipped:
        """What a container only names; what it says of it goes before what the page says."""
        if not self._terms.web.follow_links:
            reason = f"only a link to {link.url}; web.follow_links is off"
            return Skipped(link.locator, "link-not-followed", reason)
        found = self._fetcher.fetch(link.url)
        return replace(found, locator=link.locator, sidecar=link.sidecar)
