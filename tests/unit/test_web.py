"""Fetching from a real server on this machine, and what is never fetched."""

from __future__ import annotations

import gzip
import shutil
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from reporter import cli
from reporter.config import Web
from reporter.errors import SourceError
from reporter.model import Source
from reporter.web import Fetcher
from reporter.web.caching import Cache, Kept, fresh_until, storable
from reporter.web.connecting import public
from tests.files import FERRY, PAGE, STORM, Answer, Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


HTML = {"Content-Type": "text/html; charset=utf-8"}
OPEN = Web(private_addresses=True, seconds=20)
QUIET = Web(private_addresses=True, robots=False)


def fetcher(tmp_path: Path, web: Web = OPEN, most: int = 1_000_000, **more: object) -> Fetcher:
    return Fetcher(web, most, cache=tmp_path / "cache", **more)  # type: ignore[arg-type]


def refused(fetch: Fetcher, url: str) -> tuple[str, str]:
    with pytest.raises(SourceError) as caught:
        fetch.fetch(url)
    assert "\n" not in str(caught.value)
    return caught.value.slug, str(caught.value)


def test_a_page_comes_with_media_type_charset_and_final_address(site: Site, tmp_path: Path) -> None:
    body = "Fähre".encode("latin-1")
    site.pages["/a"] = (302, {"Location": "b/c#top"}, b"")
    site.pages["/b/c"] = (200, {"Content-Type": 'Text/HTML; charset="ISO-8859-1"'}, body)
    source = fetcher(tmp_path).fetch(site.url("/a"))
    assert source == Source(site.url("/a"), body, "text/html", charset="ISO-8859-1", url=site.url("/b/c"))
    agent = site.asked[-1][1]["user-agent"]
    assert agent.startswith("reporter/")
    assert "cookie" not in site.asked[-1][1]


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://127.0.0.1/a", "javascript:alert(1)"])
def test_a_redirect_leads_to_http_only(site: Site, tmp_path: Path, location: str) -> None:
    site.pages["/a"] = (301, {"Location": location}, b"")
    assert refused(fetcher(tmp_path), site.url("/a"))[0] == "bad-address"


def test_redirects_are_counted(site: Site, tmp_path: Path) -> None:
    for number in range(7):
        site.pages[f"/{number}"] = (307, {"Location": f"/{number + 1}"}, b"")
    site.pages["/7"] = (200, HTML, b"end")
    assert fetcher(tmp_path).fetch(site.url("/2")).data == b"end"
    slug, message = refused(fetcher(tmp_path), site.url("/1"))
    assert (slug, "more than 5" in message) == ("too-many-redirects", True)


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/a", "http:///a", "http://user:secret@example.org/", "http://[::1", "http://example.org:99999/",
     "file:///etc/passwd", "http://exa mple.org/", "http://example.org:0/"],
)  # fmt: skip
def test_addresses_that_are_not_fetched(tmp_path: Path, url: str) -> None:
    slug, message = refused(fetcher(tmp_path), url)
    assert slug in ("bad-address", "unreachable")
    assert "secret" not in message


# --- Private addresses --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "127.8.8.8", "0.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
     "100.100.100.200", "192.0.0.192", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1",
     "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
     "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:4136:e378:8000:63bf:f5ff:fffe", "2001:db8::1", "not an address"],
)  # fmt: skip
def test_addresses_of_this_machine_and_its_network(address: str) -> None:
    assert not public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_of_the_internet(address: str) -> None:
    assert public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::1]", "0"])
def test_this_machine_is_not_asked_unless_allowed(site: Site, tmp_path: Path, host: str) -> None:
    site.pages["/a"] = (200, HTML, b"secret")
    slug, message = refused(fetcher(tmp_path, Web(robots=False)), site.url("/a", host))
    assert slug in ("private-address", "unreachable")
    assert slug == "private-address" or host not in ("127.0.0.1", "localhost", "[::1]")
    assert site.asked == []
    assert "secret" not in message


def test_every_step_of_a_redirect_is_looked_at(site: Site, tmp_path: Path) -> None:
    names = {"news.example": "127.0.0.1", "inside.example": "10.0.0.1", "169.254.169.254": "169.254.169.254"}
    for number, host in enumerate(("inside.example", "169.254.169.254")):
        site.pages[f"/{number}"] = (302, {"Location": f"http://{host}:{site.port}/latest/meta-data"}, b"")
        fetch = fetcher(
            tmp_path,
            Web(),
            resolver=lambda host, _: [names[host]],
            allowed=lambda address: address == "127.0.0.1",
        )
        slug, message = refused(fetch, site.url(f"/{number}", "news.example"))
        assert slug == "private-address"
        assert names[host] in message


