"""The verb ``check``: reports, baselines and decisions found on disk, the gate's judgement as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from reporter import decisions, gate, output, pipeline
from reporter.config import Configuration
from reporter.encoding import printable
from reporter.errors import ConfigError, SourceError
from reporter.formats.annotation import Places, about, file_path, left_out
from reporter.formats.base import Format
from reporter.inputs import Terms
from reporter.model import Article, Check, Comparison, Decision, Document, Skipped, Standing
from reporter.output import Progress, Target
from reporter.show import load

REPORT = "comparison.json"


class Report(NamedTuple):
    """A comparison found on disk."""

    story: str
    """Its folder below the folder that was given, with forward slashes: what pairs it with a baseline's."""
    path: Path


class Question(NamedTuple):
    """What the gate is asked."""

    locators: Sequence[str]
    """Reports, folders of reports, and the articles of one more story."""
    baseline: str | None = None
    """Report, or folder of reports, of before."""
    decisions: str | None = None
    """The file of decisions; None: ``decisions.json`` beside each report."""
    fail_on: Sequence[str] = ()
    landed: Sequence[str] = ()
    """Paths of the articles whose words to point at: those that a reader has just seen arrive."""


def inputs(question: Question) -> list[str]:
    """Every file that the question is answered from; no report may replace one. Raises SourceError."""
    reports, articles = _sort(question.locators)
    found = find(reports if question.baseline is None else [*reports, question.baseline])
    kept = [report.path.with_name(decisions.NAME) for report in found]
    return [
        *articles,
        *(str(path) for path in (*(report.path for report in found), *kept)),
        question.decisions or "-",
    ]


def check(question: Question, configured: Configuration, talk: Progress) -> Check:
    """The gate's judgement. Raises ReporterError where something cannot be read or understood."""
    failing = gate.fail_on(question.fail_on)
    decided = _given_decisions(question.decisions)
    reports, articles = _sort(question.locators)
    before = None if question.baseline is None else read(find([question.baseline]))
    stories = read(find(reports), decided)
    found, left_out = _read(articles, configured, talk)
    if len(found) > 1:
        beside = decisions.load(Path(decisions.NAME)) if decided is None else decided
        with talk("comparing"):
            compared = pipeline.compare(found, configured.settings, left_out, beside)
        stories.append(("", nearer(compared)))
    if not stories:
        none = "no article" if articles else f"no {REPORT} in {', '.join(question.locators)}"
        what = "one article" if found else none
        talk.say(f"{what}: nothing to compare yet")
    return gate.judge(stories, before, failing, {file_path(path) for path in question.landed})


def _read(
    locators: Sequence[str], configured: Configuration, talk: Progress
) -> tuple[list[Article], list[Skipped]]:
    """The articles that were named, those in containers each for itself, and what was left out.

    Raises ReporterError where a locator gives none.
    """
    articles, left_out = list[Article](), list[Skipped]()
    terms = Terms(configured.limits, configured.web)
    for locator in locators:
        with talk(f"reading {locator}"):
            found = pipeline.within_limits(locator, terms)
        whole = [one for one in found if isinstance(one, Article)]
        if not whole and not pipeline.is_over(found):
            raise pipeline.nothing_in(locator, found)
        articles += whole
        left_out += [one for one in found if isinstance(one, Skipped)]
    for one in left_out:
        talk.say(f"left out: {one.locator}: {one.reason} [docs/messages.md#{one.slug}]")
    return articles, left_out


def _sort(locators: Iterable[str]) -> tuple[list[str], list[str]]:
    """Reports (folders and JSON files) and articles (all else), each in the order given."""
    reports: list[str] = []
    articles: list[str] = []
    for locator in locators:
        is_report = locator != "-" and (Path(locator).is_dir() or Path(locator).suffix.lower() == ".json")
        (reports if is_report else articles).append(locator)
    return reports, articles


