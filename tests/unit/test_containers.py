"""Mails, mailboxes, feeds, web archives, saved pages: what they give, on files made here."""

from __future__ import annotations

import gzip
import mailbox
from datetime import date
from pathlib import Path

import pytest

from reporter import cli
from reporter.inputs import kind_of
from reporter.model import Article, Metadata, Skipped, Source
from tests.files import ATOM, FERRY, LONG, PAGE, RSS, STORM, archive, mail, saved, zipped
from tests.unit.test_inputs import read


def inside(found: list[Article] | list[Skipped]) -> list[str]:
    return [one.locator.partition("!")[2] + getattr(one, "slug", "") for one in found]


# --- Mails --------------------------------------------------------------------------------------------------


def test_the_body_of_a_mail_is_an_article_with_the_headers_as_metadata(tmp_path: Path) -> None:
    page = f"<html><head><style>p {{}}</style></head><body><h2>Fähre</h2><p>{FERRY}</p><p>Zwölf.</p></body></html>"
    (article,), left_out = read(tmp_path / "a.eml", mail(page=page).as_bytes())
    assert article.text == f"Fähre\n\n{FERRY.strip()}\n\nZwölf.\n"
    assert article.locator == f"{tmp_path}/a.eml!body.html"
    assert article.metadata == Metadata(
        "Fähre sinkt: „zwölf“ gerettet", "Der Bote – Täglich", published=date(2019, 3, 13)
    )
    assert left_out == []


def test_lines_that_a_mail_program_broke_are_joined(tmp_path: Path) -> None:
    text = (
        "The ferry left the harbour of Port Ann at noon on Tuesday, said the\ncoast guard, and sank "
        "an hour later off the lighthouse in a storm\nthat nobody had foreseen.\n\nNobody died.\n- one\n- two\n"
    )
    (article,), _ = read(tmp_path / "a.eml", mail(words=text).as_bytes())
    assert article.text.split("\n")[0].endswith("in a storm that nobody had foreseen.")
    assert article.text.split("\n")[2:5] == ["Nobody died.", "- one", "- two"]
    (article,), _ = read(tmp_path / "a.eml", mail(words="One line.\nAnother.\n").as_bytes())
    assert article.text == "One line.\nAnother.\n"


def test_attachments_that_are_articles_are_articles(tmp_path: Path) -> None:
    message = mail(words="See the attached.")
    message.add_attachment(PAGE.encode(), maintype="text", subtype="html", filename="seite.html")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="bild.png")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png")
    archive = zipped({"ferry.txt": FERRY})
    message.add_attachment(archive, maintype="application", subtype="octet-stream", filename="news.zip")
    message.add_attachment(mail(words=LONG))
    articles, left_out = read(tmp_path / "a.eml", message.as_bytes())
    assert inside(articles) == ["seite.html", "news.zip!ferry.txt", "mail-6.eml!body.txt"]
    assert inside(left_out) == ["body.txtcover-note", "other-members"]
    assert "2 members" in left_out[1].reason
    assert articles[2].metadata.outlet == "Der Bote – Täglich"


@pytest.mark.parametrize(
    "data",
    [
        b"From: \xff\xfe<a@b\r\nSubject: =?utf-8?q?=ff?=\r\nDate: never\r\n\r\n" + FERRY.encode(),
        b"From: a@b\nContent-Type: text/plain; charset=no-such-thing\nSubject: x\n\n" + FERRY.encode(),
        b"From: a@b\nSubject: x\nContent-Transfer-Encoding: base64\nContent-Type: multipart/mixed\n\n"
        + FERRY.encode(),
    ],
)
def test_mails_with_odd_headers_are_read(tmp_path: Path, data: bytes) -> None:
    articles, left_out = read(tmp_path / "a.eml", data)
    assert [article.text.strip() for article in articles] == [FERRY.strip()] or left_out


def test_headers_in_bytes_and_names_in_encoded_words_are_read(tmp_path: Path) -> None:
    """Mails in the wild have both, though no standard allows them."""
    data = (
        f"From: Der Böte <a@b>\nSubject: Fähre sinkt: „zwölf“\nX-Note: ä\nDate: Wed, 13 Mar 2019 23:30:00 -0500\n"
        'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n'
        f"{LONG}\n--b\nContent-Type: text/plain\n"
        'Content-Disposition: attachment; filename="=?utf-8?b?RsOkaHJlLnR4dA==?="\n\n'
        f"{STORM}\n--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=Böe.txt\n\n{STORM}\n--b--\n"
    )
    for encoding in ("utf-8", "cp1252"):
        articles, left_out = read(tmp_path / "a.eml", data.encode(encoding))
        assert inside(articles) == ["body.txt", "Fähre.txt", "Böe.txt"]
        assert articles[0].metadata.title == "Fähre sinkt: „zwölf“"
        assert articles[0].metadata.outlet == "Der Böte"
        assert left_out == []


