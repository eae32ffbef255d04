"""Attacks by way of every input, to the reports they end in: what a mail, a feed or an archive brings stays words.

Each file is hostile wherever its format has room for words: names of members and attachments, headers, fields,
text that is markup once it was decoded. docs/security.md says what is guaranteed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from lxml import html

import reporter
from reporter.encoding import printable
from reporter.errors import ConfigError
from reporter.formats import FORMATS
from reporter.formats.html import render as page_of
from reporter.model import Article, Skipped
from tests.builders import story
from tests.files import answer, record, tarred, zipped
from tests.test_security import SECRET, Canary, Visiting, canary

__all__ = ["canary"]

CLOSING = "\"'>--></title></style></script></textarea></noscript></template>]]>"
NEWS = "The army took the town of Orne on Friday, the Interior Ministry said. Some 80,000 people fled the valley."
MORE = " ".join([NEWS] * 5)
CONTROLS = "\x1b[31m\x07\x08\u202e\u2066\u200f\ufeff\x85"


def attack(address: str, file: str) -> str:
    """Words that end whatever they stand in, and then run, fetch, attach, link and fill in a template."""
    return (
        f"{CLOSING}<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"
        f'<img src="{address}/i"><link rel=attachment href="{file}"><style>@import "{address}/c";</style>'
        f'<iframe src="{address}/f"></iframe><a href="javascript:document.title=1" rel=attachment>x</a>'
        "{{ 7*'7' }}{% include '/etc/passwd' %}[y](javascript:z) "
    )


def _escaped(words: str) -> str:
    """As XML and HTML hold words that are markup once they were read."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _page(words: str) -> str:
    inside = _escaped(words)
    return (
        f'<!doctype html><html lang="{inside}"><head><title>{inside}</title><meta name=author content="{inside}">'
        f'<meta property="og:site_name" content="{inside}"><meta property="og:title" content="{inside}">'
        f'<link rel=canonical href="javascript:{inside}"></head><body><article><h1>{inside}</h1><p>{MORE}</p>'
        f"<p>{inside} {NEWS}</p>{words}<p>{MORE}</p></article></body></html>"
    )


def _quoted(words: str) -> str:
    """A header's value of several words of Base64 (RFC 2047)."""
    from email.header import Header

    return Header(words, "utf-8", maxlinelen=70).encode(linesep="\n")


def _mail(words: str) -> bytes:
    import base64

    name = words.replace('"', "'").replace("\\", "")
    return (
        f"From: {_quoted(words)} <a@b.example>\nSubject: {_quoted(words)}\nDate: Fri, 9 Dec 2016 08:00:00 +0000\n"
        f'Content-Language: {name}\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n'
        f"--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
        f"{base64.encodebytes(_page(words).encode()).decode()}\n"
        f'--b\nContent-Type: text/plain; name="{name}.txt"\nContent-Disposition: attachment; filename="{name}.txt"\n\n'
        f"{MORE} {words}\n--b--\n"
    ).encode()


def _saved(words: str) -> bytes:
    import base64

    return (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: javascript:{words}\r\nSubject: {_quoted(words)}\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
        f"--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Location: https://x.example/{words}\r\n\r\n{base64.encodebytes(_page(words).encode()).decode()}\r\n"
        "--b--\r\n"
    ).encode()


def _feed(words: str) -> bytes:
    inside = _escaped(words)
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>{inside}</title><language>{inside}</language><item><title>{_escaped(inside)}</title>"
        f"<link>https://x.example/{inside}</link><dc:creator>{inside}</dc:creator>"
        f"<description>{_escaped(f'<p>{MORE}</p><p>{inside}</p>{words}')}</description></item>"
        f"<item><guid>{inside}</guid></item></channel></rss>"
    ).encode()


def _records(words: str) -> bytes:
    known = {"title": words, "outlet": {"name": words}, "author": [words], "language": words, "id": words}
    return json.dumps(
        [
            {**known, "text": f"{MORE} {words}"},
            {**known, "url": f"javascript:{words}", "html": _page(words)},
            {**known, "url": f"https://x.example/{words}", "body": f"{MORE}\ud800{words}"},
            {"id": words},
        ]
    ).encode()


def _web_archive(words: str) -> bytes:
    page = _page(words).encode()
    return b"".join(
        record("response", url, answer(page, "text/html; charset=utf-8", f"X: {words}"))
        for url in (f"https://x.example/{words.replace(' ', '%20')}", "https://x.example/plain")
    )


def _named(words: str) -> str:
    """The words as a name within an archive: no folders."""
    return f"{CONTROLS}{words.replace('/', '⁄')[:200]}"