def test_the_address_that_was_looked_at_is_the_one_that_is_connected_to(site: Site, tmp_path: Path) -> None:
    """A name that is public at first and private at the second question is asked for once a connection."""
    site.pages["/a"] = (200, HTML, b"page")
    questions: list[str] = []

    def rebinding(host: str, _: int) -> list[str]:
        questions.append(host)
        return ["127.0.0.1"] if len(questions) == 1 else ["10.0.0.1"]

    web = Web(robots=False)
    fetch = fetcher(tmp_path, web, resolver=rebinding, allowed=lambda address: address == "127.0.0.1")
    assert fetch.fetch(site.url("/a", "news.example")).data == b"page"
    assert questions == ["news.example"]
    assert site.asked[0][1]["host"] == f"news.example:{site.port}"
    assert refused(fetch, site.url("/a", "news.example"))[0] == "private-address"


def test_a_name_with_one_private_address_among_public_ones_is_refused(site: Site, tmp_path: Path) -> None:
    fetch = fetcher(tmp_path, Web(robots=False), resolver=lambda *_: ["8.8.8.8", "127.0.0.1"])
    assert refused(fetch, site.url("/a", "news.example"))[0] == "private-address"


def test_proxies_of_the_environment_are_not_used(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/a"] = (200, HTML, b"page")
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetcher(tmp_path).fetch(site.url("/a")).data == b"page"


# --- Limits and bad answers ---------------------------------------------------------------------------------


def dribble(head: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        try:
            handler.wfile.write(head)
            for _ in range(100):
                handler.wfile.write(b"x")
                handler.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    return send


@pytest.mark.parametrize(
    "head", [b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: ", b""]
)
def test_an_answer_that_never_ends_is_given_up(site: Site, tmp_path: Path, head: bytes) -> None:
    site.pages["/a"] = dribble(head)
    web = Web(private_addresses=True, robots=False, seconds=0.4)
    slug, _ = refused(fetcher(tmp_path, web), site.url("/a"))
    assert slug == "timed-out"


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({}, b"x" * 1001),
        ({"Content-Length": "", "Connection": "close"}, b"x" * 200_000),
        ({"Content-Encoding": "gzip"}, gzip.compress(bytes(50_000_000))),
    ],
)
def test_too_much_is_given_up_while_it_comes(
    site: Site, tmp_path: Path, headers: dict[str, str], body: bytes
) -> None:
    site.pages["/a"] = (200, {**HTML, **headers}, body)
    assert refused(fetcher(tmp_path, most=1000), site.url("/a"))[0] == "too-large"


def test_packed_answers_are_unpacked(site: Site, tmp_path: Path) -> None:
    site.pages["/a"] = (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(PAGE.encode()))
    assert fetcher(tmp_path).fetch(site.url("/a")).data == PAGE.encode()


@pytest.mark.parametrize(
    ("answer", "slug"),
    [
        ((404, HTML, b"no"), "http-status"),
        ((500, HTML, b"no"), "http-status"),
        ((302, {}, b""), "http-status"),
        ((304, {}, b""), "http-status"),
        ((200, {"Content-Encoding": "br"}, b"x"), "bad-answer"),
        ((200, {"Content-Encoding": "gzip"}, b"not packed"), "bad-answer"),
        ((200, {"Content-Length": "99"}, b"cut"), "unreachable"),
        (lambda handler: handler.wfile.write(b"nonsense\r\n\r\n"), "unreachable"),
    ],
)
def test_answers_that_are_no_use(site: Site, tmp_path: Path, answer: Answer, slug: str) -> None:
    def cut(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        if callable(answer):
            answer(handler)
            return
        handler.send_response(answer[0])
        for name, value in answer[1].items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(answer[2])

    site.pages["/a"] = cut
    web = Web(private_addresses=True, robots=False)
    assert refused(fetcher(tmp_path, web), site.url("/a"))[0] == slug


def test_nobody_answers(tmp_path: Path) -> None:
    assert refused(fetcher(tmp_path), "http://127.0.0.1:9/a")[0] == "unreachable"

    def unknown(*_: object) -> list[str]:
        raise OSError("no such host")

    assert refused(fetcher(tmp_path, resolver=unknown), "http://nowhere.example/a")[0] == "unreachable"


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make a certificate")
def test_a_certificate_that_nobody_vouches_for_is_refused(site: Site, tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subject = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1")
    command = (
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-days",
        "2",
    )
    paths = ("-keyout", str(key), "-out", str(certificate))
    subprocess.run((*command, *subject, *paths), check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with serving(context) as secure:
        secure.pages["/a"] = (200, HTML, b"page")
        url = secure.url("/a").replace("http:", "https:")
        slug, message = refused(fetcher(tmp_path, QUIET), url)
        assert (slug, "certificate verify failed" in message) == ("unreachable", True)
        assert secure.asked == []


# --- robots.txt ---------------------------------------------------------------------------------------------


def robots(text: str) -> Answer:
    return 200, {"Content-Type": "text/plain"}, text.encode()


def test_robots_are_heeded_and_asked_once(site: Site, tmp_path: Path) -> None:
    site.pages["/robots.txt"] = robots("User-agent: *\nDisallow: /private\nAllow: /private/open$\n")
    site.pages["/a"] = site.pages["/private/open"] = site.pages["/private/a"] = (200, HTML, b"page")
    fetch = fetcher(tmp_path)
    assert fetch.fetch(site.url("/a")).data == fetch.fetch(site.url("/private/open")).data == b"page"
    assert refused(fetch, site.url("/private/a"))[0] == "robots-disallow"
    assert site.paths() == ["/robots.txt", "/a", "/private/open"]
    allowed = Web(private_addresses=True, robots=False)
    assert fetcher(tmp_path, allowed).fetch(site.url("/private/a")).data == b"page"


def test_robots_speak_to_reporter_by_name_and_stop_redirects_too(site: Site, tmp_path: Path) -> None:
    site.pages["/robots.txt"] = robots("User-agent: reporter\nDisallow: /b\n\nUser-agent: *\nDisallow: /\n")
    site.pages["/a"] = (302, {"Location": "/b"}, b"")
    site.pages["/b"] = (200, HTML, b"page")
    assert refused(fetcher(tmp_path), site.url("/a"))[0] == "robots-disallow"
    assert site.paths() == ["/robots.txt", "/a"]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False)])
def test_robots_that_cannot_be_had(site: Site, tmp_path: Path, status: int, allowed: bool) -> None:
    site.pages["/robots.txt"] = (status, {}, b"")
    site.pages["/a"] = (200, HTML, b"page")
    if allowed:
        assert fetcher(tmp_path).fetch(site.url("/a")).data == b"page"
    else:
        assert refused(fetcher(tmp_path), site.url("/a"))[0] == "robots-disallow"


# --- Cache --------------------------------------------------------------------------------------------------


def test_what_is_fresh_is_not_asked_for_again(site: Site, tmp_path: Path) -> None:
    site.pages["/a"] = (200, {**HTML, "Cache-Control": "public, max-age=3600"}, b"page")
    first, second = (fetcher(tmp_path, QUIET).fetch(site.url("/a")) for _ in range(2))
    assert first == second
    assert len(site.asked) == 1
    fetcher(tmp_path, Web(private_addresses=True, robots=False, cache=False)).fetch(site.url("/a"))
    assert len(site.asked) == 2


@pytest.mark.parametrize(
    ("name", "value", "asked"),
    [
        ("ETag", '"v1"', "if-none-match"),
        ("Last-Modified", "Wed, 13 Mar 2019 08:00:00 GMT", "if-modified-since"),
    ],
)
def test_what_is_not_fresh_is_asked_for_with_conditions(
    site: Site, tmp_path: Path, name: str, value: str, asked: str
) -> None:
    site.pages["/a"] = (200, {**HTML, name: value}, b"page")
    fetcher(tmp_path, QUIET).fetch(site.url("/a"))
    site.pages["/a"] = (304, {"Cache-Control": "max-age=60"}, b"")
    assert fetcher(tmp_path, QUIET).fetch(site.url("/a")).data == b"page"
    assert site.asked[1][1][asked] == value
    assert fetcher(tmp_path, QUIET).fetch(site.url("/a")).charset == "utf-8"
    assert len(site.asked) == 2  # the 304 made it fresh


def test_a_changed_page_replaces_the_kept_one(site: Site, tmp_path: Path) -> None:
    for version in (b"one", b"two"):
        site.pages["/a"] = (200, {**HTML, "ETag": version.decode()}, version)
        assert fetcher(tmp_path, QUIET).fetch(site.url("/a")).data == version


@pytest.mark.parametrize(
    ("headers", "kept", "seconds"),
    [
        ({}, False, 0),
        ({"etag": "x"}, True, 0),
        ({"cache-control": "no-store, max-age=60", "etag": "x"}, False, 60),
        ({"cache-control": "max-age=60", "age": "20"}, True, 40),
        ({"cache-control": "max-age=60, no-cache", "etag": "x"}, True, 0),
        ({"cache-control": "max-age=nonsense"}, False, 0),
        ({"cache-control": "max-age=60", "vary": "*"}, False, 60),
        ({"date": "Wed, 13 Mar 2019 08:00:00 GMT", "expires": "Wed, 13 Mar 2019 08:01:00 GMT"}, True, 60),
        ({"date": "Wed, 13 Mar 2019 08:00:00 GMT", "expires": "0"}, False, 0),
    ],
)
def test_what_headers_say_of_keeping(headers: dict[str, str], kept: bool, seconds: int) -> None:
    assert storable(headers) is kept
    assert fresh_until(headers, 1000.0) == 1000.0 + seconds


def test_a_cache_that_is_damaged_or_cannot_be_written_is_as_if_there_were_none(
    site: Site, tmp_path: Path
) -> None:
    site.pages["/a"] = (200, {**HTML, "Cache-Control": "max-age=3600"}, b"page")
    fetcher(tmp_path, QUIET).fetch(site.url("/a"))
    for path in (tmp_path / "cache").iterdir():
        path.write_bytes(b"damaged")
    assert fetcher(tmp_path, QUIET).fetch(site.url("/a")).data == b"page"
    (tmp_path / "file").write_bytes(b"")
    cache = Cache(tmp_path / "file" / "folder")
    cache.save(Kept("http://example.org/", b"page"))
    assert cache.load("http://example.org/") is None


# --- Through the command line -------------------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "reporter.toml").write_text("[web]\nprivate_addresses = true\nfollow_links = true\n")
    return tmp_path


def test_inspect_and_compare_take_addresses(
    site: Site, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = PAGE.replace("sank", "sank (Fähre)").encode("latin-1")
    site.pages["/a"] = (200, {"Content-Type": "text/html; charset=latin-1"}, page)
    site.pages["/b.txt"] = (200, {"Content-Type": "text/plain"}, STORM.encode())
    assert cli.main(["inspect", site.url("/a"), "--stage", "text"]) == 0
    shown = capsys.readouterr().out
    assert "sank (Fähre)" in shown
    assert f"url: {site.url('/a')}" in shown
    canonical = PAGE.replace("<title>", '<link rel="canonical" href="https://example.org/ferry"><title>')
    site.pages["/c"] = (200, HTML, canonical.encode())
    assert cli.main(["inspect", site.url("/c"), "--stage", "text"]) == 0
    assert "url: https://example.org/ferry\n" in capsys.readouterr().out
    arguments = ["compare", site.url("/a"), site.url("/b.txt"), "-f", "json", "-o", "out.json"]
    assert cli.main(arguments) == 0
    assert f'"locator": "{site.url("/b.txt")}"' in (desk / "out.json").read_text()
    assert cli.main(["inspect", site.url("/gone")]) == 2
    assert "[docs/messages.md#http-status]" in capsys.readouterr().err


def test_the_links_of_a_feed_are_fetched_where_that_is_allowed(
    site: Site, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    items = "".join(
        f"<item><title>{name}</title><link>{site.url(f'/{name}')}</link><description>Short.</description></item>"
        for name in ("ferry", "gone")
    )
    feed = f"<rss version='2.0'><channel><title>The Post</title>{items}</channel></rss>"
    site.pages["/feed"] = (200, {"Content-Type": "application/rss+xml"}, feed.encode())
    site.pages["/ferry"] = (200, HTML, PAGE.encode())
    assert cli.main(["inspect", site.url("/feed")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "1 article, 1 left out"
    assert "The Post" in lines[1]
    assert "status 404" in lines[2]
    (desk / "reporter.toml").write_text("[web]\nprivate_addresses = true\n")
    assert cli.main(["inspect", site.url("/feed")]) == 0
    assert capsys.readouterr().out.startswith("0 articles, 2 left out")


def test_files_open_no_connection(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import socket

    def never(*_: object, **__: object) -> None:
        raise AssertionError("a connection")

    monkeypatch.setattr(socket.socket, "connect", never)
    monkeypatch.setattr(socket, "getaddrinfo", never)
    (desk / "reporter.toml").unlink()
    (desk / "a.txt").write_text(FERRY)
    feed = f"<rss><channel><item><title>F</title><link>http://127.0.0.1:9/</link></item>\
<item><title>G</title><description>{FERRY * 9}</description></item></channel></rss>"
    (desk / "feed.xml").write_text(feed)
    (desk / "page.html").write_text(PAGE.replace("<p>", '<img src="http://127.0.0.1:9/x.png"><p>'))
    assert cli.main(["compare", "a.txt", "page.html", "feed.xml", "-f", "json,html", "-o", "out"]) == 0
