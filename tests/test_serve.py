"""``reporter serve`` as a real process on loopback, asked by a plain HTTP client."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path
from typing import Any

import pytest

from reporter import decisions
from reporter.formats import render
from reporter.model import Decision, Outcome
from tests.builders import story

ROOT = Path(__file__).parent.parent
COMMAND = (sys.executable, "-m", "reporter", "serve")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
ADDRESS_RE = re.compile(r"http://localhost:(\d+)/")
GOOD = decisions.dump([Decision("f1", Outcome.CONFIRMED, note="“seen”")])


class Server:
    """A running ``reporter serve``."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.process = subprocess.Popen(
            (*COMMAND, str(folder), "--port", "0", *options),
            env=ENVIRONMENT,
            stderr=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stderr is not None
        found = ADDRESS_RE.search(self.process.stderr.readline())
        assert found is not None
        self.port = int(found[1])

    def ask(
        self, method: str, path: str, body: bytes | None = None, host: str = "", **headers: str
    ) -> tuple[HTTPResponse, bytes]:
        """The answer to one request. Underscores of header names stand for hyphens."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            connection.putheader("Host", host or f"localhost:{self.port}")
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            return answer, answer.read()
        finally:
            connection.close()

    def put(self, path: str, body: bytes, **headers: str) -> tuple[HTTPResponse, bytes]:
        """A PUT as the page makes it; a header given empty is left out."""
        usual = {
            "Origin": f"http://localhost:{self.port}",
            "X_Reporter": "1",
            "Content_Type": "application/json",
        }
        wanted = {name: value for name, value in {**usual, **headers}.items() if value}
        return self.ask("PUT", path, body, **wanted)

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        """The exit code, after checking that the server went without a word."""
        self.process.send_signal(how)
        assert self.process.communicate(timeout=20) == ("", "")
        return self.process.returncode


@pytest.fixture(scope="module")
def page() -> bytes:
    return render(story(), "html")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, page: bytes) -> Path:
    """Two reports in folders, and what must not be served."""
    root = tmp_path_factory.mktemp("desk")
    reports = root / "reports"
    for name in ("fire", "flöod & co"):
        (reports / name).mkdir(parents=True)
        (reports / name / "comparison.html").write_bytes(page)
    (reports / "fire" / "comparison.json").write_bytes(render(story(), "json"))
    (reports / "fire" / "comparison.md").write_bytes(render(story(), "markdown"))
    (reports / "fire" / "notes.md").write_text("mine", encoding="utf-8")
    (reports / "fire" / "other.html").write_text("<!doctype html><p>mine", encoding="utf-8")
    (reports / "plain").mkdir()
    (reports / "plain" / "comparison.json").write_text("{}", encoding="utf-8")
    (reports / ".hidden").mkdir()
    (reports / ".hidden" / "comparison.html").write_bytes(page)
    (root / "comparison.html").write_bytes(page)
    (root / "secret.txt").write_text("secret", encoding="utf-8")
    (reports / "out").symlink_to(root, target_is_directory=True)
    return reports


@pytest.fixture(scope="module")
def server(desk: Path) -> Iterator[Server]:
    running = Server(desk)
    yield running
    assert running.stop() == 0


def test_the_list_leads_to_every_report(server: Server) -> None:
    answer, body = server.ask("GET", "/")
    assert answer.status == 200
    links = re.findall(r'href="/([^"]+)"', body.decode())
    assert links == [
        "fire/comparison.html",
        "fire/comparison.json",
        "fire/comparison.md",
        "fl%C3%B6od%20%26%20co/comparison.html",
    ]
    for link in links:
        assert server.ask("GET", f"/{link}")[0].status == 200


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("comparison.html", "text/html; charset=utf-8"),
        ("comparison.json", "application/json"),
        ("comparison.md", "text/markdown; charset=utf-8"),
        ("decisions.json", "application/json"),
    ],
)
def test_every_file_has_its_type_and_cannot_be_taken_for_another(
    server: Server, name: str, media_type: str
) -> None:
    answer, _ = server.ask("GET", f"/fire/{name}")
    assert answer.status == 200
    assert answer.getheader("Content-Type") == media_type
    assert answer.getheader("X-Content-Type-Options") == "nosniff"
    assert answer.getheader("Content-Security-Policy") == "frame-ancestors 'none'"
    assert answer.getheader("Server") is None


def test_a_served_page_may_save_and_is_else_the_file(server: Server, page: bytes) -> None:
    _, served = server.ask("GET", "/fire/comparison.html")
    assert b'<meta name="reporter-decisions" content="decisions.json">' in served
    assert b"default-src 'none'; connect-src 'self';" in served
    back = served.replace(b" connect-src 'self';", b"", 1).replace(
        b'reporter-decisions" content="decisions.json"', b'reporter-decisions" content=""', 1
    )
    assert back == page
    assert b'<meta name="reporter-decisions" content="">' in page
    assert b"connect-src 'self'" not in page


def test_head_is_get_without_the_body(server: Server) -> None:
    whole, body = server.ask("GET", "/fire/comparison.json")
    head, nothing = server.ask("HEAD", "/fire/comparison.json")
    assert (head.status, nothing) == (200, b"")
    assert head.getheader("Content-Length") == whole.getheader("Content-Length") == str(len(body))


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fcomparison.html",
        "/fire/../../comparison.html",
        "/..%5csecret.txt",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/out/comparison.html",
        "/out/secret.txt",
        "/out/decisions.json",
        "/.hidden/comparison.html",
        "/fire/notes.md",
        "/fire/other.html",
        "/fire/comparison.pdf",
        "/fire/comparison.html/",
        "/fire/",
        "/fire//comparison.html",
        "/plain/comparison.json",
        "/plain/decisions.json",
        "/decisions.json",
        "/fire/comparison.html%00.txt",
        "/%ff",
        "/" + "a" * 5000,
    ],
    ids=lambda path: path[:40],
)
def test_nothing_but_reports_is_served(server: Server, path: str) -> None:
    answer, body = server.ask("GET", path)
    expected = 200 if path == "/fire/comparison.html/" else 404
    assert answer.status == expected, body
    assert b"secret" not in body


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost",
        "localhost:1",
        "localhost.evil.example:{}",
        "127.0.0.2:{}",
        "LOCALHOST:{}x",
    ],
)
def test_another_host_name_is_refused(server: Server, host: str) -> None:
    answer, body = server.ask("GET", "/fire/comparison.json", host=host.format(server.port))
    assert answer.status == 403
    assert b"reporter-comparison" not in body


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_every_loopback_name_is_answered(server: Server, host: str) -> None:
    answer, _ = server.ask("GET", "/", host=f"{host}:{server.port}")
    assert answer.status == 200


def test_the_other_loopback_address_is_answered_too(server: Server) -> None:
    connection = HTTPConnection("::1", server.port, timeout=20)
    try:
        connection.connect()
    except OSError:
        pytest.skip("no IPv6 here")
    connection.request("GET", "/")
    assert connection.getresponse().status == 200
    connection.close()


def test_another_site_is_refused(server: Server) -> None:
    for origin in ("http://evil.example", "null", f"https://localhost:{server.port}", "http://localhost:1"):
        assert server.ask("GET", "/fire/comparison.json", Origin=origin)[0].status == 403
    assert server.ask("GET", "/", Origin=f"http://localhost:{server.port}")[0].status == 200


def test_decisions_are_saved_in_the_format_and_read_back(server: Server, desk: Path) -> None:
    answer, _ = server.put("/fire/decisions.json", json.dumps(json.loads(GOOD)).encode())
    assert answer.status == 204
    assert (desk / "fire" / "decisions.json").read_bytes() == GOOD
    again, body = server.ask("GET", "/fire/decisions.json")
    assert body == GOOD
    assert again.getheader("ETag") == answer.getheader("ETag")
    assert b"1 decided" in server.ask("GET", "/")[1]


def test_a_folder_without_decisions_has_an_empty_file_of_them(server: Server, desk: Path) -> None:
    _, body = server.ask("GET", "/fl%C3%B6od%20%26%20co/decisions.json")
    assert decisions.parse(body) == ()
    assert not (desk / "flöod & co" / "decisions.json").exists()


@pytest.mark.parametrize(
    ("path", "body", "headers", "status"),
    [
        ("/fire/decisions.json", GOOD, {"Origin": "http://evil.example"}, 403),
        ("/fire/decisions.json", GOOD, {"Origin": ""}, 403),
        ("/fire/decisions.json", GOOD, {"X_Reporter": ""}, 403),
        ("/fire/decisions.json", GOOD, {"X_Reporter": "0"}, 403),
        ("/fire/decisions.json", GOOD, {"Content_Type": "text/plain"}, 415),
        ("/fire/decisions.json", GOOD, {"If_Match": '"older"'}, 412),
        ("/fire/decisions.json", b"{", {}, 400),
        ("/fire/decisions.json", b'{"format": "reporter-decisions/1", "decisions": [{}]}', {}, 400),
        ("/fire/comparison.json", GOOD, {}, 404),
        ("/plain/decisions.json", GOOD, {}, 404),
        ("/out/decisions.json", GOOD, {}, 404),
        ("/../decisions.json", GOOD, {}, 404),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_may_not_be_saved(
    server: Server, desk: Path, path: str, body: bytes, headers: dict[str, str], status: int
) -> None:
    before = {file: file.read_bytes() for file in desk.parent.rglob("*") if file.is_file()}
    answer, _ = server.put(path, body, **headers)
    assert answer.status == status
    assert {file: file.read_bytes() for file in desk.parent.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize("method", ["POST", "DELETE", "OPTIONS", "PATCH"])
def test_other_methods_are_refused(server: Server, method: str) -> None:
    answer, _ = server.ask(method, "/fire/decisions.json")
    assert answer.status == 405
    assert answer.getheader("Access-Control-Allow-Origin") is None


def test_a_body_too_large_is_refused(server: Server) -> None:
    try:
        answer, _ = server.put("/fire/decisions.json", b" " * (decisions.MAX_BYTES + 1))
        assert answer.status in (400, 413)
    except (BrokenPipeError, ConnectionResetError):
        pass  # refused before it was all sent
    assert server.ask("GET", "/")[0].status == 200


def test_a_file_that_is_not_ours_is_never_written_over(tmp_path: Path, page: bytes) -> None:
    (tmp_path / "comparison.html").write_bytes(page)
    (tmp_path / "decisions.json").write_bytes(b'{"mine": 1}')
    server = Server(tmp_path)
    assert server.ask("GET", "/decisions.json")[0].status == 409
    assert server.put("/decisions.json", GOOD)[0].status == 409
    assert b"cannot be read" in server.ask("GET", "/")[1]
    assert server.stop(signal.SIGTERM) == 0
    assert (tmp_path / "decisions.json").read_bytes() == b'{"mine": 1}'


def test_of_two_pages_that_saw_the_same_decisions_one_is_told(server: Server) -> None:
    path = "/fl%C3%B6od%20%26%20co/decisions.json"
    seen = server.ask("GET", path)[0].getheader("ETag") or ""
    answers: list[int] = []

    def save(number: int) -> None:
        body = decisions.dump([Decision(f"f{number}", Outcome.CONFIRMED)])
        answers.append(server.put(path, body, If_Match=seen)[0].status)

    threads = [threading.Thread(target=save, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [204, *[412] * 7]


def test_many_at_once_leave_one_whole_file(server: Server, desk: Path) -> None:
    bodies = [
        decisions.dump([Decision(f"{number}-{one}", Outcome.DISMISSED) for one in range(200)])
        for number in range(12)
    ]
    threads = [threading.Thread(target=server.put, args=("/fire/decisions.json", body)) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (desk / "fire" / "decisions.json").read_bytes() in bodies
    assert [file.name for file in (desk / "fire").iterdir() if file.name.endswith(".part")] == []


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize("moment", ["fsync", "replace"])
def test_killed_while_saving_the_old_file_is_there(
    tmp_path: Path, page: bytes, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """The server kills itself when the new file is half made, and when it is about to take its name."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "comparison.html").write_bytes(page)
    (tmp_path / "reports" / "decisions.json").write_bytes(GOOD)
    (tmp_path / "sitecustomize.py").write_text(
        f"import os, signal\ndef die(*_): os.kill(os.getpid(), signal.SIGKILL)\nos.{moment} = die\n",
        encoding="utf-8",
    )
    monkeypatch.setitem(ENVIRONMENT, "PYTHONPATH", f"{tmp_path}{os.pathsep}{ROOT}")
    server = Server(tmp_path / "reports")
    with pytest.raises((HTTPException, OSError)):
        server.put("/decisions.json", decisions.dump([Decision("new", Outcome.DISMISSED)]))
    server.process.communicate(timeout=20)
    assert server.process.returncode == -signal.SIGKILL
    assert (tmp_path / "reports" / "decisions.json").read_bytes() == GOOD


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_killed_at_any_time_the_old_or_the_new_file_is_there(tmp_path: Path, page: bytes) -> None:
    (tmp_path / "comparison.html").write_bytes(page)
    old = decisions.dump([Decision(f"old-{one}", Outcome.CONFIRMED) for one in range(3000)])
    new = decisions.dump([Decision(f"new-{one}", Outcome.DISMISSED) for one in range(3000)])
    for delay in (0.01, 0.03, 0.06):
        (tmp_path / "decisions.json").write_bytes(old)
        server = Server(tmp_path)
        timer = threading.Timer(delay, server.process.kill)
        timer.start()
        with contextlib.suppress(HTTPException, OSError):
            server.put("/decisions.json", new)
        timer.join()
        server.process.communicate(timeout=20)
        assert (tmp_path / "decisions.json").read_bytes() in (old, new)


