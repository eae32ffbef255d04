"""``reporter build`` on archives, records, feeds and addresses: what is in them is grouped like files."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from reporter import cli
from tests.files import Site
from tests.test_build import DAYS, FERROL
from tests.unit.test_web import site

__all__ = ["site"]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "in").mkdir()
    return tmp_path


def article(name: str) -> str:
    head = f"---\noutlet: Paper {name.upper()}\ndate: {DAYS[name]}\n---\n\n"
    return head + FERROL[name].replace(". ", ".\n\n")


def pack(path: Path, **members: str) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(f"{name}.md", text)


def build(capsys: pytest.CaptureFixture[str], *places: str) -> tuple[dict[str, Any], str]:
    """The index of a build, and what it said."""
    capsys.readouterr()
    assert cli.main(["build", *places, "-o", "out", "--jobs", "1", "-f", "json"]) == 0
    return json.loads(Path("out/index.json").read_text(encoding="utf-8")), capsys.readouterr().err


def paths(plain: dict[str, Any]) -> list[list[str]]:
    return [[one["path"] for one in story["articles"]] for story in plain["stories"]]


def test_members_are_articles_and_only_what_changed_is_made_again(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack(desk / "in" / "news.zip", a=article("a"), b=article("b"), broken="---\ndate: 13 March\n---\nA")
    record = {"title": "Toll", "text": FERROL["c"], "outlet": "Paper C", "published": DAYS["c"], "id": "c"}
    (desk / "in" / "wire.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    plain, said = build(capsys, "in")
    assert paths(plain) == [["in/news.zip!a.md", "in/news.zip!b.md", "in/wire.jsonl!c"]]
    assert plain["stories"][0]["articles"][2]["outlet"] == "Paper C"
    assert "in/news.zip!broken.md: published is '13 March'" in said
    assert [one["locator"] for one in plain["skipped"]] == ["in/news.zip!broken.md"]
    assert "nothing to do" in build(capsys, "in")[1]

    (desk / "in" / "news.zip").touch()  # opened again, and nothing is new
    assert "nothing to do" in build(capsys, "in")[1]

    pack(desk / "in" / "news.zip", a=article("a"))
    plain, _ = build(capsys, "in")
    assert paths(plain) == [["in/news.zip!a.md", "in/wire.jsonl!c"]]
    assert plain["skipped"] == []
    (desk / "in" / "news.zip").unlink()
    plain, _ = build(capsys, "in")
    assert [one["path"] for one in plain["waiting"]] == ["in/wire.jsonl!c"]


def test_a_container_in_a_folder_that_is_one_story(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "in" / "story.toml").write_text('title = "Two matters"\n')
    pack(desk / "in" / "news.zip", a=article("a"), b="Quite another text. It is about a storm at sea.\n")
    plain, _ = build(capsys, "in")
    assert paths(plain) == [["in/news.zip!a.md", "in/news.zip!b.md"]]
    assert plain["stories"][0]["title"] == "Two matters"


def feed(*items: str) -> str:
    return f"<rss version='2.0'><channel><title>The Wire</title>{''.join(items)}</channel></rss>"


def item(name: str, link: str, words: str = "") -> str:
    day = f"{DAYS[name]}T08:00:00Z"
    text = f"<description>{words}</description>"
    return f"<item><title>{FERROL[name].split('.')[0]}</title><link>{link}</link><pubDate>{day}</pubDate>{text}</item>"


def test_a_feed_and_a_file_are_places_too(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long = " ".join([FERROL["a"]] * 3)
    text = feed(item("a", "https://example.org/a", long), item("b", "https://example.org/b"))
    (desk / "feed.xml").write_text(text, encoding="utf-8")
    (desk / "c.md").write_text(article("c"), encoding="utf-8")
    plain, said = build(capsys, "feed.xml", "c.md")
    assert paths(plain) == [["feed.xml!https://example.org/a", "c.md"]]
    assert "web.follow_links is off [docs/messages.md#link-not-followed]" in said
    assert "nothing to do" in build(capsys, "feed.xml", "c.md")[1]


def test_a_feed_at_an_address_is_built_again_when_it_changes(
    site: Site, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "reporter.toml").write_text("[web]\nprivate_addresses = true\nfollow_links = true\n")
    for name in ("a", "b", "c"):
        body = "".join(f"<p>{line}</p>" for line in FERROL[name].split(". "))
        page = f"<!doctype html><title>x</title><article>{body}</article>"
        site.pages[f"/{name}"] = (200, {"Content-Type": "text/html", "ETag": name}, page.encode())
    rss = {"Content-Type": "application/rss+xml"}
    links = {name: item(name, site.url(f"/{name}")) for name in ("a", "b", "c")}
    site.pages["/feed"] = (200, rss, feed(links["a"], links["b"]).encode())
    address = site.url("/feed")
    plain, _ = build(capsys, address)
    assert paths(plain) == [[f"{address}!{site.url(f'/{name}')}" for name in ("a", "b")]]
    assert "nothing to do" in build(capsys, address)[1]
    site.pages["/feed"] = (200, rss, feed(*links.values()).encode())
    plain, _ = build(capsys, address)
    assert len(paths(plain)[0]) == 3
    assert (plain["run"]["number"], plain["stories"][0]["articles"][0]["outlet"]) == (2, "The Wire")


def test_stories_looks_into_containers(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack(desk / "in" / "news.zip", a=article("a"), b=article("b"))
    assert cli.main(["stories", "in", "--jobs", "1"]) == 0
    assert "in/news.zip!b.md (2016-12-07)" in capsys.readouterr().out


def test_a_container_with_another_name_is_one(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a file is, its bytes decide: here too, and without opening again what did not change."""
    pack(desk / "in" / "news.zip", a=article("a"), b=article("b"))
    (desk / "in" / "news.zip").rename(desk / "in" / "news.txt")
    (desk / "in" / "c.md").write_text(article("c"), encoding="utf-8")
    plain, said = build(capsys, "in")
    assert sorted(paths(plain)[0]) == ["in/c.md", "in/news.txt!a.md", "in/news.txt!b.md"]
    assert plain["skipped"] == []
    again, said = build(capsys, "in")
    assert "nothing to do" in said
    assert again == plain
    (desk / "in" / "news.txt").write_text(FERROL["a"], encoding="utf-8")
    plain, _ = build(capsys, "in")
    assert sorted(paths(plain)[0]) == ["in/c.md", "in/news.txt"]
    (desk / "in" / "news.txt").write_bytes(b"PK\x03\x04 no archive")
    plain, said = build(capsys, "in")
    assert [(one["locator"], one["slug"]) for one in plain["skipped"]] == [("in/news.txt", "broken-archive")]
    assert "nothing to do" in build(capsys, "in")[1]
