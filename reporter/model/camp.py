"""A camp: the articles of a story that give one value for a matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reporter.model.comparison import Member


@dataclass(frozen=True, slots=True)
class Camp:
    """Articles that give one value: the same words, another form of the value, or one rounded from it."""

    value: str
    """In the words of the most exact mention."""
    members: tuple[Member, ...]
    """Every mention of the value, by article and place."""
    fits: tuple[int, ...] = ()
    """Positions of other camps of the finding whose values this one, less exact, admits ("dozens": 24 and 36)."""

    @property
    def articles(self) -> tuple[int, ...]:
        """Positions of its articles."""
        return tuple(dict.fromkeys(member.article for member in self.members))
