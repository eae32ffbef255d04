"""From one source to the several that it holds: one module a format, opened in memory and within limits."""

from __future__ import annotations

from reporter.containers.base import Allowance, Container, Linked, Member
from reporter.containers.eml import EML
from reporter.containers.feed import FEED
from reporter.containers.gzip import GZIP
from reporter.containers.json import JSON
from reporter.containers.mbox import MBOX
from reporter.containers.tar import TAR
from reporter.containers.warc import WARC
from reporter.containers.zip import ZIP

CONTAINERS: tuple[Container, ...] = (FEED, JSON, EML, MBOX, ZIP, TAR, WARC, GZIP)
"""Every format that can be opened."""

__all__ = ["CONTAINERS", "Allowance", "Container", "Linked", "Member"]