ARRIVALS: Mapping[str, tuple[str, Callable[[str], bytes]]] = {
    "page": ("a.html", lambda words: _page(words).encode()),
    "text": ("a.txt", lambda words: f"---\ntitle: {words}\noutlet: {words}\n---\n\n{MORE} {words}".encode()),
    "Markdown": ("a.md", lambda words: f"# {words}\n\n{MORE} {words}\n\n<div>{words}</div>\n".encode()),
    "mail": ("a.eml", _mail),
    "mailbox": ("a.mbox", lambda words: b"From x@b.example Fri Dec  9 08:00:00 2016\n" + _mail(words)),
    "saved page": ("a.mhtml", _saved),
    "feed": ("a.xml", _feed),
    "records": ("a.json", _records),
    "lines": ("a.jsonl", lambda words: json.dumps({"title": words, "text": f"{MORE} {words}"}).encode() + b"\n{"),
    "web archive": ("a.warc", _web_archive),
    "ZIP": (
        "a.zip",
        lambda words: zipped({f"{_named(words)}.txt": f"{MORE} {words}", f"../{_named(words)}.txt": "x"}),
    ),
    "TAR": (
        "a.tar",
        lambda words: tarred({f"{_named(words)}.txt": f"{MORE} {words}", f"../{_named(words)}.txt": "x"}),
    ),
}  # fmt: skip
"""Of every kind of input a file's name and its bytes, hostile wherever it has room for the words."""


def _arrived(name: str, words: str, folder: Path) -> tuple[list[Article], list[Skipped]]:
    file, made = ARRIVALS[name]
    path = folder / file
    path.write_bytes(made(words))
    found = list(reporter.articles(str(path)))
    return [one for one in found if isinstance(one, Article)], [
        one for one in found if isinstance(one, Skipped)
    ]


ACTIVE = {
    "img",
    "iframe",
    "link",
    "object",
    "embed",
    "base",
    "video",
    "audio",
    "frame",
    "applet",
    "area",
    "math",
}


def _dangers(page: bytes) -> list[str]:
    """Whatever of a page could run, fetch or lead away, but for its own script and style."""
    whole = html.document_fromstring(page)
    found = [
        f"{element.tag} {name}={value}"
        for element in whole.iter()
        if isinstance(element.tag, str)
        for name, value in [("", ""), *element.attrib.items()]
        if element.tag in ACTIVE
        or name.startswith("on")
        or (name in ("src", "action", "formaction", "ping", "srcdoc", "data"))
        or (name.endswith("href") and not value.startswith(("#", "https://x.example/", "https://b.example/")))
    ]
    own = html.document_fromstring(page_of(story()))
    for tag in ("script", "style", "meta", "title", "textarea", "noscript", "template"):
        if len(whole.findall(f".//{tag}")) > len(own.findall(f".//{tag}")):
            found.append(f"another {tag}")
    return found


@pytest.mark.parametrize("name", ARRIVALS)
def test_what_an_input_brings_is_words_in_every_report(
    name: str, tmp_path: Path, canary: Canary, visit: Visiting
) -> None:
    """The page in Chromium with a silent console, the briefing by WeasyPrint, and the other formats."""
    articles, left_out = _arrived(name, attack(canary.address, canary.file), tmp_path)
    assert articles, "the hostile article arrived"
    other = Article.from_text(f"{NEWS.replace('80,000', '90,000')} The mayor left.", locator="other")
    report = reporter.compare([*articles, other], skipped=left_out)
    assert "document.title" in report.to_json(), "and so did its words"
    page = page_of(report)
    assert _dangers(page) == []
    path = tmp_path / "page.html"
    path.write_bytes(page)
    opened = visit().open(path.as_uri())
    opened.wait_for_timeout(50)
    assert opened.title() != "owned"
    assert opened.url == path.as_uri()
    for format_ in FORMATS:
        made = format_.render(report)
        assert SECRET.encode() not in made
        assert format_.name == "pdf" or b"\x1b" not in made
    assert canary.asked == []


def test_the_search_for_dangers_finds_them() -> None:
    """The test above can fail: what it looks for is found in a page that does not escape."""
    page = page_of(story()).decode().replace("<main>", f"<main>{attack('http://a.example', 'file:///b')}", 1)
    found = " ".join(_dangers(page.encode()))
    for one in (
        "img onerror",
        "iframe src",
        "link href",
        "a href=javascript",
        "another script",
        "another style",
    ):
        assert one in found


