"""Tries inputs of every kind and writes what became of them into docs/inputs.md: ``python docs/make_inputs.py``.

The files are made here and in tests/files.py, the addresses are those of a server on this machine. A test fails while
the page is not what this script makes of it.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from reporter import inputs, pipeline  # noqa: E402
from reporter.config import Limits, Web  # noqa: E402
from reporter.errors import ReporterError  # noqa: E402
from reporter.model import Article, Skipped, Source  # noqa: E402
from tests import files  # noqa: E402

PAGE = ROOT / "docs" / "inputs.md"
MARKERS = "<!-- make_inputs.py writes from here -->", "<!-- to here -->"
WIDTH = 170
GERMAN = (
    "Die Fähre „Zoë“ sank am Dienstag vor Port Ann – zwölf Menschen wurden gerettet, sagte die Küstenwache.\n"
)
RUSSIAN = (
    "Паром затонул у берега во вторник вечером, двенадцать человек спасены, сообщила береговая охрана.\n" * 3
)
ROWS = [(50, 700 - 12 * number, 10, line) for number, line in enumerate([files.FERRY.strip()] * 3)]
WORD = files.word_file(f"<w:p><w:r><w:t>{files.FERRY}</w:t></w:r></w:p>")
HOSTILE_XML = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
RECORD = {"title": "Ferry", "text": files.FERRY, "outlet": "The Post", "published": "2019-03-13"}

DOCUMENTS = (
    ("plain text", "ferry.txt", files.FERRY),
    ("text without a suffix", "ferry", files.FERRY),
    ("text with front matter, CRLF, no final newline", "ferry.txt", f"---\r\ntitle: Ferry\r\n---\r\n{files.FERRY.strip()}"),
    ("Markdown", "ferry.md", f"# Ferry\n\n{files.FERRY}"),
    ("page", "ferry.html", files.PAGE),
    ("page named as text", "ferry.txt", files.PAGE),
    ("start page without an article", "index.html", "<html><body><nav><a href=/>Home</a></nav></body></html>"),
    ("page saved as MHTML", "ferry.mhtml", files.saved()),
    ("page saved in one file, 12 MB of pictures in it", "saved.html", files.PAGE.replace("<p>", f'<img src="data:image/png;base64,{"QUJD" * 3_000_000}"><p>')),
    ("page declared ISO-8859-1 that is UTF-8", "a.html", files.PAGE.replace("sank", "sank (Fähre)").replace("<title>", "<meta charset=iso-8859-1><title>")),
    ("PDF", "ferry.pdf", files.drawn(*ROWS)),
    ("PDF without text", "scan.pdf", files.drawn()),
    ("PDF cut short", "cut.pdf", files.drawn(*ROWS)[:200]),
    ("Word document", "ferry.docx", WORD),
    ("Word document with an external entity", "hostile.docx", files.word_file("<w:p/>", HOSTILE_XML)),
    ("empty file", "empty.txt", b" \n"),
    ("picture named as text", "picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(60)),
)  # fmt: skip
ENCODINGS = (
    *((f"German in {name}", "a.txt", GERMAN.encode(name)) for name in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "cp1252")),
    ("Russian in cp1251", "a.txt", RUSSIAN.encode("cp1251")),
    ("UTF-8 with stray bytes of cp1252", "a.txt", (GERMAN * 2).encode() + "“Nein”, sagte er.".encode("cp1252")),
    ("control, bidi and combining characters", "a.txt", f"\x1b[31m\u202eferry\u202c e{chr(0x301) * 9} {files.FERRY}"),
)  # fmt: skip
CONTAINERS = (
    ("RSS feed: an item with its text, a teaser, an empty one", "feed.xml", files.RSS),
    ("Atom feed", "feed.atom", files.ATOM),
    ("XML that is no feed", "data.xml", "<config/>"),
    ("feed with entities that grow and read files", "feed.rss", files.RSS.replace("<rss", HOSTILE_XML.replace("x [", "rss [") + "<rss", 1).replace("Short.", "&e;")),
    ("JSON record", "ferry.json", json.dumps(RECORD)),
    ("JSON Lines: a record, a broken line, a record without words", "wire.jsonl", f"{json.dumps(RECORD)}\n{{broken\n{{}}\n"),
    ("mail", "mail.eml", files.mail(words=files.FERRY * 5).as_bytes()),
    ("mailbox of two", "box.mbox", b"".join(b"From a@b Wed Mar 13 08:00:00 2019\n%s\n" % files.mail().as_bytes() for _ in range(2))),
    ("ZIP: text, page, picture, hidden file, path that leads outside", "news.zip", files.zipped({"a.txt": files.FERRY, "b.html": files.PAGE, "c.png": b"x", ".d.txt": "x", "../e.txt": "x"})),
    ("TAR, packed with gzip", "news.tar.gz", files.tarred({"a.txt": files.FERRY}, "w:gz")),
    ("mailbox in a ZIP", "news.zip", files.zipped({"box.mbox": b"From a@b Wed Mar 13 08:00:00 2019\n" + files.mail().as_bytes()})),
    ("ZIP in ZIP in ZIP in ZIP", "deep.zip", files.zipped({"3.zip": files.zipped({"2.zip": files.zipped({"1.zip": files.zipped({"a.txt": files.FERRY})})})})),
    ("ZIP bomb beside a text", "bomb.zip", files.zipped({"bomb.txt": bytes(9_000_000), "a.txt": files.FERRY})),
    ("gzip bomb", "bomb.txt.gz", gzip.compress(bytes(9_000_000))),
    ("ZIP cut short", "cut.zip", files.zipped({"a.txt": files.FERRY})[:40]),
    ("web archive: pages, a packed and a chunked one, 404, picture", "crawl.warc.gz", files.archive()),
    ("one packed page", "page.html.gz", gzip.compress(files.PAGE.encode())),
)  # fmt: skip


def main() -> None:
    """Write the page anew."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(made(page), encoding="utf-8")


