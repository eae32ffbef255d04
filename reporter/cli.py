"""The command line: verbs, exit codes, errors as one line each. What a verb does is done elsewhere.

Exit codes follow diff(1): 0 done, 1 something found (``doctor``: PDF cannot be made), 2 trouble. 130 and
141 are what a shell reports for SIGINT and SIGPIPE. Results go to standard output or into files, talk to
standard error.

Only argparse is imported here, so that ``reporter --help`` answers at once; each verb imports what it needs.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys

from reporter import __version__, options
from reporter.errors import ConfigError, RenderError, ReporterError
from reporter.garbage import NEW_OBJECTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from reporter import inputs, output
    from reporter.config import Configuration
    from reporter.formats.look import Look
    from reporter.model import Article, Comparison, Metadata, Skipped

DONE, FOUND, TROUBLE, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141

EPILOG = "Exit codes: 0 done, 1 something found, 2 trouble. Messages are explained in docs/messages.md."


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line (without the program's name) and return its exit code."""
    gc.set_threshold(NEW_OBJECTS)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        return _dispatch(argv)
    except ReporterError as error:
        return _trouble(error.slug, str(error))
    except BrokenPipeError:
        _drop_stdout()
        return PIPE_CLOSED
    except KeyboardInterrupt:
        _tell("reporter: interrupted, nothing half-written is left")
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001  # whatever else it is, the exit code is that of trouble
        import traceback

        _tell(traceback.format_exc().rstrip("\n"))
        return _trouble("bug", f"this is a bug in reporter: {type(error).__name__}: {error}")
    finally:
        gc.freeze()  # the interpreter's last search for cycles would find nothing worth its time


def _dispatch(argv: Sequence[str] | None) -> int:
    """Parse and run; after ``--help`` and ``--version`` see that their text has arrived."""
    try:
        try:
            arguments = _parser().parse_args(argv)
        except SystemExit:  # argparse has printed the help or the version; complaints take another way
            if sys.stdout is not None:
                sys.stdout.flush()
            return DONE
    except BrokenPipeError:
        raise
    except OSError as error:
        raise RenderError("cannot-write", f"cannot write to standard output: {error.strerror}") from error
    code: int = arguments.run(arguments)
    return code


def _trouble(slug: str, message: str) -> int:
    """Print the one line of an error."""
    line = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in " ".join(message.split()))
    _tell(f"reporter: error: {line} [docs/messages.md#{slug}]")
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:  # what is in the buffer can be written nowhere, and Python would try again at exit
        _drop_stdout()
    return TROUBLE


def _tell(words: str) -> None:
    from reporter.encoding import tell

    tell(f"{words}\n")


