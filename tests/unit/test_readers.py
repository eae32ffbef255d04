"""From bytes to text, format by format, on files made here."""

from __future__ import annotations

import io
import textwrap
from datetime import date
from itertools import zip_longest

import pypdf
import pytest
import weasyprint
from hypothesis import given
from hypothesis import strategies as st

from reporter import readers
from reporter.encoding import decode
from reporter.errors import ReadError
from reporter.model import Metadata, Reading, Source, blank
from reporter.readers import docx, html
from tests.files import W, drawn, word_file

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BODY = [
    "A ferry with forty people on board sank off Port Ann on Tuesday evening, the harbour master said.",
    "Divers of the coast guard reached the wreck at noon and found the representatives of the operator "
    "unwilling to explain the extraordinary circumstances under which the ship had left the harbour.",
    "The captain, Ada Bell, swam ashore. “We heard a bang,” she told reporters on the pier.",
]


def read(data: bytes, media_type: str, name: str = "a") -> Reading:
    return readers.read(Source(name, data, media_type))


def failure(data: bytes, media_type: str) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read(data, media_type, "some/file")
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("some/file: ")
    return caught.value


def headings(reading: Reading) -> list[str]:
    return [reading.text[span.start : span.end] for span in reading.headings]


def test_a_media_type_that_nobody_reads() -> None:
    assert failure(b"x", "image/png").slug == "unknown-format"


# --- text and encodings -------------------------------------------------------------------------------------


RUSSIAN = "Паром с сорока пассажирами затонул у берега во вторник вечером.\r\n\r\nКапитан жив.\r\n" * 6
WESTERN = "Die Fähre “Zoë” sank.\r\n\r\nNiemand starb – außer\tihr."


@pytest.mark.parametrize(
    ("encoding", "mark", "text"),
    [
        ("utf-8", b"", WESTERN),
        ("utf-8-sig", b"", WESTERN),
        ("utf-16", b"", WESTERN),
        ("utf-16-be", b"\xfe\xff", WESTERN),
        ("utf-16-le", b"", WESTERN),  # without a mark
        ("utf-16-be", b"", WESTERN),
        ("utf-32", b"", WESTERN),
        ("utf-32-le", b"", WESTERN),
        ("utf-32-be", b"", WESTERN),
        ("cp1252", b"", WESTERN),
        ("cp1251", b"", RUSSIAN),
        ("cp1253", b"", "Το πλοίο με σαράντα επιβάτες βυθίστηκε έξω από το λιμάνι την Τρίτη το βράδυ. " * 8),
        (
            "cp1250",
            b"",
            "Trajekt se čtyřiceti cestujícími se potopil u přístavu v úterý večer, řekl mluvčí. " * 8,
        ),
        ("shift_jis", b"", "四十人を乗せた渡し船が火曜日の夜、港の沖で沈没したと海上保安庁が発表した。" * 8),
    ],
)
def test_text_is_the_decoded_file_itself(encoding: str, mark: bytes, text: str) -> None:
    assert read(mark + text.encode(encoding), "text/plain") == Reading(text)


def test_utf_8_with_stray_bytes_of_windows_1252_is_both() -> None:
    data = (
        "Die Fähre sank, sagte Müller. Zwölf Männer, fünf Frauen. ".encode()
        + "“Nein”, sagte er – nie.".encode("cp1252")
    )
    assert read(data, "text/plain").text.endswith("fünf Frauen. “Nein”, sagte er – nie.")


@pytest.mark.parametrize(
    "text", ["A\r\nb\rc\nd", "no final newline", "\x0b\x0c \u2028x", "e\u0301\u0301", "\u202eabc\u202c"]
)
def test_nothing_of_a_text_is_rewritten(text: str) -> None:
    assert read(text.encode(), "text/plain").text == text


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00\xd8A\x00", b"\xed\xa0\x80 A ferry", b"\xf8\x88\x80\x80\x80 x"]
)
def test_bytes_never_become_lone_surrogates(data: bytes) -> None:
    text = read(data, "text/plain").text
    assert text.encode("utf-8")