def test_hostile_names_of_files_are_words_in_the_index_and_the_reports(
    tmp_path: Path, canary: Canary, visit: Visiting
) -> None:
    box = tmp_path / "in"
    box.mkdir()
    names = [
        _named(attack(canary.address, ""))[:100],
        f"{{{{ 7*'7' }}}}{CONTROLS}",
        "a\nb",
        "..\\..\\x",
        "-f",
        "CON",
    ]
    names += ["$(touch owned)", "`touch owned`; touch owned", "a!b.zip!c", "http:⁄⁄a.example", "💣"]
    for number, name in enumerate(names):
        words = f"{NEWS.replace('Orne', f'Orne and {number} villages')} {number + 3} soldiers died."
        (box / f"{name}.txt").write_text(words, encoding="utf-8")
    if sys.platform == "linux":  # elsewhere names are Unicode
        (box / os.fsdecode(b"\xff\xfe.txt")).write_text(NEWS, encoding="utf-8")
    done = _run("build", "in", "-o", "out", "--jobs", "1", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert all(sign.isprintable() or sign in "\n\r" for sign in done.stderr)
    assert {path.name for path in tmp_path.iterdir()} >= {"in", "out"}
    assert list(tmp_path.rglob("owned")) == []
    index = json.loads((tmp_path / "out" / "index.json").read_text(encoding="utf-8"))
    articles = [one for story in index["stories"] for one in story["articles"]] + index["waiting"]
    assert len(articles) == len([path for path in box.iterdir() if not path.name.startswith(".")])
    for page in (tmp_path / "out").rglob("*.html"):
        assert [one for one in _dangers(page.read_bytes()) if ".html" not in one and ".json" not in one] == []
        opened = visit().open(page.as_uri())
        assert opened.title() != "owned"
        opened.close()
    assert canary.asked == []
    again = _run("build", "in", "-o", "out", "--jobs", "1", cwd=tmp_path)
    assert "nothing to do" in again.stderr


@pytest.mark.parametrize("name", ["mail", "feed", "records", "web archive", "ZIP", "TAR"])
def test_no_name_in_a_container_reaches_the_terminal_as_it_is(name: str, tmp_path: Path) -> None:
    file, made = ARRIVALS[name]
    (tmp_path / file).write_bytes(made(f"{CONTROLS}x"))
    for verb in (("inspect", file), ("compare", file, file, "-f", "json")):
        done = _run(*verb, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        said = done.stdout + done.stderr
        assert said == "".join(f"{printable(line)}\n" for line in said.splitlines())
        assert "\x1b" not in said


@pytest.mark.parametrize(
    "tag",
    [
        "../../../../tmp/pack",
        "..",
        "/etc",
        "\x00",
        "x" * 5_000,
        'en"; --x:url(http://a)',
        "\ud800",
        "'",
        "English",
    ],
)
def test_a_language_that_is_none_is_passed_over(tag: str) -> None:
    """It names a folder of words, and stands in styles of the layout: only what is a tag gets there."""
    article = Article.from_text(NEWS, language=tag)
    assert article.metadata.language in (None, "en")
    assert reporter.compare([article, article]).documents[0].article.metadata.language in (None, "en")


# Themes

INJECTED = (
    "red;}} body {{ background: url({}/theme) }}", "</style><script>document.title='owned'</script>", "url({}/theme)",
    'Arial"; @import "{}/theme', "expression(alert(1))", "\\72 ed", "var(--x, url({}/theme))", "#fff/*",
    "red !important", "image-set('{}/theme' 1x)", "}}\n@font-face{{src:url({}/theme)}}",
)  # fmt: skip


@pytest.mark.parametrize("place", ["colour", "font", "string", "logo_words", "logo"])
def test_no_value_of_a_theme_is_more_than_a_value(
    place: str, tmp_path: Path, canary: Canary, visit: Visiting
) -> None:
    """Colours, fonts and logos that are none are refused; words are words, in the page and in the briefing."""
    from reporter.formats import theme
    from reporter.formats.look import wearing
    from reporter.formats.pdf import render as briefing_of

    (tmp_path / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    file, refused = tmp_path / "theme.toml", 0
    for value in INJECTED:
        words = json.dumps(value.format(canary.address))
        file.write_text(
            {
                "colour": f"[colours]\nink = {words}\n",
                "font": f"[fonts]\npage = {words}\nbriefing = [{words}]\n",
                "string": f"[strings.verdict]\nshared = {words}\n",
                "logo_words": f'logo = "logo.png"\nlogo_words = {words}\n',
                "logo": f'logo = {words}\nlogo_words = "x"\n',
            }[place]
        )
        try:
            look = theme.look(file)
        except ConfigError:
            refused += 1
            continue
        with wearing(look):
            page = page_of(story())
            assert [
                one for one in _dangers(page) if place != "logo_words" or not one.startswith("img ")
            ] == []
            if value != INJECTED[1]:
                continue
            (tmp_path / "page.html").write_bytes(page)
            briefing_of(story())
        opened = visit(silent=place != "logo_words").open((tmp_path / "page.html").as_uri())
        assert opened.title() != "owned"
        opened.close()
    assert refused == (len(INJECTED) if place in ("colour", "font", "logo") else 0)
    assert canary.asked == []


def _run(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (sys.executable, "-m", "reporter", *words), cwd=cwd, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}, encoding="utf-8", errors="surrogateescape",
    )  # fmt: skip
