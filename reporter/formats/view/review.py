"""What the page keeps of a conflict, so that a decision made in it is one of the decisions file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from reporter.formats.strings import say
from reporter.formats.view.camps import listing
from reporter.model import Finding, NearMiss, Verdict, label

_MOST_CHARACTERS = 600
"""Of the subject: it is for a reader of the file, the id is what counts."""


def record(found: Finding | NearMiss) -> Mapping[str, Any]:
    """Id, topic and subject of a conflict, and its decisions as the decisions file has them; empty for others."""
    if not isinstance(found, Finding) or (found.verdict is not Verdict.CONFLICTING and not found.decision):
        return {}
    words = " / ".join(dict.fromkeys(" ".join(member.text.split()) for member in found.members))
    kept = {"finding": found.id, "topic": found.topic}
    kept["subject"] = f"{found.subject or found.kind}: {words}"[:_MOST_CHARACTERS]
    return {
        **kept,
        "decision": asdict(found.decision) if found.decision else None,
        "superseded": asdict(found.superseded) if found.superseded else None,
        "joined": joined(found),
    }


def joined(found: Finding) -> str:
    """Which articles gave one of the values after these were decided on; empty where none did."""
    return say("decided.joined", labels=listing([label(one) for one in found.joined])) if found.joined else ""
