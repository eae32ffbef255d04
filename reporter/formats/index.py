"""The index of a folder of reports: ``index.json``, and ``index.html`` that asks the network for nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

FORMAT = "reporter-index/1"
MAX_FRESH = 3
"""New conflicts of a story that are named on top of the page."""


def page(
    run: int, day: str, entries: Sequence[Mapping[str, Any]], faults: Sequence[tuple[str, str, str]]
) -> dict[str, Any]:
    """The index as plain data; docs/formats.md specifies it. Stories are in order of their newest article."""
    newest = sorted(entries, key=lambda entry: str(entry["name"]))
    newest.sort(key=lambda entry: str(entry["last"]), reverse=True)
    stories = [dict(entry) for entry in newest if len(entry["articles"]) > 1]
    waiting = [
        {"name": entry["name"], **article} for entry in newest for article in entry["articles"]
        if len(entry["articles"]) == 1
    ]  # fmt: skip
    return {
        "format": FORMAT,
        "run": {"number": run, "day": day},
        "stories": stories,
        "waiting": waiting,
        "skipped": [{"locator": path, "slug": slug, "reason": reason} for path, slug, reason in faults],
    }


def to_json(plain: Mapping[str, Any]) -> bytes:
    """The index as UTF-8 JSON, one story a line."""
    lines = []
    for name, value in plain.items():
        if isinstance(value, list) and value:
            rows = ",\n".join(f"  {_dump(one)}" for one in value)
            lines.append(f" {_dump(name)}: [\n{rows}\n ]")
        else:
            lines.append(f" {_dump(name)}: {_dump(value)}")
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode("utf-8", "backslashreplace")


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def to_html(plain: Mapping[str, Any]) -> bytes:
    """The index as a page; the Content-Security-Policy names its style by hash, and there is no script."""
    from markupsafe import Markup

    from reporter import __version__
    from reporter.assets import template_text
    from reporter.formats.templating import content_hash, environment

    style = template_text("index.css")
    stories = [_shown(story, plain["run"]["number"]) for story in plain["stories"]]
    text = (
        environment()
        .get_template("index.html.j2")
        .render(
            version=__version__,
            run=plain["run"],
            stories=stories,
            news=[story for story in stories if story["is_news"]],
            waiting=[_named(one) for one in plain["waiting"]],
            skipped=plain["skipped"],
            open_conflicts=sum(story["open"] for story in stories),
            articles=sum(len(story["articles"]) for story in stories) + len(plain["waiting"]),
            style=Markup(style),  # noqa: S704 - our own file, not an article's words
            style_hash=content_hash(style),
        )
    )
    return text.encode("utf-8", "replace")


def _shown(story: Mapping[str, Any], run: int) -> dict[str, Any]:
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
        "is_news": story["run"]["run"] == run,
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