def _drop_stdout() -> None:
    """Send what is left in the buffer nowhere, or Python complains about it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _parser() -> argparse.ArgumentParser:
    parser = options.Parser(
        prog="reporter",
        description="Compare news articles on one event: what they share, where they conflict, "
        "what each alone says.",
        epilog=EPILOG,
    )
    parser.add_argument("--version", action="version", version=f"reporter {__version__}")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True, parser_class=options.Parser)
    for name, added, run, text in (
        ("compare", options.compare, _compare, "compare two or more articles and write reports"),
        ("build", options.build, _build, "group the articles of folders into stories and report each"),
        ("stories", options.stories, _stories, "show which articles belong together, and why"),
        ("serve", options.serve, _serve, "show reports in a browser and save decisions on them"),
        ("check", options.check, _check, "fail on conflicts that are new and settled by nobody"),
        ("inspect", options.inspect, _inspect, "show what each stage saw in one article"),
        ("explain", options.explain, _explain, "show the evidence behind one verdict"),
        ("list", options.registry, _list, "list rules, facts, formats or readers"),
        ("config", options.config, _config, "print the settings and where each was set"),
        ("doctor", None, _doctor, "check what is installed and say what is missing"),
    ):
        verbs.add_parser(name, help=text, description=text, options=added).set_defaults(run=run)
    return parser


def _compare(arguments: argparse.Namespace) -> int:
    from reporter import decisions, output, pipeline, sources
    from reporter.changes import changes
    from reporter.formats.look import wearing
    from reporter.formats.pdf.child import within

    targets = output.plan(arguments.format, arguments.output, arguments.articles)
    kept = output.decisions_file(arguments.decisions, targets)
    configured = _configuration(arguments.config)
    look = _look(arguments)
    decided = decisions.load(kept) if kept else ()
    before = _previous(arguments.since)
    talk = output.Progress(arguments.quiet)
    if arguments.quiet:
        import logging

        logging.getLogger("reporter").setLevel(logging.ERROR)
    title = arguments.story if arguments.story is not None else sources.story_title(arguments.articles)
    articles, skipped = _articles(arguments, configured, talk)
    with talk("comparing"):
        comparison = pipeline.compare(articles, configured.settings, skipped, decided)
        since = changes(before, comparison) if before else None
    with wearing(look), within(configured.limits):
        _report(comparison, targets, talk, title=title, changes=since)
    return DONE


def _report(
    comparison: Comparison, targets: Sequence[output.Target], talk: output.Progress, **more: Any
) -> None:
    """Make the reports, write them, and say so; one that nobody asked for may be left out."""
    from reporter import output

    reports, left_out = [], []
    for target in targets:
        with talk(f"making the {target.format.name} report"):
            try:
                reports.append((target, target.format.render(comparison, **more)))
            except ReporterError as error:
                if target.wanted:
                    raise
                left_out.append(f"{target.format.name} is left out: {error} [docs/messages.md#{error.slug}]")
    output.write(reports)
    for target, _ in reports:
        talk.say(f"wrote {target.path}" if target.path else "")
    for line in left_out:
        talk.say(line)


def _look(arguments: argparse.Namespace) -> Look:
    """What ``--theme``, ``--templates`` and ``--interface`` ask for."""
    from pathlib import Path

    from reporter.formats.look import Look

    if arguments.theme is None and arguments.templates is None and arguments.interface is None:
        return Look()
    from reporter.formats import theme

    file, folder = (None if path is None else Path(path) for path in (arguments.theme, arguments.templates))
    return theme.look(file, folder, arguments.interface)


def _previous(path: str | None) -> Comparison | None:
    """The comparison that ``--since`` names."""
    from pathlib import Path

    from reporter import show

    return show.load(Path(path)) if path is not None else None


def _articles(
    arguments: argparse.Namespace, configured: Configuration, talk: output.Progress
) -> tuple[list[Article], list[Skipped]]:
    """The articles of the command line, read, and what was left out of archives, feeds and mailboxes."""
    from reporter import inputs, pipeline
    from reporter.model import Article, Skipped, label

    if arguments.articles.count("-") > 1:
        raise ConfigError("usage", "standard input (-) can be one article only")
    terms = inputs.Terms(configured.limits, configured.web)
    articles, skipped = [], list[Skipped]()
    lettered = any(getattr(arguments, name) for name in options.DESCRIBED)
    for locator in arguments.articles:
        with talk(f"reading {locator}"):
            found = pipeline.within_limits(locator, terms)
        if not any(isinstance(one, Article) for one in found) and (lettered or not pipeline.is_over(found)):
            raise pipeline.nothing_in(locator, found)
        articles += [one for one in found if isinstance(one, Article)]
        skipped += [one for one in found if isinstance(one, Skipped)]
    if len(articles) < 2:
        named = [one for one in skipped if one.locator in arguments.articles]
        if named:
            raise pipeline.nothing_in(named[0].locator, named)
        raise ConfigError("one-article", "compare needs at least two articles")
    for one in skipped:
        talk.say(f"left out: {one.locator}: {one.reason} [docs/messages.md#{one.slug}]")
    described = _metadata(arguments, [label(number) for number in range(len(articles))])
    return [
        pipeline.described(article, described[label(number)]) for number, article in enumerate(articles)
    ], skipped


def _metadata(arguments: argparse.Namespace, letters: Sequence[str]) -> dict[str, Metadata]:
    """What the options say of each article; where there are no letters, of the article ``""``."""
    from reporter.model import Metadata

    values: dict[str, dict[str, object]] = {letter: {} for letter in letters or [""]}
    for name in options.DESCRIBED:
        for given in getattr(arguments, name):
            letter, equals, value = given.partition("=") if letters else ("", "=", given)
            letter = letter.strip().upper()
            if not equals or letter not in values:
                articles = f"the articles are {letters[0]} to {letters[-1]}"
                raise ConfigError("bad-label", f"--{name} {given}: write {letters[0]}=VALUE; {articles}")
            values[letter][name] = options.described(name, value)
    return {letter: Metadata(**fields) for letter, fields in values.items()}  # type: ignore[arg-type]


def _configuration(given: str | None) -> Configuration:
    from pathlib import Path

    from reporter import config

    return config.load(Path(), None if given is None else Path(given))


def _build(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from reporter import inputs, output, progress
    from reporter.newsroom import build, watch

    if arguments.decisions is not None and not Path(arguments.decisions).is_file():
        raise ConfigError("bad-decisions", f"--decisions {arguments.decisions}: no such file")
    configured = _configuration(arguments.config)
    plan = build.Plan(
        inputs.places(arguments.folders),
        Path(arguments.output),
        configured.settings,
        inputs.Terms(configured.limits, configured.web),
        output.format_names(arguments.format),
        _jobs(arguments.jobs),
        arguments.decisions and Path(arguments.decisions),
        look=_look(arguments),
    )
    bar = progress.Bar(arguments.quiet)
    try:
        for outcome in (
            watch.watch(plan, bar, bar.say) if arguments.watch else (build.build(plan, bar, bar.say),)
        ):
            bar.close()
            for line in build.told(outcome, plan.output):
                bar.say(line)
    finally:
        bar.close()
    return DONE


def _stories(arguments: argparse.Namespace) -> int:
    from reporter import inputs, output, progress
    from reporter.newsroom import groupings

    bar = progress.Bar(arguments.quiet)
    places, terms = inputs.places(arguments.folders), _terms(arguments)
    lines = list(groupings.lines(places, terms, _jobs(arguments.jobs), bar))
    bar.close()
    output.show(lines)
    return DONE


def _jobs(given: int) -> int:
    """Processes to work with; 0 stands for as many as there are processors."""
    if given < 0:
        raise ConfigError("usage", f"--jobs {given}: at least 1 process has to work")
    return given or os.cpu_count() or 1


def _serve(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from reporter import decisions, loopback, serve

    folder = Path(arguments.folder)
    if not folder.is_dir():
        raise ConfigError(
            "not-a-folder", f"serve {folder}: no such folder; name the one that holds the reports"
        )
    if not 0 <= arguments.port <= 65535:
        raise ConfigError("usage", f"--port {arguments.port}: a port is a number from 0 to 65535")
    sockets = loopback.listen(arguments.port)
    port = sockets[0].getsockname()[1]

    def ready() -> None:
        _tell(f"serving {folder} at http://localhost:{port}/ – Ctrl-C stops")
        if arguments.open:
            import webbrowser

            webbrowser.open(f"http://localhost:{port}/")

    desk = serve.Desk(folder, loopback.hosts(port))
    loopback.serve(desk, sockets, decisions.MAX_BYTES, ready)
    return DONE


def _check(arguments: argparse.Namespace) -> int:
    from reporter import check, output

    given = arguments
    question = check.Question(given.reports, given.baseline, given.decisions, given.fail_on, given.landed)
    formats = arguments.format
    targets = () if formats is None else output.plan(formats, None, check.inputs(question), "check")
    talk = output.Progress(arguments.quiet)
    judged = check.check(question, _configuration(arguments.config), talk)
    check.report(judged, targets, talk)
    return FOUND if judged.failing else DONE


def _inspect(arguments: argparse.Namespace) -> int:
    from reporter import output, pipeline, show
    from reporter.model import Article

    found = list(pipeline.articles(arguments.article, terms=_terms(arguments)))
    articles = [one for one in found if isinstance(one, Article)]
    if len(found) > 1 or not articles:
        output.show(show.contents(found))
        return DONE
    article = pipeline.described(articles[0], _metadata(arguments, ())[""])
    output.show(show.stages(pipeline.mark(article), arguments.stage))
    return DONE


def _terms(arguments: argparse.Namespace) -> inputs.Terms:
    """What the settings say of inputs."""
    from reporter import inputs

    configured = _configuration(arguments.config)
    return inputs.Terms(configured.limits, configured.web)


def _explain(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from reporter import output, show

    comparison = show.load(Path(arguments.comparison))
    if arguments.finding is None:
        output.show(show.findings(comparison))
    else:
        output.show(show.explanation(comparison, show.find(comparison, arguments.finding)))
    return DONE


def _list(arguments: argparse.Namespace) -> int:
    from reporter import output, show

    output.show(show.registry(arguments.registry))
    return DONE


def _config(arguments: argparse.Namespace) -> int:
    from reporter import output, show

    output.show(show.configuration(_configuration(arguments.config)))
    return DONE


def _doctor(_: argparse.Namespace) -> int:
    from reporter import doctor, output

    checks = doctor.checks()
    output.show(doctor.lines(checks))
    return DONE if all(check.passed for check in checks if check.needed) else FOUND