@given(
    st.binary(max_size=300),
    st.sampled_from([None, "utf-8", "utf-16", "latin-1", "x-user-defined", "utf-7", "nonsense", ""]),
)
def test_any_bytes_are_decoded_to_characters_that_can_be_written(data: bytes, charset: str | None) -> None:
    assert decode(data, charset).encode("utf-8") is not None


@given(st.text())
def test_valid_utf_8_comes_back_as_it_is(text: str) -> None:
    expected = text.removeprefix("\ufeff")
    assert read(text.encode("utf-8", "replace"), "text/plain").text == expected.replace("\ud800", "?")


def test_front_matter_is_metadata_and_stays_in_the_text() -> None:
    text = (
        '---\r\ntitle: "Ferry: sinks"\r\noutlet: The Post\r\ndate: 2019-03-13T08:00:00Z\r\ntags:\r\n'
        "  - sea\r\nlayout: post\r\nlanguage: en\r\n---\r\n\r\nA ferry sank.\r\n"
    )
    for media_type in ("text/plain", "text/markdown"):
        reading = read(text.encode(), media_type)
        assert reading.text == text
        assert reading.metadata == Metadata(
            "Ferry: sinks", "The Post", published=date(2019, 3, 13), language="en"
        )
        assert blank(text, reading.markup).split() == ["A", "ferry", "sank."]
        assert [mark.reason for mark in reading.markup] == ["front-matter"]


@pytest.mark.parametrize(
    "text",
    [
        "---\nA ferry sank.\n---\n",
        "---\nlayout: post\n---\nA",
        "A\n---\ntitle: B\n---\n",
        "---\ntitle: A ferry",
    ],
)
def test_what_is_not_front_matter(text: str) -> None:
    assert read(text.encode(), "text/plain") == Reading(text)


def test_front_matter_with_a_date_that_is_none() -> None:
    assert failure(b"---\ndate: 13 March\n---\nA", "text/plain").slug == "bad-date"


# --- Markdown -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# A *big* storm #\n", "A big storm"),
        ("Storm\n=====\n", "Storm"),
        ("**341** people and 2 * 3 * 4, snake_case", "341 people and 2 * 3 * 4, snake_case"),
        ('See [the *report*](http://x.org/a "the report") there', "See the report there"),
        ('[a](<b c> "a (d) e") a', "a a"),
        ('[x](y "hello world") world [r][ref] [ref]\n\n[ref]: /u "hello"\n', "x world r ref"),
        ("![A ferry](ferry.png) sank", "sank"),
        ("> One\n> two\n\n- three\n2. four\n", "One two three four"),
        ("a `b *c*` d", "a b *c* d"),
        ("```py\ncode *x*\n```\n\n    indented\n", "code *x* indented"),
        ("one\n\n---\n\ntwo\\*\\\nthree &amp; four", "one two * three &amp; four"),
        ("<http://x.org> and <b>raw</b>", "http://x.org and <b>raw</b>"),
        ("[not a link] (at all)", "[not a link] (at all)"),
        ("a\r\n# b\r\n\r\n**c**\r\n", "a b c"),
    ],
)
def test_markdown_keeps_the_words_and_marks_the_notation(text: str, words: str) -> None:
    reading = read(text.encode(), "text/markdown")
    assert reading.text == text
    assert " ".join(blank(text, reading.markup).split()) == words


def test_words_in_the_title_of_a_link_are_not_taken_for_those_after_it() -> None:
    reading = read(b'[x](y "the sea") the sea', "text/markdown")
    spans = [mark.span for mark in reading.markup]
    assert [reading.text[span.start : span.end] for span in spans] == ["[", '](y "the sea")']


def test_markdown_headings_and_title() -> None:
    reading = read(b"# A *big* storm\n\nIt came.\n\nAfter\n-----\n\nIt went.\n", "text/markdown")
    assert headings(reading) == ["A *big* storm", "After"]
    assert reading.metadata.title == "A big storm"


@given(
    st.lists(st.sampled_from([*list('*_`[]()!#>-=~\\&<" \r\n\tab1.'), "](", "\n\n", "```\n"])).map("".join)
)
def test_any_markdown_is_read_with_marks_apart_and_visible(text: str) -> None:
    reading = read(text.encode(), "text/markdown")
    assert reading.text == text
    spans = [mark.span for mark in reading.markup]
    assert all(one.end <= other.start for one, other in zip(spans, spans[1:], strict=False))
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] != "" for span in spans)


