"""What ``inspect``, ``explain``, ``list`` and ``config`` print, as lines of text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import MISSING, fields, is_dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from reporter.config import Configuration
from reporter.errors import ConfigError, ReadError, SourceError
from reporter.model import (
    Article,
    Comparison,
    Document,
    Fact,
    Finding,
    Metadata,
    NearMiss,
    Removed,
    Skipped,
    label,
)

_WIDEST = 20
"""Characters that a column is padded to at most."""


def stages(document: Document, stage: str | None) -> Iterator[str]:
    """What each stage (or the one named) saw in an article."""
    views = {"text": _text, "sentences": _sentences, "facts": _facts}
    for name, view in views.items():
        if stage is None:
            yield f"## {name}"
        if stage in (None, name):
            yield from view(document)
        if stage is None:
            yield ""


def _text(document: Document) -> Iterator[str]:
    """The metadata, then the text; what was removed stands in wdiff's marks: ``[-reason: words-]``."""
    known = {entry.name: getattr(document.article.metadata, entry.name) for entry in fields(Metadata)}
    yield f"read as: {document.article.read_as}"
    yield from (f"{name}: {value}" for name, value in known.items() if value is not None)
    yield ""
    marked, position, text = [], 0, document.article.text
    for removed in sorted(document.removed, key=lambda removed: removed.span):
        marked += [text[position : removed.span.start], _mark(document, removed)]
        position = removed.span.end
    yield from "".join([*marked, text[position:]]).rstrip("\n").split("\n")


def _mark(document: Document, removed: Removed) -> str:
    """A removed span in its marks; line breaks at its end stay outside them."""
    words = document.words(removed.span)
    kept = words.rstrip("\n")
    return f"[-{removed.reason}: {kept}-]{words[len(kept) :]}"


def _sentences(document: Document) -> Iterator[str]:
    for sentence in document.sentences:
        words = _on_one_line(document.words(sentence.span))
        span = f"{sentence.span.start:6}-{sentence.span.end:<6}"
        yield f"{sentence.index:4} {span} {sentence.role.value:8} {words}"


def _facts(document: Document) -> Iterator[str]:
    for fact in document.facts:
        words = _on_one_line(document.words(fact.span))
        yield f"{fact.sentence:4} {fact.span.start:6}-{fact.span.end:<6} {fact.kind:12} {words!r}"
        yield from (f"{'':19}{line}" for line in _details(fact))


def _details(fact: Fact) -> Iterator[str]:
    yield f"value: {_said(fact.value)}"
    if fact.subject:
        yield f"subject: {fact.subject}"
    if fact.events:
        yield f"events: {', '.join(fact.events)}"
    if scope := _said(fact.scope):
        yield f"scope: {scope}"
    if fact.attribution is not None:
        yield f"attribution: {_said(fact.attribution)}"


def _said(noun: Any) -> str:
    """The fields of a noun that differ from their defaults, ``name=value``; nouns within it in brackets."""
    parts = []
    for entry in fields(noun):
        value = getattr(noun, entry.name)
        if entry.default is not MISSING and value == entry.default:
            continue
        if is_dataclass(value):
            parts.append(f"{entry.name}=({_said(value)})")
        elif isinstance(value, tuple) and not hasattr(value, "_fields"):
            parts.append(f"{entry.name}={'|'.join(map(str, value))}")
        else:
            parts.append(f"{entry.name}={'-'.join(map(str, value)) if isinstance(value, tuple) else value}")
    return " ".join(parts)


def contents(found: Sequence[Article | Skipped]) -> Iterator[str]:
    """What became of each member of a container: an article with day, outlet, words and title, or left out and why."""
    articles = sum(isinstance(one, Article) for one in found)
    yield f"{articles} article{'' if articles == 1 else 's'}, {len(found) - articles} left out"
    for one in found:
        if isinstance(one, Skipped):
            yield f"left out  {one.locator}: {one.reason} [docs/messages.md#{one.slug}]"
            continue
        known = one.metadata
        day = known.published.isoformat() if known.published else "undated"
        words = f"{len(one.text.split()):,} words"
        said = ", ".join(part for part in (one.read_as, day, known.outlet, words, known.title) if part)
        yield f"article   {one.locator}: {_on_one_line(said)}"


