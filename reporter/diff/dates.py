"""What rules on dates compare."""

from __future__ import annotations

from reporter.model import Fact, When


def when(fact: Fact) -> When:
    """The value of a date fact."""
    assert isinstance(fact.value, When)
    return fact.value


def calendar(value: When) -> bool:
    """Whether the date is known on the calendar."""
    return value.start is not None


def bounds(value: When) -> tuple[str | None, str | None]:
    """First and last day as ISO 8601."""
    first, last = value.start, value.end or value.start
    return (first.isoformat() if first else None), (last.isoformat() if last else None)