# --- HTML ---------------------------------------------------------------------------------------------------


def page(body: str) -> bytes:
    return f"""<!doctype html><html lang="en-GB"><head><title>Ferry sinks off Port Ann - The Post</title>
<meta property="og:site_name" content="The Post"><meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2019-03-13T08:00:00Z">
<link rel="canonical" href="https://example.org/ferry"></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav>{body}
<footer>© The Post</footer></body></html>""".encode()


def test_html_is_the_article_with_headings_and_metadata() -> None:
    search = f"<h2>A long search</h2><p>{BODY[2]}</p>"
    body = f"<article><p>{BODY[0]}</p><p>{BODY[1]}<br>Nobody\nspoke.</p>{search}</article>"
    reading = read(page(body), "text/html")
    lines = reading.text.rstrip("\n").split("\n\n")
    assert lines == ["Ferry sinks off Port Ann", BODY[0], BODY[1], "Nobody spoke.", "A long search", BODY[2]]
    assert headings(reading) == ["Ferry sinks off Port Ann", "A long search"]
    assert reading.metadata == Metadata(
        "Ferry sinks off Port Ann",
        "The Post",
        "Jane Doe",
        date(2019, 3, 13),
        "https://example.org/ferry",
        "en-GB",
    )


def test_a_page_saved_with_its_pictures_and_fonts_in_it() -> None:
    picture, font = (f"data:{kind};base64,{'QUJD' * 3_000_000}" for kind in ("image/png", "font/woff2"))
    body = f'<article><img src="{picture}"><p>{BODY[0]}</p><p>{BODY[1]}</p></article>'
    html = page(body).replace(b"<title>", f"<style>@font-face {{ src: url({font}) }}</style><title>".encode())
    assert read(html, "text/html").text.split("\n\n")[1:] == [BODY[0], f"{BODY[1]}\n"]


def test_the_day_of_a_page_does_not_depend_on_the_clock() -> None:
    later = page(f"<article><p>{BODY[0]}</p><p>{BODY[1]}</p></article>").replace(b"2019-03-13", b"2098-03-13")
    assert read(later, "text/html").metadata.published == date(2098, 3, 13)


def test_a_number_in_an_address_is_no_day() -> None:
    body = f"<article><p>{BODY[0]}</p><p>{BODY[1]}</p><img src='cid:frame-20210415-9a@mhtml.blink'></article>"
    html = f"<html><head><title>Ferry</title><link rel=stylesheet href='/css/2021-04-15.css'></head><body>{body}</body>"
    assert read(html.encode(), "text/html").metadata.published is None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Ferry sinks - The Post", "Ferry sinks"),
        ("The Post: Ferry sinks", "Ferry sinks"),
        ("The Post war", "The Post war"),
    ],
)
def test_the_outlet_is_no_part_of_the_title(title: str, expected: str) -> None:
    body = page(f"<article><p>{BODY[0]}</p><p>{BODY[1]}</p></article>")
    text = body.decode().replace("Ferry sinks off Port Ann - The Post", title)
    assert read(text.encode(), "text/html").metadata.title == expected


@pytest.mark.parametrize(
    ("charset", "declared", "sent"),
    [
        ("utf-8", "iso-8859-1", None),  # declared wrongly
        ("utf-8", "", "iso-8859-1"),  # sent wrongly
        ("iso-8859-1", "utf-8", None),
        ("windows-1252", "iso-8859-1", None),  # as browsers take it
        ("windows-1251", "windows-1251", None),
        ("windows-1251", "utf-8", "windows-1251"),  # what is sent goes before what is declared
        ("shift_jis", "shift_jis", None),
        ("iso-2022-jp", "iso-2022-jp", None),
        ("gb18030", "gb2312", None),
        ("utf-16", "utf-8", None),
        ("utf-16-le", "", None),
        ("utf-32-be", "", None),
    ],
)
def test_the_characters_of_a_page(charset: str, declared: str, sent: str | None) -> None:
    words = {
        "windows-1251": "Паром затонул у берега в бурю.",
        "shift_jis": "渡し船が嵐の中で沈没した。",
        "iso-2022-jp": "渡し船が嵐の中で沈没した。",
        "gb18030": "渡轮在暴风雨中沉没。",
    }.get(
        charset,
        "Die Fähre “Zoë” sank – sagte Müller." if charset[:2] != "is" else "Die Fähre sank, sagte Müller.",
    )
    meta = f"<meta charset={declared}>" if declared else ""
    head = f"<html><head>{meta}<title>Ferry</title></head>"
    html = f"{head}<body><article><p>{words}</p><p>{BODY[1]}</p></article>"
    reading = readers.read(Source("a", html.encode(charset), "text/html", charset=sent))
    assert words in reading.text