def find(places: Iterable[str | Path]) -> list[Report]:
    """The reports at ``places``: JSON files, and every ``comparison.json`` in a folder and below, each once.

    Hidden folders are passed over. Raises SourceError (``missing-file``) where a place is not there.
    """
    found: dict[Path, Report] = {}
    for place in map(Path, places):
        if place.is_dir():
            paths = [path for path in sorted(place.rglob(REPORT)) if not _hidden(path.relative_to(place))]
        elif place.exists():
            paths = [place]
        else:
            raise SourceError("missing-file", f"{place}: no such file or folder of reports; check the path")
        for path in paths:
            story = path.parent.relative_to(place).as_posix() if place.is_dir() else path.parent.name
            found.setdefault(path.resolve(), Report("" if story == "." else story, path))
    return list(found.values())


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def read(
    reports: Iterable[Report], decided: Sequence[Decision] | None = None
) -> list[tuple[str, Comparison]]:
    """Story and comparison of each report, settled by ``decided``, else by ``decisions.json`` beside it, if there.

    Raises SourceError, ReadError and ConfigError.
    """
    stories = []
    for report in reports:
        beside = report.path.with_name(decisions.NAME)
        comparison = nearer(load(report.path))
        if decided is not None or beside.exists():
            known = decided if decided is not None else decisions.load(beside)
            comparison = decisions.settle(comparison, known)
        stories.append((report.story, comparison))
    return stories


def _given_decisions(file: str | None) -> tuple[Decision, ...] | None:
    """The decisions in the file that the user named; None where none was. Raises ConfigError."""
    if file is None:
        return None
    if not Path(file).exists():
        raise ConfigError("bad-decisions", f"--decisions {file}: no such file")
    return decisions.load(Path(file))


def nearer(comparison: Comparison) -> Comparison:
    """The comparison with plain paths of articles, those in this folder relative to it.

    Pull requests and code scanning know files by their path from the root of the repository.
    """
    here = Path.cwd()

    def near(document: Document) -> Document:
        path = Path(document.article.locator)
        near = path.is_absolute() and path.is_relative_to(here)
        locator = path.relative_to(here).as_posix() if near else document.article.locator
        locator = file_path(locator) or locator
        return replace(document, article=replace(document.article, locator=locator))

    return replace(comparison, documents=tuple(map(near, comparison.documents)))


def report(judged: Check, targets: Sequence[Target], talk: Progress) -> None:
    """Write the reports that were asked for, and print the judgement: where a report takes standard output, as talk.

    Raises ConfigError and RenderError.
    """
    output.write([(target, _render(judged, target.format)) for target in targets])
    if any(target.path is None and not target.format.printed for target in targets):
        for line in _lines(judged):
            talk.say(printable(line))
    elif not talk.quiet:
        output.show(_lines(judged))


def _render(check: Check, format_: Format) -> bytes:
    """The gate's report in a format; of one story alone also in the formats that show a story.

    Raises ConfigError (``one-story``) where such a format is asked for and there are more, or none.
    """
    if format_.check is not None:
        return format_.check(check)
    if len(check.stories) != 1:
        raise ConfigError(
            "one-story", f"-f {format_.name} shows one story, and there are {len(check.stories)} here"
        )
    return format_.render(check.stories[0].comparison)


def _lines(check: Check) -> Iterator[str]:
    """One line for each finding that fails or changed, with the words of all; then the counts; then the judgement."""
    for story in check.stories:
        places = Places(story)
        for checked in story.findings:
            changed = checked.standing is Standing.CHANGED and checked.finding.decision is None
            if checked.failing or changed:
                words = "; ".join(places.quotations(checked.finding))
                where = ", ".join(part for part in (checked.finding.id, story.name) if part)
                yield _safe(f"{checked.standing}: {about(checked.finding)}: {words} [{where}]")
        yield from (_safe(left_out(skipped)) for skipped in story.comparison.skipped)
    counts = ", ".join(f"{check.count(standing)} {standing}" for standing in Standing)
    noun = "report" if len(check.stories) == 1 else "reports"
    yield f"{len(check.stories)} {noun}: {counts}; {check.settled} settled"
    yield f"red: {check.failing} to settle" if check.failing else "green: nothing to settle"


def _safe(line: str) -> str:
    """A line that no CI runner takes for a command: GitHub's finds its older ones anywhere in a line."""
    return line.replace("##[", "## [")
