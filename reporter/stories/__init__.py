"""Which articles tell one story: weighted words, days of publication, average link, and copies seen as copies.

Pure functions over profiles; the store keeps what they return. ``group`` does all at once.
"""

from __future__ import annotations

from reporter.stories.grouping import components
from reporter.stories.pairs import (
    COMMON,
    ONE,
    REACH,
    THRESHOLD,
    candidates,
    cluster,
    copies,
    edges,
    group,
    likeness,
    near,
    origins,
)
from reporter.stories.profile import Profile, in_common, profile

__all__ = [
    "COMMON",
    "ONE",
    "REACH",
    "THRESHOLD",
    "Profile",
    "candidates",
    "cluster",
    "components",
    "copies",
    "edges",
    "group",
    "in_common",
    "likeness",
    "near",
    "origins",
    "profile",
]