BODY = b"\n" + STORM.encode()
HEAD = b"From: a@b\nSubject: x\nDate: Wed, 13 Mar 2019 23:30:00 -0500\n"
HOSTILE_MAILS = {
    "many headers in bytes": HEAD + b"".join(b"X-%d: \xe4\n" % number for number in range(50_000)) + BODY,
    "name in pieces": HEAD + b"Content-Type: a/b" + b"".join(b"; name*%d*=x" % n for n in range(99)) + b"\n" + BODY,
    "name with and without pieces": HEAD + b"Content-Type: text/plain; name*=x; name*0=y\n" + BODY,
    "brackets in brackets": b"From: " + b"(" * 50_000 + b"\nSubject: x\nDate: x\n\n" + STORM.encode(),
    "mails in mails": HEAD + b"Content-Type: message/rfc822\n\n" * 250 + b"\n" + STORM.encode(),
    "lines that are no Base64": HEAD + b"Content-Transfer-Encoding: base64\n\n" + b"=a=\n" * 9,
    "date of another calendar": b"From: a@b\nSubject: x\nDate: Wed, 99 Mar 99999 99:99:99 +9999\n\n" + STORM.encode(),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE_MAILS)
def test_a_hostile_mail_is_read_or_left_out(name: str, tmp_path: Path) -> None:
    """Each raised an error from inside the standard library, or took minutes; a mailbox goes on with the next."""
    data = HOSTILE_MAILS[name]
    articles, left_out = read(tmp_path / "a.eml", data)
    assert articles or left_out
    box = (
        b"From a@b Wed Mar 13 08:00:00 2019\n"
        + data
        + b"\n\nFrom a@b Wed Mar 13 08:00:00 2019\n"
        + mail().as_bytes()
    )
    articles, _ = read(tmp_path / "a.mbox", box)
    assert articles[-1].metadata.outlet == "Der Bote – Täglich"


def test_of_too_many_attachments_the_rest_is_left_out_and_the_body_stays(tmp_path: Path) -> None:
    message = mail(words=LONG)
    for number in range(9):
        message.add_attachment(STORM, filename=f"{number}.txt")
    articles, left_out = read(tmp_path / "a.eml", message.as_bytes(), members=5)
    assert inside(articles) == ["body.txt", *(f"{number}.txt" for number in range(5))]
    assert [one.slug for one in left_out] == ["too-many-members"]


def test_a_mail_of_too_many_parts_is_not_parsed(tmp_path: Path) -> None:
    data = (
        HEAD
        + b"Content-Type: multipart/mixed; boundary=b\n\n"
        + b"--b\nContent-Type: text/plain\n\nx\n" * 20_001
    )
    _, left_out = read(tmp_path / "a.eml", data)
    assert [(one.slug, one.reason) for one in left_out] == [
        ("too-many-members", "more than 20,000 parts in one message")
    ]


def test_a_mail_nested_too_deeply_is_left_out(tmp_path: Path) -> None:
    levels = 3000
    data = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level)
        for level in range(levels)
    )
    _, left_out = read(tmp_path / "a.eml", b"From: a@b\r\nSubject: x\r\n" + data)
    assert inside(left_out) in (["broken-mail"], ["no-article-inside"])


def test_a_mailbox_gives_every_mail(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "box.mbox")
    for words in (LONG, f"{STORM}\nFrom the harbour came no answer.\n"):
        box.add(mail(words=words))
    box.close()
    data = (tmp_path / "box.mbox").read_bytes()
    articles, left_out = read(tmp_path / "copy", data)
    assert inside(articles) == ["1!body.txt", "2!body.txt"]
    assert "\nFrom the harbour" in articles[1].text
    assert left_out == []
    articles, _ = read(tmp_path / "news.zip", zipped({"box.mbox": data}))
    assert inside(articles) == ["box.mbox!1!body.txt", "box.mbox!2!body.txt"]