@pytest.mark.parametrize(
    "body", ["", "<nav><a href=/>Home</a></nav>", "<script>document.write('x')</script>"]
)
def test_html_without_an_article(body: str) -> None:
    assert failure(f"<html><body>{body}</body></html>".encode(), "text/html").slug == "no-article-text"


# --- PDF ----------------------------------------------------------------------------------------------------


def printed(body: str, css: str = "", title: str = "Ferry sinks off Port Ann") -> bytes:
    html = f"""<html lang=en><head><title>{title}</title><style>@page {{ size: A6; margin: 1.5cm;
    @top-center {{ content: "The Port Ann Post" }} @bottom-center {{ content: "Page " counter(page) }} }}
    p {{ hyphens: auto; text-align: justify }} {css}</style></head><body>{body}</body></html>"""
    return bytes(weasyprint.HTML(string=html).write_pdf())


@pytest.mark.parametrize(
    "css", ["", "body { columns: 2; font-size: 11pt } p { margin: 0; text-indent: 1em }"]
)
def test_pdf_paragraphs_are_mended(css: str) -> None:
    body = f"<h1>Ferry sinks in a storm</h1><p>{BODY[0]}</p><p>{BODY[1]}</p><h2>A search</h2><p>{BODY[2]}</p>"
    reading = read(printed(f"{body}<p>{BODY[1]}</p>", css), "application/pdf")
    lines = reading.text.rstrip("\n").split("\n\n")
    assert lines == ["Ferry sinks in a storm", BODY[0], BODY[1], "A search", BODY[2], BODY[1]]
    assert headings(reading) == ["Ferry sinks in a storm", "A search"]
    assert reading.metadata == Metadata(title="Ferry sinks off Port Ann")


REPORT = [
    *BODY,
    "Investigators from the Maritime Accident Board said on Wednesday that the well-known vessel, built in 1987, had "
    "been inspected twice this year without complaints.",
]


def paragraphs(reading: Reading) -> list[str]:
    """Without what is marked as a running head."""
    marked = blank(reading.text, reading.markup)
    return [" ".join(part.split()) for part in marked.split("\n\n") if part.strip()]


@pytest.mark.parametrize(
    "css",
    [
        "",
        "main { columns: 2 } p { margin: 0; text-indent: 1em }",
        "main { columns: 3; column-gap: .5cm } p { margin: 0 0 1em }",
    ],
)
def test_pdf_of_several_pages_keeps_every_paragraph_and_no_running_head(css: str) -> None:
    """The paragraphs come again and again, so that the ends of pages look alike and are no running heads."""
    told = REPORT * 9
    body = "".join(f"<p>{words}</p>" for words in told)
    html = f"""<html lang=en><style>@page {{ size: A5; margin: 1.8cm; @top-left {{ content: "The Port Ann Post" }}
    @top-right {{ content: "13 March 2019" }} @bottom-center {{ content: counter(page) " / " counter(pages) }} }}
    body {{ font-size: 10pt }} p {{ hyphens: auto; text-align: justify }} {css}</style><main>{body}</main></html>"""
    reading = read(bytes(weasyprint.HTML(string=html).write_pdf()), "application/pdf")
    assert paragraphs(reading) == told


def test_pdf_of_one_page_has_its_running_head_marked() -> None:
    html = f"""<html><style>@page {{ size: A4; margin: 2cm; @top-left {{ content: "The Port Ann Post" }}
    @top-right {{ content: "13 March 2019" }} @bottom-center {{ content: "1 / 1" }} }}</style>
    <p>{BODY[0]}</p><p>{BODY[1]}</p></html>"""
    reading = read(bytes(weasyprint.HTML(string=html).write_pdf()), "application/pdf")
    assert paragraphs(reading) == BODY[:2]
    ((span, reason),) = ((mark.span, mark.reason) for mark in reading.markup)
    assert (reading.text[span.start : span.end], reason) == (
        "The Port Ann Post 13 March 2019",
        "running-head",
    )


