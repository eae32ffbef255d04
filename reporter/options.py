"""The options of every verb of the command line, and the parser that reads them.

Only argparse is imported here, as in ``cli``: ``reporter --help`` answers at once.
"""

from __future__ import annotations

import argparse
import os

from reporter.errors import ConfigError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, NoReturn

PORT = 8642
"""Of ``serve``, where none is given."""
DESCRIBED = {
    "title": "headline",
    "outlet": "publisher",
    "published": "day of publication, as 2016-12-07",
    "url": "where it was published",
    "language": "its language, as en",
}
"""Fields of Metadata that have an option; where there are several articles, A= says which it describes."""


class Formatter(argparse.HelpFormatter):
    """As wide as the terminal, at most 100. To know, argparse would import shutil and three compressors."""

    def __init__(self, prog: str) -> None:
        columns = os.environ.get("COLUMNS", "")
        try:
            width = int(columns) if columns.isdecimal() else os.get_terminal_size().columns
        except OSError:  # not a terminal
            width = 80
        super().__init__(prog, width=max(40, min(width - 2, 98)))


class Parser(argparse.ArgumentParser):
    """An argument parser whose complaints are ReporterErrors, hence one line each."""

    def __init__(
        self, *, options: Callable[[argparse.ArgumentParser], None] | None = None, **keywords: Any
    ) -> None:
        super().__init__(formatter_class=Formatter, **keywords)
        self._options = options

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Add the options of the verb that is called, and only of that one."""
        if self._options is not None:
            self._options(self)
            self._options = None
        return super().parse_known_args(args, namespace)

    def _print_message(self, message: str, file: Any = None) -> None:
        """Print help or version; argparse would pass over that it cannot be written."""
        if file is not None:
            file.write(message)

    def error(self, message: str) -> NoReturn:
        """Raise the complaint; ``main`` prints it."""
        raise ConfigError("usage", f"{message} (see {self.prog} --help)")


def compare(verb: argparse.ArgumentParser) -> None:
    """Those of ``compare``."""
    verb.add_argument("articles", nargs="+", metavar="ARTICLE", help="file, or - for standard input")
    verb.add_argument(
        "-f", "--format", metavar="LIST", help="formats, each with a file if wanted: html,pdf:brief.pdf,json"
    )
    verb.add_argument(
        "-o", "--output", metavar="DIR|FILE|-", help="where the reports go (default: this folder)"
    )
    verb.add_argument(
        "--story",
        metavar="TITLE",
        help="title of the reports (default: that of story.toml beside the articles)",
    )
    verb.add_argument(
        "--decisions",
        metavar="FILE",
        help="what was decided before (default: decisions.json beside the report)",
    )
    verb.add_argument(
        "--since",
        metavar="PREVIOUS.json",
        help="report (JSON) of before: the PDF opens with what is new, changed and gone",
    )
    look(verb)
    config(verb)
    verb.add_argument("-q", "--quiet", action="store_true", help="say nothing but errors")
    for name, text in DESCRIBED.items():
        verb.add_argument(f"--{name}", action="append", default=[], metavar="A=VALUE", help=text)


def look(verb: argparse.ArgumentParser) -> None:
    """How reports look and speak, of every verb that makes them."""
    verb.add_argument(
        "--theme", metavar="FILE", help="colours, fonts, logo and words of the reports, as TOML"
    )
    verb.add_argument(
        "--templates", metavar="DIR", help="templates and style sheets that go before those of reporter"
    )
    verb.add_argument("--interface", metavar="LANGUAGE", help="of the reports' own words: en or de")


def build(verb: argparse.ArgumentParser) -> None:
    """Those of ``build``."""
    verb.add_argument(
        "folders",
        nargs="+",
        metavar="FOLDER",
        help="where the articles are: folder, file, archive, feed or address",
    )
    verb.add_argument(
        "-o", "--output", metavar="DIR", default="reports", help="where the reports go (default: reports)"
    )
    verb.add_argument(
        "-f",
        "--format",
        metavar="LIST",
        default="html,json",
        help="formats of each story (default: html,json)",
    )
    verb.add_argument("--watch", action="store_true", help="go on: build again whenever an article changes")
    verb.add_argument(
        "--decisions",
        metavar="FILE",
        help="what was decided (default: decisions.json in DIR and beside each report)",
    )
    look(verb)
    jobs(verb)
    config(verb)


def stories(verb: argparse.ArgumentParser) -> None:
    """Those of ``stories``."""
    verb.add_argument(
        "folders",
        nargs="+",
        metavar="FOLDER",
        help="where the articles are: folder, file, archive, feed or address",
    )
    jobs(verb)
    config(verb)


def jobs(verb: argparse.ArgumentParser) -> None:
    """How many processes work, and how much is said."""
    verb.add_argument(
        "--jobs", type=int, default=0, metavar="N", help="processes at work (default: as many as processors)"
    )
    verb.add_argument("-q", "--quiet", action="store_true", help="say nothing but errors")


def serve(verb: argparse.ArgumentParser) -> None:
    """Those of ``serve``."""
    verb.add_argument("folder", metavar="DIR", help="where the reports are, in folders or not")
    verb.add_argument(
        "--port",
        type=int,
        default=PORT,
        metavar="N",
        help=f"on this machine; 0 picks a free one (default: {PORT})",
    )
    verb.add_argument("--open", action="store_true", help="open the list of reports in the browser")


def check(verb: argparse.ArgumentParser) -> None:
    """Those of ``check``."""
    verb.add_argument(
        "reports", nargs="+", metavar="REPORT", help="report (JSON), folder of reports, or articles"
    )
    verb.add_argument("--baseline", metavar="OLD", help="report or folder of before: what it has is not new")
    verb.add_argument(
        "--decisions",
        metavar="FILE",
        help="what is settled (default: decisions.json in the folder and beside each report)",
    )
    verb.add_argument(
        "--fail-on",
        action="append",
        default=[],
        metavar="LIST",
        help="verdicts or relations that fail when new, and changed (default: conflicting)",
    )
    verb.add_argument(
        "--landed",
        action="append",
        default=[],
        metavar="ARTICLE",
        help="an article that has just landed: outputs for CI point at its words",
    )
    verb.add_argument(
        "-f", "--format", metavar="LIST", help="also write these, as sarif:out.sarif,junit:out.xml,github"
    )
    config(verb)
    verb.add_argument("-q", "--quiet", action="store_true", help="say nothing but errors")


def inspect(verb: argparse.ArgumentParser) -> None:
    """Those of ``inspect``."""
    verb.add_argument("article", metavar="ARTICLE", help="file, or - for standard input")
    verb.add_argument("--stage", choices=("text", "sentences", "facts"), help="one stage only")
    config(verb)
    for name, text in DESCRIBED.items():
        verb.add_argument(f"--{name}", action="append", default=[], metavar="VALUE", help=text)


def explain(verb: argparse.ArgumentParser) -> None:
    """Those of ``explain``."""
    verb.add_argument("comparison", metavar="COMPARISON.json", help="written by compare -f json")
    verb.add_argument(
        "finding", nargs="?", metavar="FINDING", help="an id or its beginning (default: list all)"
    )


def registry(verb: argparse.ArgumentParser) -> None:
    """Those of ``list``."""
    verb.add_argument("registry", choices=("rules", "facts", "formats", "readers"))


def config(verb: argparse.ArgumentParser) -> None:
    """Those of ``config``."""
    verb.add_argument(
        "--config", metavar="FILE", help="settings (default: reporter.toml or pyproject.toml here)"
    )


def described(name: str, value: str) -> object:
    """What an option says of an article, as Metadata has it. Raises ConfigError (``bad-language``, ``bad-date``)."""
    from datetime import date

    from reporter.model import Metadata

    if name == "language" and Metadata(language=value).language is None:
        raise ConfigError("bad-language", f"--language: {value!r} is not a language like en or pt-BR")
    if name != "published":
        return value
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise ConfigError("bad-date", f"--published: {value!r} is not a date like 2016-12-07") from None