def test_a_file_that_is_no_mailbox(tmp_path: Path) -> None:
    _, left_out = read(tmp_path / "a.mbox", b"Dear Sir,\n")
    assert inside(left_out) == ["broken-mail"]


# --- Saved pages --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_mhtml_is_the_page_with_its_address(tmp_path: Path, name: str, charset: str) -> None:
    (article,), _ = read(tmp_path / name, saved(charset))
    assert "ferry sank (Fähre)" in article.text
    assert article.metadata.title == "Ferry"
    assert article.metadata.url == "https://example.org/a"


def test_mhtml_without_a_page(tmp_path: Path) -> None:
    from reporter.errors import ReadError

    with pytest.raises(ReadError) as caught:
        read(tmp_path / "a.mhtml", b"MIME-Version: 1.0\r\nContent-Type: image/png\r\n\r\nx")
    assert caught.value.slug == "broken-mhtml"


# --- Feeds --------------------------------------------------------------------------------------------------


def test_items_with_their_text_are_articles_and_others_are_links(tmp_path: Path) -> None:
    articles, left_out = read(tmp_path / "feed.xml", RSS.encode())
    assert inside(articles) == ["https://example.org/ferry"]
    assert articles[0].text == f"At noon\n\n{LONG}\n\nIt is “over”.\n"
    assert articles[0].metadata == Metadata(
        "Ferry & storm", "The Port Ann Post", "Ada Bell", date(2019, 3, 13), "https://example.org/ferry", "en-GB"
    )  # fmt: skip
    assert inside(left_out) == ["https://example.org/teaserlink-not-followed", "3empty-item"]
    assert "https://example.org/teaser" in left_out[0].reason


@pytest.mark.parametrize("name", ["feed.atom", "feed", "feed.txt"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_atom(tmp_path: Path, name: str, encoding: str) -> None:
    (article,), _ = read(tmp_path / ("feed.atom" if encoding == "utf-16" else name), ATOM.encode(encoding))
    assert article.metadata == Metadata(
        "A storm", "The Post", "Bo Lee", date(2019, 3, 12), "https://example.org/storm", article.metadata.language
    )  # fmt: skip
    assert article.text == f"{LONG}\n"


def test_a_feed_that_is_broken_xml_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    articles, _ = read(tmp_path / "feed.rss", RSS.replace("</channel></rss>", "<item><title>cut & ").encode())
    assert inside(articles) == ["https://example.org/ferry"]


@pytest.mark.parametrize("data", [b"<rss></rss>", b"<config><a/></config>", b"no xml"])
def test_xml_that_is_no_feed(tmp_path: Path, data: bytes) -> None:
    _, left_out = read(tmp_path / "a.xml", data)
    assert inside(left_out) == ["broken-feed"]


def test_entities_of_a_feed_reach_no_file_and_do_not_grow(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("SECRET")
    bomb = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 12))
    doctype = (
        f'<!DOCTYPE rss [<!ENTITY e0 "SECRET">{bomb}<!ENTITY file SYSTEM "{(tmp_path / "secret.txt").as_uri()}">'
        '<!ENTITY % away SYSTEM "http://127.0.0.1:9/x.dtd"> %away;]>'
    )
    for entity in ("&e11;", "&file;"):
        text = RSS.replace("<rss", f"{doctype}<rss", 1).replace("Short.", entity).replace("Read on.", entity)
        articles, left_out = read(tmp_path / "feed.rss", text.encode())
        words = " ".join(one.text for one in articles) + " ".join(one.reason for one in left_out)
        assert words.count("SECRET") <= 1
        assert len(words) < 10_000


# --- Web archives -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "packed"), [("a.warc.gz", True), ("a.warc", False), ("a", True), ("a.txt", False)]
)
def test_a_web_archive_gives_its_pages(tmp_path: Path, name: str, packed: bool) -> None:
    articles, left_out = read(tmp_path / name, archive(packed=packed))
    addresses = [f"https://example.org/{page}" for page in ("ferry", "packed", "chunks", "note")]
    assert inside(articles) == addresses
    assert [article.metadata.url for article in articles] == addresses
    assert "sank (Fähre)" in articles[0].text
    assert articles[1].text == articles[2].text
    assert articles[3].text == FERRY
    assert inside(left_out) == ["https://example.org/ferrysame-name", "other-members"]
    assert "2 members" in left_out[1].reason