@pytest.mark.parametrize(("columns", "width"), [(2, 46), (3, 30)])
def test_pdf_columns_drawn_row_by_row_are_read_one_after_the_other(columns: int, width: int) -> None:
    told = [[REPORT[(place + number) % 4] for place in range(4)] for number in range(columns)]
    lines = [[line for words in column for line in (*textwrap.wrap(words, width), "")] for column in told]
    rows = [
        (50 + 500 / columns * number, 700 - 12 * row, 9, line)
        for row, across in enumerate(zip_longest(*lines, fillvalue=""))
        for number, line in enumerate(across)
        if line
    ]
    head, foot = (50, 815, 8, "The Port Ann Post, 13 March 2019"), (290, 30, 8, "- 7 -")
    reading = read(drawn(head, (50, 740, 20, "Ferry sinks in a storm"), *rows, foot), "application/pdf")
    assert paragraphs(reading) == ["Ferry sinks in a storm", *(words for column in told for words in column)]


def test_pdf_columns_drawn_one_after_the_other_stay_so() -> None:
    """Two stories in two columns each, one under the other: by place alone they would be mixed."""
    told = [REPORT[number % 4] for number in range(4)]
    lines = [
        (50 + 260 * (number % 2), 700 - 12 * row - 150 * (number // 2), 9, line)
        for number, words in enumerate(told)
        for row, line in enumerate(textwrap.wrap(words, 34))
    ]
    assert paragraphs(read(drawn(*lines), "application/pdf")) == told


def test_pdf_ligatures_are_letters() -> None:
    body = "<p>The ﬂood oﬀ the coast: ﬁve oﬃces and a baﬄed oﬃcer, she said on Tuesday.</p>"
    words = read(printed(body), "application/pdf").text
    assert words.startswith(
        "The flood off the coast: five offices and a baffled officer, she said on Tuesday.\n"
    )


def test_pdf_of_one_column_with_a_table_keeps_its_rows() -> None:
    table = [("Port Ann", "12"), ("Cape May", "9"), ("Ferrol", "31")]
    cells = [
        (50 + 200 * at, 600 - 14 * row, 10, cell)
        for row, line in enumerate(table)
        for at, cell in enumerate(line)
    ]
    text = read(drawn((50, 640, 10, "Saved in all, by port:"), *cells), "application/pdf").text
    assert " ".join(text.split()) == "Saved in all, by port: Port Ann 12 Cape May 9 Ferrol 31"


def test_pdf_title_that_is_the_name_of_a_file() -> None:
    assert (
        read(printed(f"<p>{BODY[0]}</p>", title="Microsoft Word - ferry.doc"), "application/pdf").metadata
        == Metadata()
    )


def test_pdf_compounds_keep_their_hyphen() -> None:
    body = "<pre>The well-known captain of the well-\nknown ferry was res-\ncued.</pre>"
    assert "well-known ferry was rescued." in read(printed(body), "application/pdf").text


def test_pdf_encrypted() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(printed(f"<p>{BODY[0]}</p>")))
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    assert failure(buffer.getvalue(), "application/pdf").slug == "encrypted-pdf"


def test_pdf_without_text() -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    buffer = io.BytesIO()
    writer.write(buffer)
    assert failure(buffer.getvalue(), "application/pdf").slug == "no-text-in-pdf"


@pytest.mark.parametrize("data", [b"A ferry sank.", b"%PDF-1.7\nnothing", b"%PDF-1.7\n" + bytes(99)])
def test_pdf_broken(data: bytes) -> None:
    assert failure(data, "application/pdf").slug == "broken-pdf"


def test_pdf_cut_short() -> None:
    data = printed(f"<p>{BODY[0]}</p>")
    assert failure(data[: len(data) // 4], "application/pdf").slug in ("broken-pdf", "no-text-in-pdf")


# --- DOCX ---------------------------------------------------------------------------------------------------

CORE = """<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
 <dc:title>Ferry sinks</dc:title><dc:creator>Jane Doe</dc:creator>
 <dcterms:created>2019-03-13T08:00:00Z</dcterms:created></cp:coreProperties>"""
STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style></w:styles>"""


def paragraph(words: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    runs = "".join(f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in words.split("|"))
    return f"<w:p>{properties}{runs}</w:p>"


def test_docx_paragraphs_headings_and_properties() -> None:
    kept = "<w:r><w:t>Kept</w:t><w:tab/><w:t>word</w:t></w:r>"
    deleted = f"<w:p><w:del><w:r><w:t>Gone</w:t></w:r></w:del>{kept}</w:p>"
    body = (
        paragraph("Ferry sinks", "berschrift1") + paragraph("A fer|ry sank.") + "<w:p/>" + deleted
        + paragraph("After", "Heading2")
    )  # fmt: skip
    reading = read(word_file(body, core=CORE, styles=STYLES), DOCX)
    assert reading.text == "Ferry sinks\n\nA ferry sank.\n\nKept word\n\nAfter\n"
    assert headings(reading) == ["Ferry sinks", "After"]
    assert reading.metadata == Metadata("Ferry sinks", author="Jane Doe", published=date(2019, 3, 13))


def test_docx_text_boxes_are_read_once() -> None:
    box = (
        f"<w:p><w:r><w:txbxContent>{paragraph('In a box.')}</w:txbxContent><w:t>Around it.</w:t></w:r></w:p>"
    )
    assert read(word_file(box), DOCX).text == "Around it.\n\nIn a box.\n"


def test_docx_without_text() -> None:
    assert failure(word_file("<w:p/>"), DOCX).slug == "no-article-text"


@pytest.mark.parametrize(
    "data",
    [
        b"A ferry sank.",
        b"PK\x03\x04 cut short",
        word_file("<w:p>"),
        word_file("<w:p/>", '<!DOCTYPE d [<!ENTITY e "boom">]>'),
    ],
)
def test_docx_broken_or_hostile(data: bytes) -> None:
    assert failure(data, DOCX).slug == "broken-docx"


def test_docx_that_unpacks_to_too_much() -> None:
    data = word_file(" " * (docx.MAX_PART_BYTES + 1))
    assert len(data) < 100_000
    assert "unpacks to more than 50 MB" in str(failure(data, DOCX))


ATTRIBUTES = {
    "with values": " ".join(f"a{number}=b" for number in range(60_000)),
    "without": " ".join(f"a{number}" for number in range(60_000)),
    "parted by slashes": "/".join(f"a{number}" for number in range(60_000)),
    "behind a quoted bracket": 'x=">" ' + " ".join(f"a{number}='>'" for number in range(60_000)),
    "spaces": " " * 1_000_000,
}


@pytest.mark.parametrize("name", ATTRIBUTES)
def test_a_tag_of_countless_attributes_is_read_without_them(name: str) -> None:
    """libxml2 took minutes over one such tag, and hours over a larger one."""
    words = "The ferry left the harbour of Port Ann at noon on Tuesday and sank an hour later."
    page = f"<html><body><article><p {ATTRIBUTES[name]}>{words}</p><p>{words}</p></article></body></html>"
    assert len(html._plain_tags(page)) < 1_000 or name == "spaces"
    assert words in readers.read(Source("a.html", page.encode())).text


def test_what_looks_like_a_tag_in_a_script_or_a_comment_stays() -> None:
    code = "for(i=0;i<n;i++)" + " a" * 2_000 + " ='</script"
    for page in (
        f"<script>{code}></script><p>x",
        f"<STYLE>{code}</STYLE><p>x",
        f"<!-- {code}' --><p>x",
        f"<!-- {code}",
    ):
        assert html._plain_tags(page) == page
    assert html._plain_tags(f"<script {'a ' * 2_000}>{code}></script><p>x") == f"<script>{code}></script><p>x"


def test_a_page_of_countless_tags_is_refused() -> None:
    page = b"<html><body><article>" + b"<p>x</p>" * 60_000 + b"</article>"
    with pytest.raises(ReadError, match="more than 100,000 tags"):
        readers.read(Source("a.html", page))
