"""Addresses to bytes: http and https only, within limits, nothing of this machine or its network unless allowed."""

from __future__ import annotations

from reporter.web.fetching import Fetcher

__all__ = ["Fetcher"]
