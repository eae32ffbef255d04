"""What became of findings between two comparisons of one story."""

from __future__ import annotations

from dataclasses import dataclass

from reporter.model.comparison import Finding


@dataclass(frozen=True, slots=True)
class Changed:
    """The same matter with other values."""

    before: Finding
    after: Finding


@dataclass(frozen=True, slots=True)
class Changes:
    """What a comparison says that the one before it did not, and the other way round."""

    new: tuple[Finding, ...] = ()
    """In the order of the later comparison, as are ``changed`` and ``unchanged``."""
    changed: tuple[Changed, ...] = ()
    """Pairs of one topic whose values are not those of before."""
    gone: tuple[Finding, ...] = ()
    """In the order of the earlier comparison."""
    unchanged: tuple[Finding, ...] = ()
    """As the later comparison has them."""
    articles: tuple[str, ...] = ()
    """One line for each article that was added, left out or edited in between."""
