"""The command line: verbs, exit codes, errors as one line each. What a verb does is done elsewhere.

Exit codes follow diff(1): 0 done, 1 something found (``doctor``: PDF cannot be made), 2 trouble. 130 and
141 are what a shell reports for SIGINT and SIGPIPE. Results go to standard output or into files, talk to
standard error.

Only argparse is imported here, so that ``reporter --help`` answers at once; each verb imports what it needs.
"""

from __future__ import annotations

import argparse
import os
import sys

from reporter import __version__
from reporter.errors import ConfigError, ReporterError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, NoReturn

    from reporter import output
    from reporter.config import Configuration
    from reporter.model import Article, Metadata

DONE, FOUND, TROUBLE, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141

EPILOG = "Exit codes: 0 done, 1 something found, 2 trouble. Messages are explained in docs/messages.md."
DESCRIBED = {
    "title": "headline",
    "outlet": "publisher",
    "published": "day of publication, as 2016-12-07",
    "url": "where it was published",
    "language": "its language, as en",
}
"""Fields of Metadata that have an option; where there are several articles, A= says which it describes."""


class _Formatter(argparse.HelpFormatter):
    """As wide as the terminal, at most 100. To know, argparse would import shutil and three compressors."""

    def __init__(self, prog: str) -> None:
        columns = os.environ.get("COLUMNS", "")
        try:
            width = int(columns) if columns.isdecimal() else os.get_terminal_size().columns
        except OSError:  # not a terminal
            width = 80
        super().__init__(prog, width=max(40, min(width - 2, 98)))


class _Parser(argparse.ArgumentParser):
    """An argument parser whose complaints are ReporterErrors, hence one line each."""

    def __init__(
        self, *, options: Callable[[argparse.ArgumentParser], None] | None = None, **keywords: Any
    ) -> None:
        super().__init__(formatter_class=_Formatter, **keywords)
        self._options = options

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Add the options of the verb that is called, and only of that one."""
        if self._options is not None:
            self._options(self)
            self._options = None
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """Raise the complaint; ``main`` prints it."""
        raise ConfigError("usage", f"{message} (see {self.prog} --help)")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line (without the program's name) and return its exit code."""
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
        print("reporter: interrupted, nothing half-written is left", file=sys.stderr)
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001  # whatever else it is, the exit code is that of trouble
        import traceback

        traceback.print_exc()
        return _trouble("bug", f"this is a bug in reporter: {type(error).__name__}: {error}")


def _dispatch(argv: Sequence[str] | None) -> int:
    """Parse and run; after ``--help`` and ``--version`` see that their text has arrived."""
    try:
        arguments = _parser().parse_args(argv)
    except SystemExit:  # argparse has printed the help or the version; complaints take another way
        if sys.stdout is not None:
            sys.stdout.flush()
        return DONE
    code: int = arguments.run(arguments)
    return code


def _trouble(slug: str, message: str) -> int:
    """Print the one line of an error."""
    line = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in " ".join(message.split()))
    print(f"reporter: error: {line} [docs/messages.md#{slug}]", file=sys.stderr)
    return TROUBLE