def made(page: str) -> str:
    """The page with the table as it is now."""
    head, _, rest = page.partition(MARKERS[0])
    _, _, tail = rest.partition(MARKERS[1])
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        before = os.environ.get("XDG_CACHE_HOME")
        os.environ["XDG_CACHE_HOME"] = folder
        lines = [line for title, rows in tables() for line in (f"### {title}", "", *rows, "")]
        if before is None:
            del os.environ["XDG_CACHE_HOME"]
        else:
            os.environ["XDG_CACHE_HOME"] = before
    return f"{head}{MARKERS[0]}\n\n" + "\n".join(lines) + f"{MARKERS[1]}{tail}"


def tables() -> Iterator[tuple[str, list[str]]]:
    """Title and lines of each table."""
    for title, tries in (("Documents", DOCUMENTS), ("Encodings", ENCODINGS), ("Containers", CONTAINERS)):
        rows = []
        for label, name, content in tries:
            data = content.encode() if isinstance(content, str) else content
            Path(name).write_bytes(data)
            rows.append((label, f"`{name}`", taken_for(name, data), outcome(name, inputs.Terms())))
            Path(name).unlink()
        yield title, table(("tried", "name", "taken for", "outcome"), rows)
    with files.serving() as site:
        yield "Addresses", table(("tried", "outcome"), list(addresses(site)))


def addresses(site: files.Site) -> Iterator[tuple[str, str]]:
    """What became of addresses; the server's own is allowed where that is not what is tried."""
    html = {"Content-Type": "text/html; charset=utf-8"}
    feed = files.RSS.replace("https://example.org/teaser", site.url("/ferry"))
    site.pages |= {
        "/ferry": (200, html, files.PAGE.encode()),
        "/old": (301, {"Location": "/ferry"}, b""),
        "/away": (302, {"Location": "file:///etc/passwd"}, b""),
        "/loop": (302, {"Location": "/loop"}, b""),
        "/large": (200, html, bytes(1_100_000)),
        "/bomb": (200, {**html, "Content-Encoding": "gzip"}, gzip.compress(bytes(9_000_000))),
        "/feed": (200, {"Content-Type": "application/rss+xml"}, feed.encode()),
        "/closed/a": (200, html, files.PAGE.encode()),
        "/robots.txt": (200, {}, b"User-agent: *\nDisallow: /closed/"),
    }
    allowed, small = Web(private_addresses=True), Limits(input_mb=1)
    for label, path, terms in (
        ("page", "/ferry", inputs.Terms(web=allowed)),
        ("redirect to it", "/old", inputs.Terms(web=allowed)),
        ("redirect to a file", "/away", inputs.Terms(web=allowed)),
        ("redirect to itself", "/loop", inputs.Terms(web=allowed)),
        ("no such page", "/gone", inputs.Terms(web=allowed)),
        ("disallowed by robots.txt", "/closed/a", inputs.Terms(web=allowed)),
        ("1.1 MB with `limits.input_mb = 1`", "/large", inputs.Terms(small, allowed)),
        ("9 kB that unpack to 9 MB, with the same limit", "/bomb", inputs.Terms(small, allowed)),
        ("feed", "/feed", inputs.Terms(web=allowed)),
        (
            "feed with `web.follow_links`",
            "/feed",
            inputs.Terms(web=Web(private_addresses=True, follow_links=True)),
        ),
        ("page on this machine, which is not allowed by default", "/ferry", inputs.Terms()),
    ):
        yield label, outcome(site.url(path), terms).replace(f":{site.port}", "")
    for label, url in (
        ("another scheme", "ftp://example.org/"),
        ("metadata of a cloud", "http://169.254.169.254/latest/meta-data/"),
        ("this machine as a number", "http://2130706433/"),
    ):
        yield label, outcome(url, inputs.Terms())


def taken_for(name: str, data: bytes) -> str:
    """The kind of a file."""
    try:
        return inputs.kind_of(Source(name, data)).name
    except ReporterError:
        return "–"


def outcome(locator: str, terms: inputs.Terms) -> str:
    """The articles that came of an input, and what was left out."""
    try:
        found = list(pipeline.articles(locator, terms=terms))
    except ReporterError as error:
        return cell(f"refused: {error} [{error.slug}]")
    return "; ".join(cell(told(one, locator)) for one in found)


def told(one: Article | Skipped, locator: str) -> str:
    """One of them in words."""
    name = one.locator.removeprefix(locator).removeprefix("!")
    where = f"{name}: " if name else ""
    if isinstance(one, Skipped):
        return f"{where}left out: {one.reason} [{one.slug}]"
    known = one.metadata
    said = [
        f"{len(one.text.split())} words",
        known.title,
        known.outlet,
        known.published and known.published.isoformat(),
    ]
    return f"{where}article, {', '.join(part for part in said if part)}"


def cell(words: str) -> str:
    """The words in a cell of a table: without bars and brackets, and not too long."""
    words = (
        re.sub(r"[^ -~\u00a0-\u024f\u0370-\u04ff\u2010-\u203a]", "\ufffd", words)
        .replace("|", "/")
        .replace("<", "‹")
    )
    return words if len(words) <= WIDTH else f"{words[: WIDTH - 2]} …"


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    """The lines of a table."""
    return [f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *rows)]


if __name__ == "__main__":
    main()
