"""The pure functions of a build: an article to a row, a story to its comparison and reports.

They take and return plain values and keep no state, so an engine may run them anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from reporter import changes, cleaning, decisions, formats, inputs, pipeline, sentences, stories
from reporter.config import Limits, Settings
from reporter.engine import Lost
from reporter.errors import ReporterError
from reporter.formats.look import Look, wearing
from reporter.formats.pdf.child import within
from reporter.formats.view.tally import tally
from reporter.model import (
    Article,
    Changes,
    Comparison,
    Decision,
    Finding,
    Metadata,
    Removed,
    Skipped,
    Span,
    Verdict,
    blank,
)
from reporter.newsroom.history import Statement, statements


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a file gave, ready to be stored."""

    sha256: str
    """Of the bytes; empty where they could not be had."""
    body: str
    title: str
    profile: stories.Profile | None
    fault: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """A story to be compared and reported."""

    articles: tuple[tuple[str, str], ...]
    """Of each article its path and its body."""
    title: str
    """As a story.toml has it; empty: the first article's headline."""
    settings: Settings
    formats: tuple[str, ...]
    skipped: tuple[Skipped, ...] = ()
    decisions: tuple[Decision, ...] = ()
    before: bytes = b""
    """The comparison of the last run as JSON; empty where there was none."""
    limits: Limits = field(default_factory=Limits)
    look: Look = field(default_factory=Look)


@dataclass(frozen=True, slots=True)
class Told:
    """What a story's articles say, as reports and as rows."""

    title: str
    comparison: bytes
    """As JSON; empty where there is one article only."""
    reports: tuple[tuple[str, bytes], ...]
    """Suffix and bytes of each."""
    left_out: tuple[str, ...]
    """One line for each report that could not be made."""
    findings: tuple[tuple[str, str], ...]
    """Id and topic of each finding."""
    counts: dict[str, int]
    fresh: tuple[str, ...]
    """A line for each open conflict that was not there in the last run."""
    statements: tuple[Statement, ...]


def read(task: tuple[str, inputs.Terms]) -> Reading:
    """Read one article, at a path and under terms, and see what it is about."""
    path, terms = task
    try:
        return _reading(pipeline.read(path, terms=terms))
    except Exception as error:  # noqa: BLE001 - one article stops no others
        return _fault(inputs.skipped(path, error))


def unfold(task: tuple[str, inputs.Terms]) -> tuple[tuple[str, Reading], ...]:
    """Read all that is in a container or at an address; each with its locator, or why it is left out."""
    path, terms = task
    try:
        found = list(pipeline.articles(path, terms=terms))
    except Exception as error:  # noqa: BLE001 - one container stops no others
        found = [inputs.skipped(path, error)]
    return tuple((one.locator, _fault(one) if isinstance(one, Skipped) else _reading(one)) for one in found)


def _fault(left_out: Skipped) -> Reading:
    return Reading("", "", "", None, (left_out.slug, left_out.reason))


def _reading(article: Article) -> Reading:
    removed = cleaning.clean(article)
    title = article.metadata.title or sentences.title(article, sentences.split(article, removed)) or ""
    words = blank(article.text, removed)
    if title and title not in words:
        words = f"{title}\n{words}"
    profile = stories.profile(words, article.metadata.published)
    return Reading(article.sha256, pack(article), title, profile)


def tell(telling: Telling) -> Told | Lost:
    """Compare the articles of a story and make its reports; Lost where that cannot be done."""
    try:
        return _told(telling)
    except Exception as error:  # noqa: BLE001 - one story stops no others
        left_out = inputs.skipped("", error)
        return Lost(left_out.reason, left_out.slug)


def _told(telling: Telling) -> Told:
    """Compare the articles of a story and make its reports; of one article there is nothing to say."""
    if len(telling.articles) < 2:
        return Told(telling.title, b"", (), (), (), {}, (), ())
    articles = [unpack(body, path) for path, body in telling.articles]
    found = pipeline.compare(articles, telling.settings, telling.skipped, telling.decisions)
    before = formats.json.load(telling.before) if telling.before else None
    news = changes.changes(before, found) if before else None
    reports, left_out = [], []
    for name in telling.formats:
        format_ = next(one for one in formats.FORMATS if one.name == name)
        try:
            with within(telling.limits), wearing(telling.look):
                data = format_.render(found, title=telling.title, changes=news)
            reports.append((format_.suffix, data))
        except ReporterError as error:
            left_out.append(f"{name} is left out: {error} [docs/messages.md#{error.slug}]")
    plain = next((data for suffix, data in reports if suffix == formats.json.JSON.suffix), b"")
    return Told(
        telling.title or found.documents[0].article.metadata.title or "",
        plain or formats.json.render(found),
        tuple(reports),
        tuple(left_out),
        tuple(known_as(found)),
        tally(found),
        _fresh(before, found, news),
        statements(found),
    )


def known_as(found: Comparison) -> Iterator[tuple[str, str]]:
    """Id and topic of each finding, and those it had before articles joined: decisions on these concern it too."""
    for finding in found.findings:
        yield finding.id, finding.topic
        articles = changes.Told.of(finding, found).articles
        yield from ((name, "") for name, _ in decisions.joinings(finding, articles))
        yield from (("", topic) for topic in decisions.topics_before(finding, articles))


def _fresh(before: Comparison | None, found: Comparison, news: Changes | None) -> tuple[str, ...]:
    """The open conflicts that the comparison before did not have in the same words of the same articles."""
    if before is None or news is None:
        return ()
    same = {finding.id for finding in news.unchanged}  # as articles have joined or left it
    known = [_words(finding, before) for finding in before.findings if finding.verdict is Verdict.CONFLICTING]
    return tuple(
        decisions.subject(finding)
        for finding in found.findings
        if finding.verdict is Verdict.CONFLICTING
        and finding.decision is None
        and finding.id not in same
        and not any(_words(finding, found) <= words for words in known)
    )


def _words(finding: Finding, comparison: Comparison) -> frozenset[tuple[str, str]]:
    """What a finding rests on: the articles and what they say."""
    return frozenset(
        (comparison.documents[member.article].article.identity, member.text) for member in finding.members
    )


def pack(article: Article) -> str:
    """An article as JSON, without the place where it was found."""
    known = article.metadata
    return json.dumps(
        {
            "text": article.text,
            "metadata": {
                name: value.isoformat() if isinstance(value, date) else value
                for name in known.__dataclass_fields__
                if (value := getattr(known, name)) is not None
            },
            "sha256": article.sha256,
            "headings": [list(span) for span in article.headings],
            "markup": [[*removed.span, removed.reason] for removed in article.markup],
        },
        separators=(",", ":"),
    )


def unpack(body: str, path: str) -> Article:
    """The article again, at the path where it is now."""
    plain: dict[str, Any] = json.loads(body)
    known = plain["metadata"]
    if "published" in known:
        known["published"] = date.fromisoformat(known["published"])
    return Article(
        plain["text"],
        Metadata(**known),
        path,
        plain["sha256"],
        tuple(Span(*span) for span in plain["headings"]),
        tuple(Removed(Span(start, end), reason) for start, end, reason in plain["markup"]),
    )