@pytest.mark.parametrize("cut", [40, 400, 900])
def test_a_web_archive_cut_short_does_not_stop_the_run(tmp_path: Path, cut: int) -> None:
    articles, left_out = read(tmp_path / "a.warc.gz", archive()[:-cut])
    assert len(articles) >= 2 or left_out


def test_a_file_that_is_no_web_archive(tmp_path: Path) -> None:
    _, left_out = read(tmp_path / "a.warc", b"A ferry sank.")
    assert inside(left_out) == ["broken-archive"]


# --- Packed files -------------------------------------------------------------------------------------------


def test_one_packed_document(tmp_path: Path) -> None:
    (article,), _ = read(tmp_path / "page.html.gz", gzip.compress(PAGE.encode()))
    assert article.locator == f"{tmp_path}/page.html.gz!page.html"
    assert article.metadata.title == "Ferry"
    (article,), _ = read(tmp_path / "page", gzip.compress(FERRY.encode()))
    assert (article.locator, article.text) == (f"{tmp_path}/page!page", FERRY)
    _, left_out = read(tmp_path / "a.gz", b"A ferry sank.")
    assert inside(left_out) == ["broken-archive"]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (mail().as_bytes(), "eml"),
        (mail(page=PAGE).as_bytes(), "eml"),
        (saved().replace(b"base64", b"8bit"), "mhtml"),
        (b"From a@b Wed Mar 13 08:00:00 2019\n" + mail().as_bytes(), "mbox"),
        (saved(), "mhtml"),
        (RSS.encode(), "feed"),
        (ATOM.encode(), "feed"),
        (b"\xef\xbb\xbf\n<!-- made by hand -->" + ATOM.encode(), "feed"),
        (archive(), "warc"),
        (archive(packed=False), "warc"),
        (gzip.compress(FERRY.encode()), "gzip"),
        (b"From the harbour: a ferry sank.\nDate: unknown to us.\n", "text"),
    ],
)
def test_the_kind_of_standard_input_is_seen_in_its_bytes(data: bytes, kind: str) -> None:
    assert kind_of(Source("-", data)).name == kind


def test_what_only_begins_like_a_feed_takes_no_time_to_tell() -> None:
    for begin in (b"<?xml?>", b"<!-- a -->", b"<!---->", b" "):
        assert kind_of(Source("a.txt", b"<!---->" + begin * 500 + b"<p>")).name == "text"


def test_what_is_left_out_is_said_without_control_characters(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    link = "https://example.org/\x1b[2J\u202eteaser"
    (tmp_path / "feed.xml").write_text(
        RSS.replace("https://example.org/teaser", link.replace("\x1b", "&#27;"))
    )
    (tmp_path / "news.zip").write_bytes(zipped({"a.txt": FERRY, "b\x1b[2J.txt": b"\x00\x01"}))
    assert cli.main(["compare", "feed.xml", "news.zip", "-f", "json", "-o", "out.json"]) == 0
    said = capsys.readouterr().err
    assert said.count("left out: ") == 3
    assert not any(sign in said for sign in "\x1b\u202e")


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.rss", b"<rss><channel><item><title>" + b"<" * 1_000_000),
        ("a.rss", b"<rss><channel>" + b"<item><title>x</title>" * 20_000),
        ("a.rss", b"<rss><channel><item>" + b"<a>" * 100_000),
        ("a.eml", b"From: a@b\nSubject: " + b"=?utf-8?q?=41?= " * 50_000 + b"\n\n" + FERRY.encode()),
        ("a.eml", b"From: " + b"<" * 200_000 + b"\nSubject: x\n\n" + FERRY.encode()),
    ],
)
def test_what_took_other_parsers_minutes_is_read(tmp_path: Path, name: str, data: bytes) -> None:
    articles, left_out = read(tmp_path / name, data)
    assert articles or left_out


def test_html_entities_xhtml_and_relative_links_of_feeds(tmp_path: Path) -> None:
    body = f"<div xmlns='http://www.w3.org/1999/xhtml'><p>Fähre&nbsp;&mdash; {LONG}</p></div>"
    text = ATOM.replace("<content type", "<ignored type").replace("</content>", "</ignored>")
    text = text.replace("</entry>", f"<content type='xhtml'>{body}</content></entry>")
    (article,), _ = read(
        tmp_path / "feed.atom", text.replace("https://example.org/storm", "../storm").encode()
    )
    assert article.text.startswith("Fähre — A ferry sank")
    assert article.metadata.url is None
