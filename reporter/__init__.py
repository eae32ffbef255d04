"""What news articles on one event share, what each alone says and where they conflict, proved with their own words.

>>> import reporter
>>> report = reporter.compare([reporter.read("a.html"), reporter.read("b.txt")])
>>> report.findings, report.alignments, report.to_json(), reporter.render(report, "html")
"""

from __future__ import annotations

TYPE_CHECKING = False  # type checkers read it as true; importing typing would double the time of --help
if TYPE_CHECKING:
    from typing import Any

    from reporter.config import Settings
    from reporter.errors import ReporterError
    from reporter.formats import render
    from reporter.model import Alignment, Article, Comparison, Fact, Finding, Metadata, Relation, Verdict
    from reporter.pipeline import articles, compare, read

__version__ = "0.1.0"

_HOMES = {
    "Alignment": "reporter.model",
    "Article": "reporter.model",
    "Comparison": "reporter.model",
    "Fact": "reporter.model",
    "Finding": "reporter.model",
    "Metadata": "reporter.model",
    "Relation": "reporter.model",
    "ReporterError": "reporter.errors",
    "Settings": "reporter.config",
    "Verdict": "reporter.model",
    "articles": "reporter.pipeline",
    "compare": "reporter.pipeline",
    "read": "reporter.pipeline",
    "render": "reporter.formats",
}

__all__ = [
    "Alignment",
    "Article",
    "Comparison",
    "Fact",
    "Finding",
    "Metadata",
    "Relation",
    "ReporterError",
    "Settings",
    "Verdict",
    "__version__",
    "articles",
    "compare",
    "read",
    "render",
]


def __getattr__(name: str) -> Any:
    """The public names, imported on first use (PEP 562): ``reporter --help`` must not load the engine."""
    if name not in _HOMES:
        raise AttributeError(f"module 'reporter' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