def test_only_loopback_is_listened_on(server: Server) -> None:
    """No other address of this machine answers at the port."""
    names = {found[4][0] for found in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in names - {"127.0.0.1", "127.0.1.1"}:
        with pytest.raises(OSError, match=r"."):
            socket.create_connection((str(address), server.port), timeout=2)
    with pytest.raises(OSError, match=r"."):
        socket.create_connection(("127.0.0.2", server.port), timeout=2)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell script as the browser")
def test_the_browser_is_opened_on_the_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = tmp_path / "seen"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >"{seen}.part"\nmv "{seen}.part" "{seen}"\n', encoding="utf-8")
    browser.chmod(0o755)
    monkeypatch.setitem(ENVIRONMENT, "BROWSER", str(browser))
    server = Server(tmp_path, "--open")
    for _ in range(200):
        if seen.exists():
            break
        time.sleep(0.05)
    assert server.stop() == 0
    assert seen.read_text(encoding="utf-8") == f"http://localhost:{server.port}/\n"


def refused(folder: Path, *options: str) -> str:
    done = subprocess.run(
        (*COMMAND, str(folder), *options),
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    return done.stderr


def test_what_cannot_be_served(server: Server, tmp_path: Path) -> None:
    assert "#port-in-use]" in refused(tmp_path, "--port", str(server.port))
    assert "#not-a-folder]" in refused(tmp_path / "none")
    assert "#usage]" in refused(tmp_path, "--port", "70000")


def test_what_a_page_saved_is_honoured_by_the_next_run(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The fire in Ferrol killed 12 people on Tuesday.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("The fire in Ferrol killed 30 people on Tuesday.\n", encoding="utf-8")
    compare = (sys.executable, "-m", "reporter", "compare", "a.txt", "b.txt", "-f", "html,json", "-o", "out")
    subprocess.run(compare, cwd=tmp_path, env=ENVIRONMENT, check=True, capture_output=True)
    server = Server(tmp_path / "out")
    plain: dict[str, Any] = json.loads(server.ask("GET", "/comparison.json")[1])
    found = plain["findings"][0]
    body = decisions.dump([Decision(found["id"], Outcome.NOT_AN_ISSUE, found["topic"])])
    assert server.put("/decisions.json", body)[0].status == 204
    assert server.stop() == 0
    subprocess.run(compare, cwd=tmp_path, env=ENVIRONMENT, check=True, capture_output=True)
    again = json.loads((tmp_path / "out" / "comparison.json").read_bytes())["findings"]
    assert [finding["id"] for finding in again if finding["decision"]] == [found["id"]]
