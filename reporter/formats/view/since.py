"""What is new, changed and gone since a comparison made before, as the first page of a briefing shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reporter.formats.strings import say
from reporter.formats.taming import tame
from reporter.formats.view import wording
from reporter.formats.view.page import Entry, Page
from reporter.model import Changes, Finding, Verdict

MOST = 8
"""Findings of one kind that are shown; of more the rest is counted."""
_WORDS = 110
_ORDER = (Verdict.CONFLICTING, Verdict.SHARED, Verdict.UNIQUE)
_NAMES = ("person", "place", "organisation")


@dataclass(frozen=True, slots=True)
class Item:
    """A finding that came, changed or went."""

    verdict: str
    icon: str
    word: str
    """``Conflict, updated``."""
    subject: str
    before: tuple[str, ...]
    """The words that it rested on; empty where it is new."""
    now: tuple[str, ...]
    """The words that it rests on; empty where it is gone."""
    anchor: str
    """Where the briefing tells it; empty where it is gone."""


@dataclass(frozen=True, slots=True)
class Group:
    """The new, the changed or the gone."""

    title: str
    items: tuple[Item, ...]
    more: str
    """``and 3 more``, or empty."""


@dataclass(frozen=True, slots=True)
class Since:
    """The first page."""

    summary: str
    articles: tuple[str, ...]
    groups: tuple[Group, ...]


def since(changes: Changes, page: Page) -> Since:
    """Conflicts before shared facts before what one article alone says; shared names are left out."""
    alone = [
        entry
        for one in page.alone
        for entry in (*one.details, *(entry for statement in one.whole for entry in statement.entries))
    ]
    entries = {entry.id: entry for entry in (*page.conflicts, *page.shared, *alone)}
    new = [_item(None, one, entries) for one in changes.new if _told(one)]
    changed = [_item(one.before, one.after, entries) for one in changes.changed if _told(one.after)]
    gone = [_item(one, None, entries) for one in changes.gone if _told(one)]
    same = sum(_told(one) for one in changes.unchanged)
    return Since(
        summary=say("since.summary", new=len(new), changed=len(changed), gone=len(gone), same=same),
        articles=tuple(tame(line) for line in changes.articles),
        groups=tuple(
            _group(say(f"since.{title}"), items)
            for title, items in (("new", new), ("changed", changed), ("gone", gone))
        ),
    )


def _told(finding: Finding) -> bool:
    return not (finding.verdict is Verdict.SHARED and finding.kind in _NAMES)


def _item(before: Finding | None, now: Finding | None, entries: Mapping[str, Entry]) -> Item:
    finding = now or before
    assert finding is not None
    entry = entries.get(now.id) if now else None
    return Item(
        verdict=finding.verdict.value,
        icon=wording.ICONS[finding.verdict],
        word=wording.WORDS[finding.verdict]
        + (f", {wording.RELATIONS[finding.relation]}" if finding.verdict is Verdict.CONFLICTING else ""),
        subject=tame(finding.subject),
        before=_words(before),
        now=_words(now),
        anchor=_place(entry) if entry else "",
    )


def _place(entry: Entry) -> str:
    """A conflict has a place of its own in every briefing, other findings only that of their sentence."""
    return entry.anchor if entry.verdict == Verdict.CONFLICTING else entry.quotations[0].anchor


def _words(finding: Finding | None) -> tuple[str, ...]:
    said = [" ".join(member.text.split()) for member in finding.members] if finding else []
    return tuple(wording.shortened(tame(words), _WORDS) for words in dict.fromkeys(said))


def _group(title: str, items: Sequence[Item]) -> Group:
    ranked = sorted(items, key=lambda item: _ORDER.index(Verdict(item.verdict)))
    rest = len(ranked) - MOST
    return Group(title, tuple(ranked[:MOST]), wording.more(rest) if rest > 0 else "")