def load(path: Path) -> Comparison:
    """A comparison as ``compare -f json`` wrote it. Raises SourceError or ReadError."""
    from reporter.formats.json import load as read

    try:
        return read(path.read_bytes())
    except FileNotFoundError as error:
        raise SourceError("missing-file", f"{path}: no such file; check the path") from error
    except OSError as error:
        raise SourceError("unreadable-file", f"{path}: cannot be read ({error.strerror})") from error
    except ReadError as error:
        raise ReadError(error.slug, f"{path}: {error}") from error


def _compared(comparison: Comparison) -> tuple[Finding | NearMiss, ...]:
    """Findings and near misses in one row."""
    return (*comparison.findings, *comparison.near_misses)


def _verdict(found: Finding | NearMiss) -> str:
    return f"{found.verdict}, {found.relation}" if isinstance(found, Finding) else "not comparable"


def _about(found: Finding | NearMiss) -> str:
    return f"{found.kind}: {found.subject}" if found.subject else found.kind


def findings(comparison: Comparison) -> Iterator[str]:
    """One line a finding or near miss: id, verdict, kind, subject."""
    yield from _columns((found.id, _verdict(found), _about(found)) for found in _compared(comparison))


def find(comparison: Comparison, wanted: str) -> Finding | NearMiss:
    """The finding or near miss with that id, or the only one whose id begins so. Raises ConfigError."""
    begins = [found for found in _compared(comparison) if found.id.startswith(wanted)]
    exact = [found for found in begins if found.id == wanted]
    if exact or len(begins) == 1:
        return (exact or begins)[0]
    if not begins:
        raise ConfigError(
            "unknown-finding", f"no finding's id begins with {wanted!r}; leave it out to list all"
        )
    ids = ", ".join(found.id for found in begins[:5])
    raise ConfigError("unknown-finding", f"the ids of {len(begins)} findings begin with {wanted!r}: {ids} …")


def explanation(comparison: Comparison, found: Finding | NearMiss) -> Iterator[str]:
    """The words of each article, the rule, its message, and every check it made."""
    yield f"{found.id}  {_verdict(found)}"
    yield _about(found)
    for member in found.members:
        document = comparison.documents[member.article]
        outlet = document.article.metadata.outlet or document.article.locator
        yield ""
        yield f"{label(member.article)}  “{_on_one_line(member.text)}”  ({outlet})"
        yield f"   in: {_on_one_line(document.words(document.sentences[member.sentence].span))}"
        if member.attribution:
            yield f"   said by: {member.attribution.speaker or 'nobody named'} ({member.attribution.cue})"
    yield ""
    yield f"rule: {found.evidence.rule}"
    yield f"why:  {found.evidence.message}"
    for step in found.evidence.trace:
        arguments = ", ".join(json.dumps(argument, ensure_ascii=False) for argument in step.arguments)
        yield f"      {step.check}({arguments}) -> {json.dumps(step.outcome, ensure_ascii=False)}"


def _on_one_line(words: str) -> str:
    return " ".join(words.split())


def registry(name: str) -> Iterator[str]:
    """The members of an open set, a line each."""
    yield from _columns(_members(name))


def _members(name: str) -> Iterable[tuple[str, ...]]:
    if name == "rules":
        from reporter.diff import RULES

        return [(rule.id, rule.summary) for rule in RULES]
    if name == "facts":
        from reporter.facts import EXTRACTORS

        return [(entry.name, ", ".join(entry.kinds), entry.summary) for entry in EXTRACTORS]
    if name == "formats":
        from reporter.formats import FORMATS

        return [(entry.name, entry.suffix, entry.summary) for entry in FORMATS]
    from reporter.containers import CONTAINERS, Container
    from reporter.readers import READERS, Reader

    kinds: list[Reader | Container] = [*READERS, *CONTAINERS]
    return [(entry.name, " ".join(entry.suffixes), entry.summary) for entry in kinds]


def _columns(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Rows with every column but the last padded to its widest cell; very wide ones push their own row only."""
    table = list(rows)
    widths = [min(max(map(len, column)), _WIDEST) for column in zip_longest(*table, fillvalue="")]
    for row in table:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def configuration(found: Configuration) -> Iterator[str]:
    """The settings as TOML, each with the place it was set in as a comment."""
    table = ""
    for name, value in found.values():
        inner, _, key = name.rpartition(".")
        if inner != table:
            table = inner
            yield f"[{table}]"
        yield f"{key} = {json.dumps(value)}  # {found.origins[name]}"
