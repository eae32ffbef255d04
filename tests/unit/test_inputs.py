"""What an input is taken for, what a container gives, and what is left out of it."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from datetime import date
from pathlib import Path

import pytest

from reporter import cli, inputs, pipeline
from reporter.config import Limits
from reporter.errors import SourceError
from reporter.model import Article, Skipped, Source
from tests.files import FERRY, PAGE, STORM, tarred, zipped


def gathered(path: Path, data: bytes, **limits: int) -> list[Source | Skipped]:
    path.write_bytes(data)
    return list(inputs.gather(str(path), inputs.Terms(Limits(**limits))))


def names(found: list[Source | Skipped]) -> list[str]:
    """Locators without the container, and the slug of what is left out."""
    return [
        one.locator.partition("!")[2] + (f" ({one.slug})" if isinstance(one, Skipped) else "")
        for one in found
    ]


def read(path: Path, data: bytes, **limits: int) -> tuple[list[Article], list[Skipped]]:
    path.write_bytes(data)
    found = list(pipeline.articles(str(path), terms=inputs.Terms(Limits(**limits))))
    return (
        [one for one in found if isinstance(one, Article)],
        [one for one in found if isinstance(one, Skipped)],
    )


def failure(locator: object, **stdin: io.BytesIO) -> SourceError:
    with pytest.raises(SourceError) as caught:
        list(inputs.gather(str(locator), **stdin))
    assert "\n" not in str(caught.value)
    return caught.value


# --- What it is ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", b"A ferry sank.", "text"),
        ("a", b"A ferry sank.", "text"),
        ("a.xyz", b"A ferry sank.", "text"),
        ("a.MD", b"# A ferry sank.", "markdown"),
        ("a.html", b"A ferry sank.", "html"),
        ("a.txt", b"\n <!DOCTYPE HTML><p>", "html"),
        ("a", b"\xef\xbb\xbf<html lang=en>", "html"),
        ("a", b"<!-- saved --><meta charset=utf-8><p>A", "html"),
        ("a.pdf", b"not one", "pdf"),
        ("a.txt", b"%PDF-1.7 \x00", "pdf"),
        ("a.docx", zipped({"other.xml": "<x/>"}), "docx"),
        ("a.zip", zipped({"word/document.xml": "<x/>"}), "docx"),
        ("a", zipped({"other.xml": "<x/>"}), "zip"),
        ("a.docx", b"not one", "docx"),
        ("a", zipped({"word/document.xml": "<x/>"}), "docx"),
        ("a.txt", zipped({"a.txt": FERRY}), "zip"),
        ("a", tarred({"a.txt": FERRY}), "tar"),
        ("a", tarred({"a.txt": FERRY}, "w:gz"), "tar"),
        ("a", tarred({"a.txt": FERRY}, "w:xz"), "tar"),
        ("a", b'[{"title": "Ferry", "text": "A ferry sank."}]', "json"),
        ("a.txt", b'{"title": "Ferry"}', "text"),
        ("a.txt", "A ferry sank.".encode("utf-16"), "text"),
        ("a.txt", "A ferry sank.".encode("utf-16-le"), "text"),
        ("a.txt", "Die Fähre sank.".encode("cp1252"), "text"),
    ],
)
def test_the_kind_of_an_input(name: str, data: bytes, kind: str) -> None:
    assert inputs.kind_of(Source(name, data)).name == kind


@pytest.mark.parametrize(
    ("media_type", "name", "kind"),
    [
        ("text/html", "story.txt", "html"),
        ("application/json", "story", "json"),
        ("text/plain", "feed.json", "text"),
        ("image/png", "story.md", "markdown"),
    ],
)
def test_a_media_type_that_came_with_the_bytes_goes_before_the_name(
    media_type: str, name: str, kind: str
) -> None:
    assert inputs.kind_of(Source(name, b"A ferry sank.", media_type)).name == kind


@pytest.mark.parametrize(
    "data", [b"A ferry\x00sank.", b"\x89PNG\r\n\x1a\n" + bytes(40), bytes(range(1, 30)) * 9, b"\x00\x00A" * 9]
)
def test_binary(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert failure(tmp_path / "a.txt").slug == "binary-input"


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf\n"])
def test_empty(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert failure(tmp_path / "a.txt").slug == "empty-input"
    assert failure("-", stdin=io.BytesIO(data)).slug == "empty-input"


def test_a_document_over_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"A ferry sank. " * 80_000)
    with pytest.raises(SourceError) as caught:
        list(inputs.gather(str(tmp_path / "a.txt"), inputs.Terms(Limits(input_mb=1))))
    assert caught.value.slug == "too-large"


# --- ZIP and TAR --------------------------------------------------------------------------------------------

MEMBERS = {
    "news/ferry.txt": FERRY,
    "news/page.html": PAGE,
    "news/.hidden.txt": FERRY,
    "__MACOSX/news/ferry.txt": "x",
    "README.md": "about",
    "picture.png": b"\x89PNG",
    "style.css": "p {}",
    "noise": bytes(range(256)),
    "empty.txt": "",
    "../../etc/passwd.txt": "root",
    "/etc/passwd.txt": "root",
    "C:\\x.txt": "root",
}


@pytest.mark.parametrize("pack", [zipped, tarred, lambda members: tarred(members, "w:gz")])
def test_an_archive_gives_its_articles_and_says_what_it_leaves_out(tmp_path: Path, pack: object) -> None:
    articles, left_out = read(tmp_path / "news", pack(MEMBERS))  # type: ignore[operator]
    path = tmp_path / "news"
    assert [one.locator for one in articles] == [f"{path}!news/ferry.txt", f"{path}!news/page.html"]
    assert articles[0].text == FERRY
    assert sorted((one.locator.partition("!")[2], one.slug) for one in left_out) == [
        ("", "other-members"),
        ("../../etc/passwd.txt", "unsafe-path"),
        ("/etc/passwd.txt", "unsafe-path"),
        ("C:\\x.txt", "unsafe-path"),
        ("empty.txt", "empty-input"),
        ("noise", "binary-input"),
    ]
    assert "5 members" in next(one.reason for one in left_out if one.slug == "other-members")
    assert all(not one.reason.startswith(str(path)) for one in left_out)


def test_one_member_alone(tmp_path: Path) -> None:
    (tmp_path / "news.zip").write_bytes(zipped({"ferry.txt": FERRY, "storm.txt": STORM}))
    assert pipeline.read(f"{tmp_path}/news.zip!storm.txt").text == STORM
    assert failure(f"{tmp_path}/news.zip!strom.txt").slug == "no-such-member"
    assert failure(f"{tmp_path}/nws.zip!storm.txt").slug == "missing-file"
    with pytest.raises(SourceError) as caught:
        pipeline.read(f"{tmp_path}/news.zip")
    assert (caught.value.slug, "holds 2 articles" in str(caught.value)) == ("several-articles", True)
    (tmp_path / "odd!name.txt").write_text(FERRY)
    assert pipeline.read(f"{tmp_path}/odd!name.txt").text == FERRY


def test_what_stands_beside_a_container_goes_before_what_is_in_it(tmp_path: Path) -> None:
    page = PAGE.replace("<title>", '<meta property="article:published_time" content="2001-01-01"><title>')
    data = zipped({"a.html": page, "in/b.html": page})
    (tmp_path / "news.zip.meta.toml").write_text(
        'title = "All"\noutlet = "The Post"\npublished = 2019-03-12\n'
    )
    (tmp_path / "story.toml").write_text('[articles."news.zip!in/b.html"]\npublished = 2019-03-13\n')
    articles, _ = read(tmp_path / "news.zip", data)
    told = [(one.metadata.title, one.metadata.outlet, one.metadata.published) for one in articles]
    assert told == [("Ferry", "The Post", date(2019, 3, 12)), ("Ferry", "The Post", date(2019, 3, 13))]


def test_what_stands_beside_a_list_goes_before_its_records(tmp_path: Path) -> None:
    (tmp_path / "wire.meta.toml").write_text('outlet = "The Post"\n')
    records = [{"text": FERRY, "outlet": "wire-7", "author": "Ada Bell"}, {"text": STORM}]
    articles, _ = read(tmp_path / "wire.json", json.dumps(records).encode())
    assert [(one.metadata.outlet, one.metadata.author) for one in articles] == [
        ("The Post", "Ada Bell"), ("The Post", None),
    ]  # fmt: skip


def test_options_go_before_the_page_and_letters_count_every_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page = PAGE.replace("<title>", '<meta property="article:published_time" content="2001-01-01"><title>')
    Path("news.zip").write_bytes(zipped({"a.html": page, "b.html": page}))
    Path("c.txt").write_text(FERRY)
    days = ["--published", "B=2019-03-13", "--published", "C=2019-03-14"]
    assert cli.main(["compare", "news.zip", "c.txt", "-f", "json", "-o", "out.json", *days]) == 0
    articles = json.loads(Path("out.json").read_text())["articles"]
    assert [one["published"] for one in articles] == ["2001-01-01", "2019-03-13", "2019-03-14"]
    assert [one["locator"] for one in articles] == ["news.zip!a.html", "news.zip!b.html", "c.txt"]


def test_a_zip_bomb_is_left_out_and_the_rest_is_read(tmp_path: Path) -> None:
    members = {"bomb.txt": b"a" * 5_000_000, "ferry.txt": FERRY}
    assert names(gathered(tmp_path / "a.zip", zipped(members))) == [
        "bomb.txt (suspicious-ratio)",
        "ferry.txt",
    ]
    assert names(gathered(tmp_path / "a.zip", zipped(members), input_mb=1)) == [
        "bomb.txt (too-large)",
        "ferry.txt",
    ]
    assert names(gathered(tmp_path / "a.tgz", tarred(members, "w:gz"))) == [" (suspicious-ratio)"]


def test_limits_of_an_archive_end_it(tmp_path: Path) -> None:
    many = {f"{number}.txt": FERRY for number in range(5)}
    for pack in (zipped, tarred):
        data = pack(many)
        assert names(gathered(tmp_path / "a", data, members=3))[3:] == [" (too-many-members)"]
        assert names(gathered(tmp_path / "a", data, articles=2))[2:] == [" (too-many-articles)"]
    large = {f"{number}.txt": bytes(range(32, 127)) * 6000 for number in range(5)}
    data = zipped(large, zipfile.ZIP_STORED)
    assert names(gathered(tmp_path / "a", data, unpacked_mb=1)) == ["0.txt", " (unpacks-too-far)"]


def test_archives_within_archives_are_bounded(tmp_path: Path) -> None:
    inner = zipped({"ferry.txt": FERRY})
    middle = zipped({"inner.zip": inner, "storm.txt": STORM})
    found = gathered(tmp_path / "a.zip", zipped({"middle.zip": middle}), depth=2)
    assert names(found) == ["middle.zip!inner.zip (too-deep)", "middle.zip!storm.txt"]
    found = gathered(tmp_path / "a.zip", zipped({"middle.zip": middle}), depth=3)
    assert names(found) == ["middle.zip!inner.zip!ferry.txt", "middle.zip!storm.txt"]
    locator = f"{tmp_path}/a.zip!middle.zip!storm.txt"
    assert [one.locator for one in inputs.gather(locator)] == [locator]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", zipped({"ferry.txt": FERRY})[:60]),
        ("a.zip", b"PK\x03\x04" + bytes(99)),
        ("a.tar.gz", tarred({"ferry.txt": FERRY * 99}, "w:gz")[:80]),
        ("a.tgz", b"\x1f\x8b" + bytes(99)),
        ("a.tar", b"no archive"),
    ],
)
def test_a_broken_archive(tmp_path: Path, name: str, data: bytes) -> None:
    assert names(gathered(tmp_path / name, data)) == [" (broken-archive)"]


def test_a_damaged_member_is_left_out_alone(tmp_path: Path) -> None:
    data = zipped({"ferry.txt": FERRY, "storm.txt": STORM}, zipfile.ZIP_STORED)
    data = data.replace(b"Twelve", b"Twenty", 1)
    assert names(gathered(tmp_path / "a.zip", data)) == ["ferry.txt (broken-archive)", "storm.txt"]


def test_encrypted_members_and_names_that_come_twice(tmp_path: Path) -> None:
    data = bytearray(zipped({"ferry.txt": FERRY}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert names(gathered(tmp_path / "a.zip", bytes(data))) == ["ferry.txt (encrypted-member)"]
    data = bytearray(zipped({"a.txt": FERRY, "b.txt": STORM}).replace(b"b.txt", b"a.txt"))
    assert names(gathered(tmp_path / "a.zip", bytes(data))) == ["a.txt", "a.txt (same-name)"]


def test_names_of_members_can_be_printed(tmp_path: Path) -> None:
    found = gathered(tmp_path / "a.zip", zipped({"a\x1b[31m\n.txt": FERRY}))
    assert names(found) == ["a\ufffd[31m\ufffd.txt"]


def test_links_and_devices_in_archives_are_not_followed(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            entry = tarfile.TarInfo(f"{kind.decode()}.txt")
            entry.type, entry.linkname = kind, "/etc/passwd"
            archive.addfile(entry)
    assert names(gathered(tmp_path / "a.tar", buffer.getvalue())) == [" (other-members)"]


# --- JSON ---------------------------------------------------------------------------------------------------


def test_json_lines_are_articles_with_what_their_fields_say(tmp_path: Path) -> None:
    records = [
        {"title": "Ferry sinks", "text": FERRY, "outlet": "The Post", "author": ["Ada Bell", "Bo Lee"],
         "published": "2019-03-13T08:00:00Z", "url": "https://example.org/ferry", "language": "en"},
        {"headline": "Storm", "articleBody": STORM, "publisher": {"name": "The Herald"}, "id": 7,
         "datePublished": "Mon, 12 Mar 2019 10:00:00 +0000", "author": {"name": "Cy Doe"}},
        {"html": PAGE, "date": "someday"},
        {"body": [FERRY, STORM]},
    ]  # fmt: skip
    text = "\n".join(json.dumps(record) for record in records) + "\nno json\n3\n{}\n\n"
    articles, left_out = read(tmp_path / "a.jsonl", text.encode())
    assert [one.locator.partition("!")[2] for one in articles] == ["https://example.org/ferry", "7", "3", "4"]
    first, second, third, _ = (one.metadata for one in articles)
    assert (first.title, first.outlet, first.author) == ("Ferry sinks", "The Post", "Ada Bell, Bo Lee")
    assert (first.published, first.url, first.language) == (
        date(2019, 3, 13),
        "https://example.org/ferry",
        "en",
    )
    assert (second.title, second.outlet, second.author) == ("Storm", "The Herald", "Cy Doe")
    assert second.published == date(2019, 3, 12)
    assert (third.title, third.published) == ("Ferry", None)
    assert articles[3].text == f"{FERRY}\n\n{STORM}"
    assert [one.slug for one in left_out] == ["broken-json", "no-records", "no-records"]


@pytest.mark.parametrize(
    ("record", "outlet", "day", "url"),
    [
        (
            {"source": "https://example.org/a", "date": "2019-03-13"},
            None,
            date(2019, 3, 13),
            "https://example.org/a",
        ),
        (
            {"source_domain": "example.org", "date_publish": "2019-03-13 08:00:00"},
            "example.org",
            date(2019, 3, 13),
            None,
        ),
        (
            {"publisher": {"@type": "Organization", "name": "The Post"}, "publish_date": None},
            "The Post",
            None,
            None,
        ),
        ({"outlet": 3, "published": 20190313, "url": ["x"]}, "3", date(2019, 3, 13), "x"),
    ],
)
def test_json_fields_of_other_programs(
    tmp_path: Path, record: dict[str, object], outlet: str | None, day: date | None, url: str | None
) -> None:
    (article,), _ = read(tmp_path / "a.json", json.dumps({"text": FERRY, **record}).encode())
    known = article.metadata
    assert (known.outlet, known.published, known.url) == (outlet, day, url)


@pytest.mark.parametrize(
    "whole",
    [
        {"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", "articleBody": FERRY}]},
        {"text": FERRY},
        [{"text": FERRY}],
        {"articles": [{"text": FERRY}]},
        {"items": [{"content_html": f"<p>{FERRY * 3}</p>"}]},
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_json_of_several_shapes(tmp_path: Path, whole: object, encoding: str) -> None:
    articles, left_out = read(tmp_path / "a.json", json.dumps(whole, indent=1).encode(encoding))
    assert [FERRY.strip() in one.text for one in articles] == [True]
    assert left_out == []


@pytest.mark.parametrize(
    ("data", "slug"),
    [
        (b'{"a": 1}', "no-records"),
        (b"[]", "no-article-inside"),
        (b"3", "no-records"),
        (b'{"format": "reporter-comparison/1", "articles": []}', "no-records"),
        (b"[" * 100_000, "broken-json"),
        (b"not json", "broken-json"),
    ],
)
def test_json_without_articles(tmp_path: Path, data: bytes, slug: str) -> None:
    assert names(gathered(tmp_path / "a.json", data)) == [f" ({slug})"]


def test_lone_surrogates_in_json_are_made_safe(tmp_path: Path) -> None:
    data = rb'{"title": "A \ud800 b", "text": "A ferry \ud83d\udea2 sank \udc00 here."}'
    (article,), _ = read(tmp_path / "a.json", data)
    assert article.text == "A ferry 🚢 sank \ufffd here."
    assert article.metadata.title == "A \ufffd b"