def _drop_stdout() -> None:
    """Send what is left in the buffer nowhere, or Python complains about it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="reporter",
        description="Compare news articles on one event: what they share, where they conflict, "
        "what each alone says.",
        epilog=EPILOG,
    )
    parser.add_argument("--version", action="version", version=f"reporter {__version__}")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True, parser_class=_Parser)
    for name, options, run, text in (
        ("compare", _compare_options, _compare, "compare two or more articles and write reports"),
        ("inspect", _inspect_options, _inspect, "show what each stage saw in one article"),
        ("explain", _explain_options, _explain, "show the evidence behind one verdict"),
        ("list", _list_options, _list, "list rules, facts, formats or readers"),
        ("config", _config_options, _config, "print the settings and where each was set"),
        ("doctor", None, _doctor, "check what is installed and say what is missing"),
    ):
        verbs.add_parser(name, help=text, description=text, options=options).set_defaults(run=run)
    return parser


def _compare_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("articles", nargs="+", metavar="ARTICLE", help="file, or - for standard input")
    verb.add_argument(
        "-f", "--format", metavar="LIST", help="formats, each with a file if wanted: html,pdf:brief.pdf,json"
    )
    verb.add_argument(
        "-o", "--output", metavar="DIR|FILE|-", help="where the reports go (default: this folder)"
    )
    _config_options(verb)
    verb.add_argument("-q", "--quiet", action="store_true", help="say nothing but errors")
    for name, text in DESCRIBED.items():
        verb.add_argument(f"--{name}", action="append", default=[], metavar="A=VALUE", help=text)


def _inspect_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("article", metavar="ARTICLE", help="file, or - for standard input")
    verb.add_argument("--stage", choices=("text", "sentences", "facts"), help="one stage only")
    for name, text in DESCRIBED.items():
        verb.add_argument(f"--{name}", action="append", default=[], metavar="VALUE", help=text)


def _explain_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("comparison", metavar="COMPARISON.json", help="written by compare -f json")
    verb.add_argument(
        "finding", nargs="?", metavar="FINDING", help="an id or its beginning (default: list all)"
    )


def _list_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("registry", choices=("rules", "facts", "formats", "readers"))


def _config_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--config", metavar="FILE", help="settings (default: reporter.toml or pyproject.toml here)"
    )


def _compare(arguments: argparse.Namespace) -> int:
    from reporter import output, pipeline

    if len(arguments.articles) < 2:
        raise ConfigError("one-article", "compare needs at least two articles")
    targets = output.plan(arguments.format, arguments.output, arguments.articles)
    settings = _configuration(arguments.config).settings
    talk = output.Progress(arguments.quiet)
    articles = _articles(arguments, talk)
    with talk("comparing"):
        comparison = pipeline.compare(articles, settings)
    reports, left_out = [], []
    for target in targets:
        with talk(f"making the {target.format.name} report"):
            try:
                reports.append((target, target.format.render(comparison)))
            except ReporterError as error:
                if target.wanted:
                    raise
                left_out.append(f"{target.format.name} is left out: {error} [docs/messages.md#{error.slug}]")
    output.write(reports)
    for target, _ in reports:
        talk.say(f"wrote {target.path}" if target.path else "")
    for line in left_out:
        talk.say(line)
    return DONE


def _articles(arguments: argparse.Namespace, talk: output.Progress) -> list[Article]:
    """The articles of the command line, read."""
    from reporter import pipeline
    from reporter.model import label

    if arguments.articles.count("-") > 1:
        raise ConfigError("usage", "standard input (-) can be one article only")
    letters = [label(number) for number in range(len(arguments.articles))]
    described = _metadata(arguments, letters)
    articles = []
    for letter, locator in zip(letters, arguments.articles, strict=True):
        with talk(f"reading {locator}"):
            articles.append(pipeline.read(locator, described[letter]))
    return articles


def _metadata(arguments: argparse.Namespace, letters: Sequence[str]) -> dict[str, Metadata]:
    """What the options say of each article; where there are no letters, of the article ``""``."""
    from reporter.model import Metadata

    values: dict[str, dict[str, object]] = {letter: {} for letter in letters or [""]}
    for name in DESCRIBED:
        for given in getattr(arguments, name):
            letter, equals, value = given.partition("=") if letters else ("", "=", given)
            letter = letter.strip().upper()
            if not equals or letter not in values:
                articles = f"the articles are {letters[0]} to {letters[-1]}"
                raise ConfigError("bad-label", f"--{name} {given}: write {letters[0]}=VALUE; {articles}")
            values[letter][name] = _day(value) if name == "published" else value
    return {letter: Metadata(**fields) for letter, fields in values.items()}  # type: ignore[arg-type]


def _day(value: str) -> object:
    from datetime import date

    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise ConfigError("bad-date", f"--published: {value!r} is not a date like 2016-12-07") from None


def _configuration(given: str | None) -> Configuration:
    from pathlib import Path

    from reporter import config

    return config.load(Path(), None if given is None else Path(given))


def _inspect(arguments: argparse.Namespace) -> int:
    from reporter import output, pipeline, show

    article = pipeline.read(arguments.article, _metadata(arguments, ())[""])
    output.show(show.stages(pipeline.mark(article), arguments.stage))
    return DONE


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
