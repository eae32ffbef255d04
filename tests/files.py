"""Files of every kind, made here: no words of anybody else, and nothing from a network."""

from __future__ import annotations

import base64
import gzip
import io
import ssl
import tarfile
import threading
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pypdf

FERRY = "A ferry sank off Port Ann on Tuesday, the coast guard said. Twelve people were saved.\n"
STORM = "The storm reached Port Ann on Monday. Nobody was hurt, said the mayor.\n"
PAGE = f"<!doctype html><title>Ferry</title><article><h1>Ferry</h1><p>{FERRY * 3}</p></article>"


def zipped(members: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def tarred(members: Mapping[str, str | bytes], mode: str = "w") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        for name, words in members.items():
            data = words.encode() if isinstance(words, str) else words
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return buffer.getvalue()


LONG = " ".join([FERRY.strip()] * 8)


def mail(*, page: str | None = None, words: str = STORM) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Der Bote – Täglich <news@example.org>"
    message["Subject"] = "Fähre sinkt: „zwölf“ gerettet"
    message["Date"] = "Wed, 13 Mar 2019 23:30:00 -0500"
    message.set_content(words)
    if page:
        message.add_alternative(page, subtype="html")
    return message


def saved(charset: str = "utf-8") -> bytes:
    page = PAGE.replace("<title>", f"<meta charset={charset}><title>").replace("sank", "sank (Fähre)")
    frame = page.replace("ferry", "advert")
    parts = b"".join(
        b'\r\n------b\r\nContent-Type: %s; charset="%s"\r\nContent-Transfer-Encoding: base64\r\n'
        b"Content-Location: %s\r\n%s\r\n%s" % (kind, charset.encode(), place, extra, base64.encodebytes(body))
        for kind, place, extra, body in (
            (b"text/html", b"https://ads.example.org/", b"Content-ID: <ad@x>\r\n", frame.encode(charset)),
            (b"text/html", b"https://example.org/a", b"Content-ID: <page@x>\r\n", page.encode(charset)),
            (b"image/png", b"https://example.org/a.png", b"", b"\x89PNG"),
        )
    )
    return (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/a\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; start="<page@x>"; boundary="----b"\r\n'
        + parts
        + b"\r\n------b--\r\n"
    )


RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Port Ann Post</title><language>en-GB</language>
<item><title>Ferry &amp;amp; storm</title><link>https://example.org/ferry</link><dc:creator>Ada Bell</dc:creator>
<pubDate>Wed, 13 Mar 2019 08:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<h2>At noon</h2><p>{LONG}</p><script>alert(1)</script><p>It is “over”.</p>]]>
</content:encoded></item>
<item><title>Teaser</title><link>https://example.org/teaser</link><description>Read on.</description></item>
<item><title>Nothing</title></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Post</title>
<entry><title type="html">A &lt;b&gt;storm&lt;/b&gt;</title><id>urn:1</id><updated>2019-03-12T08:00:00Z</updated>
<author><name>Bo Lee</name></author><link href="https://example.org/storm"/>
<content type="html">&lt;p&gt;{LONG}&lt;/p&gt;</content></entry></feed>"""


def record(kind: str, url: str, block: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2019-03-14T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: application/http; msgtype={kind}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(body: bytes, media_type: str, *headers: str, status: str = "200 OK") -> bytes:
    lines = "\r\n".join((f"HTTP/1.1 {status}", f"Content-Type: {media_type}", *headers))
    return lines.encode() + b"\r\n\r\n" + body


def archive(*, packed: bool = True) -> bytes:
    page, html = PAGE.encode(), "text/html"
    latin = PAGE.replace("sank", "sank (Fähre)").encode("latin-1")
    chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(page), page)
    records = [b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 3\r\n\r\na:b\r\n\r\n"]
    for name, block in (
        ("ferry", answer(latin, "text/html; charset=iso-8859-1")),
        ("packed", answer(gzip.compress(page), html, "Content-Encoding: gzip")),
        ("chunks", answer(chunks, html, "Transfer-Encoding: chunked")),
        ("ferry", answer(page, html)),
        ("gone", answer(page, html, status="404 Not Found")),
        ("a.png", answer(b"\x89PNG", "image/png")),
        ("note", answer(FERRY.encode(), "text/plain")),
    ):
        url = f"https://example.org/{name}"
        records += [record("response", url, block), record("request", url, b"GET / HTTP/1.1\r\n\r\n")]
    return b"".join(gzip.compress(one) if packed else one for one in records)


Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Site:
    """A server whose answers a test writes down; it keeps the requests."""

    pages: dict[str, Answer | Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    port: int = 0

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A server on this machine that gives what is written into its site, over TLS where a context is given."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            page = site.pages.get(self.path, (404, {}, b"nothing here"))
            if callable(page):
                page(self)
                return
            status, headers, body = page
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                if value:
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """Clients that go away in the middle are what is tested."""

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    site.port = server.server_port
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def drawn(*places: tuple[float, float, float, str]) -> bytes:
    """A page with words drawn at places (points from the left and from the bottom, size), in that order."""
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    def name(word: str) -> NameObject:
        return NameObject(f"/{word}")

    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(595, 842)
    stream = DecodedStreamObject()
    stream.set_data(
        b"".join(
            b"BT /F1 %g Tf %g %g Td (%s) Tj ET\n" % (size, x, y, words.encode("cp1252"))
            for x, y, size, words in places
        )
    )
    font = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica", "Encoding": "WinAnsiEncoding"}
    fonts = DictionaryObject({name("F1"): DictionaryObject({name(a): name(b) for a, b in font.items()})})
    page[name("Contents")] = writer._add_object(stream)
    page[name("Resources")] = DictionaryObject({name("Font"): fonts})
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word_file(body: str, prolog: str = "", **parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f'{prolog}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        )
        for name, part in parts.items():
            archive.writestr({"core": "docProps/core.xml", "styles": "word/styles.xml"}[name], part)
    return buffer.getvalue()
