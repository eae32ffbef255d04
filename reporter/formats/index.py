"""The index of a folder of reports: ``index.json``, and ``index.html`` that asks the network for nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias
from urllib.parse import quote

FORMAT = "reporter-index/1"
Fault: TypeAlias = tuple[str, str, str]
"""Path, slug and reason of an article that could not be had."""
MAX_FRESH = 3
"""New conflicts of a story that are named on top of the page."""


class Shelf(NamedTuple):
    """A story as the index has it, made once and kept: an index of thousands costs hardly more than one of ten."""

    name: str
    last: str
    """Day of its newest article, ISO 8601."""
    articles: int
    open: int
    """Conflicts that nobody has settled."""
    run: int
    """In which it was reported."""
    lines: Sequence[str]
    """Its JSON; of a story with one article that of the article."""
    html: str
    """Its part of the page."""
    reports: Sequence[str]
    """The files of its reports, relative to the index."""


def shelf(entry: Mapping[str, Any]) -> Shelf:
    """What the index keeps of a story; docs/formats.md specifies the entry. Worded in the look in force."""
    from reporter.formats.templating import environment

    parts = environment().get_template("partials/story.html.j2").module
    articles, counts = entry["articles"], entry["counts"]
    if len(articles) > 1:
        lines, html = [_dump(entry)], parts.story(_shown(entry))  # type: ignore[attr-defined]
    else:
        lines = [_dump({"name": entry["name"], **article}) for article in articles]
        html = "".join(parts.waiting(_named(article)) for article in articles)  # type: ignore[attr-defined]
    still = counts.get("conflicting", 0) - counts.get("settled", 0)
    return Shelf(
        entry["name"],
        entry["last"],
        len(articles),
        still,
        entry["run"]["run"],
        lines,
        str(html),
        entry["reports"],
    )


def ordered(shelves: Iterable[Shelf]) -> list[Shelf]:
    """Those of the newest articles first."""
    newest = sorted(shelves, key=lambda shelf: shelf.name)
    newest.sort(key=lambda shelf: shelf.last, reverse=True)
    return newest


def to_json(run: int, day: str, shelves: Sequence[Shelf], faults: Sequence[Fault]) -> bytes:
    """The index as UTF-8 JSON, one story a line."""
    lists = {
        "stories": [line for shelf in shelves if shelf.articles > 1 for line in shelf.lines],
        "waiting": [line for shelf in shelves if shelf.articles == 1 for line in shelf.lines],
        "skipped": [_dump({"locator": path, "slug": slug, "reason": why}) for path, slug, why in faults],
    }
    parts = [f' "format": {_dump(FORMAT)}', f' "run": {_dump({"number": run, "day": day})}']
    for name, lines in lists.items():
        rows = ",\n".join(f"  {line}" for line in lines)
        parts.append(f" {_dump(name)}: [\n{rows}\n ]" if lines else f" {_dump(name)}: []")
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode("utf-8", "backslashreplace")


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def to_html(run: int, day: str, shelves: Sequence[Shelf], faults: Sequence[Fault]) -> bytes:
    """The index as a page; the Content-Security-Policy names its style by hash, and there is no script."""
    from markupsafe import Markup

    from reporter import __version__
    from reporter.formats.templating import content_hash, fill, style

    sheet = style("index.css")
    stories = [shelf for shelf in shelves if shelf.articles > 1]
    waiting = [shelf for shelf in shelves if shelf.articles == 1]
    news = [_shown(json.loads(shelf.lines[0])) for shelf in stories if shelf.run == run]
    return fill(
        "index.html.j2",
        version=__version__,
        run={"number": run, "day": day},
        news=news,
        stories=Markup("".join(shelf.html for shelf in stories)),  # noqa: S704 - escaped when it was made
        waiting=Markup("".join(shelf.html for shelf in waiting)),  # noqa: S704
        counts={
            "articles": sum(shelf.articles for shelf in shelves),
            "stories": len(stories),
            "open": sum(shelf.open for shelf in stories),
        },
        skipped=[{"locator": path, "reason": why} for path, _, why in faults],
        style=Markup(sheet),  # noqa: S704 - our own file or the user's, not an article's words
        style_hash=content_hash(sheet),
    )


def _shown(story: Mapping[str, Any]) -> dict[str, Any]:
    """A story as the page shows it."""
    from reporter.formats.taming import tame

    counts, since = story["counts"], story["since"]
    articles = [_named(one) for one in story["articles"]]
    outlets = sorted({one["outlet"] for one in articles if one["outlet"]})
    return {
        "title": tame(story["title"], 300) or story["name"],
        "href": next((_link(path) for path in story["reports"] if path.endswith(".html")), ""),
        "others": [
            {"href": _link(path), "name": path.rpartition(".")[2].upper()}
            for path in story["reports"]
            if not path.endswith(".html")
        ],
        "days": story["last"] if story["first"] == story["last"] else f"{story['first']} – {story['last']}",
        "articles": articles,
        "origins": story["origins"],
        "outlets": outlets,
        "open": counts["conflicting"] - counts["settled"],
        "settled": counts["settled"],
        "shared": counts["shared"],
        "unique": counts["unique"],
        "is_new": not since,
        "since": since,
        "fresh": [tame(line, 300) for line in story["fresh"][:MAX_FRESH]],
        "more_fresh": max(0, len(story["fresh"]) - MAX_FRESH),
        "timeline": [
            {
                "subject": tame(one["subject"], 120) or one["kind"],
                "values": [
                    {
                        "value": tame(value["value"], 160),
                        "when": value["day"],
                        "run": value["since"]["run"],
                        "gone": value["until"]["run"] if value["until"] else 0,
                    }
                    for value in one["values"]
                ],
            }
            for one in story["timeline"]
        ],
    }


def _named(article: Mapping[str, Any]) -> dict[str, Any]:
    from reporter.formats.taming import tame

    return {
        **article,
        "title": tame(article["title"], 300) or article["path"],
        "outlet": tame(article["outlet"], 100),
    }


def _link(path: str) -> str:
    return quote(path)
