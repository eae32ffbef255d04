"""From one source to the several that it holds: one module a format, opened in memory and within limits."""

from __future__ import annotations

from reporter.containers.base import Allowance, Container, Linked, Member
from reporter.containers.json import JSON
from reporter.containers.tar import TAR
from reporter.containers.zip import ZIP

CONTAINERS: tuple[Container, ...] = (ZIP, TAR, JSON)
"""Every format that can be opened."""

__all__ = ["CONTAINERS", "Allowance", "Container", "Linked", "Member"]
