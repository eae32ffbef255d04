"""What is fuzzed: one function a stage, from any bytes to nothing, that raises where a promise is broken.

No fuzzer is needed to call them: ``tests/test_fuzz.py`` runs the kept cases through them.
"""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

from reporter import align, cleaning, facts, formats, inputs, pipeline, readers, sentences
from reporter.config import Limits
from reporter.containers import CONTAINERS
from reporter.errors import ReporterError
from reporter.model import Article, Document, Removed, Skipped, Source, Span, Verdict, blank

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases"
LOW = inputs.Terms(Limits(input_mb=1, container_mb=1, unpacked_mb=2, members=50, articles=20))
CONTAINED = (None, *(suffix for container in CONTAINERS for suffix in container.suffixes))
SUFFIXES = tuple(suffix for reader in readers.READERS for suffix in reader.suffixes)
_PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 40>>stream
BT /F 12 Tf 9 700 Td (Some words) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
%%EOF"""
BETWEEN = "\n=====\n"
"""Stands between the two articles of a comparison."""
PRINTED = tuple(format_ for format_ in formats.FORMATS if format_.name != "pdf")


def fuzz_readers(data: bytes) -> None:
    """The first byte chooses the suffix; the rest is the file, or the main part of a DOCX file."""
    if not data:
        return
    suffix, rest = SUFFIXES[data[0] % len(SUFFIXES)], data[1:]
    if suffix == ".docx" and not rest.startswith(b"PK"):
        rest = _packed(rest)
    try:
        source = Source(f"a{suffix}", rest)
        inputs.kind_of(source)
        reading = readers.read(source)
    except ReporterError as error:
        _one_line(str(error))
        return
    for span in (*reading.headings, *(mark.span for mark in reading.markup)):
        assert 0 <= span.start <= span.end <= len(reading.text)
    article = Article.from_reading(source, reading, reading.metadata)
    _cleaned(article)


def fuzz_containers(data: bytes) -> None:
    """The first byte chooses the suffix; what is in the container comes out or is Skipped with its reason."""
    if not data:
        return
    suffix, rest = CONTAINED[data[0] % len(CONTAINED)], data[1:]
    try:
        for one in (
            inputs.gather("-", LOW, stdin=io.BytesIO(rest)) if suffix is None else _opened(suffix, rest)
        ):
            if isinstance(one, Skipped):
                assert one.slug not in ("", "bug")
                _one_line(one.reason)
            else:
                readers.read(one)
    except ReporterError as error:
        _one_line(str(error))


def _opened(suffix: str, data: bytes) -> Iterator[Source | Skipped]:
    """The documents of a file with that suffix, as it would be found in a folder."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a{suffix}")
        path.write_bytes(data)
        yield from inputs.gather(str(path), LOW)


def _packed(xml: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", xml)
    return file.getvalue()


def fuzz_cleaning(data: bytes) -> None:
    """Marks are in order, apart and of the text; what was cleaned is clean."""
    article = Article.from_text(_text(data))
    removed = _cleaned(article)
    kept = list(_kept(article.text, removed))
    again = Article.from_text("".join(kept))
    assert cleaning.clean(again) == (), "cleaning twice is cleaning once"


def fuzz_sentences(data: bytes) -> None:
    """Sentences and removed stretches tile the text."""
    article = Article.from_text(_text(data))
    removed = _cleaned(article)
    split = sentences.split(article, removed)
    _ordered([sentence.span for sentence in split], article.text)
    assert [sentence.index for sentence in split] == list(range(len(split)))
    rest = list(blank(article.text, removed))
    for sentence in split:
        rest[sentence.span.start : sentence.span.end] = " " * (sentence.span.end - sentence.span.start)
    assert "".join(rest).strip() == "", "every visible character is in a sentence or removed"
    sentences.title(article, split)


def fuzz_facts(data: bytes) -> None:
    """Every fact lies in its sentence."""
    article = Article.from_text(_text(data), published="2016-12-07")
    removed = cleaning.clean(article)
    document = Document(article, removed, sentences.split(article, removed))
    for fact in facts.extract(document):
        assert fact.span.start < fact.span.end
        assert document.sentences[fact.sentence].span.contains(fact.span)


def fuzz_compare(data: bytes) -> None:
    """Two articles whole: exact quotations, JSON that reads back, a report in one format that is well formed."""
    first, _, second = _text(data).partition(BETWEEN)
    articles = [
        Article.from_text(text, locator=name, published="2016-12-07")
        for text, name in ((first, "a.txt"), (second or first, "b.txt"))
    ]
    report = pipeline.compare(articles)
    for finding in (*report.findings, *report.near_misses):
        for member in finding.members:
            assert report.documents[member.article].words(member.span) == member.text
    if not second:
        assert set(report.verdicts().values()) <= {Verdict.SHARED}
    format_ = PRINTED[len(data) % len(PRINTED)]
    made = format_.render(report, title=first[:80])
    made.decode("utf-8")
    if format_.name in ("json", "sarif", "gitlab"):
        json.loads(made)
    if format_.name == "json":
        assert formats.json.load(made).to_json() == report.to_json()
    if format_.name == "junit":
        ElementTree.fromstring(made)  # noqa: S314 - what we wrote ourselves


def fuzz_alignment(data: bytes) -> None:
    """Alignments of one article with itself and another name only sentences that are there."""
    first, _, second = _text(data).partition(BETWEEN)
    documents = tuple(pipeline.mark(Article.from_text(text)) for text in (first, second))
    surveyed = align.survey(documents)
    for alignment in align.align_sentences(documents, pipeline.Settings(), surveyed):
        assert 0 <= alignment.score <= 100
        for ref in alignment.members:
            assert ref.sentence < len(documents[ref.article].sentences)


STAGES: dict[str, Callable[[bytes], None]] = {
    "readers": fuzz_readers,
    "containers": fuzz_containers,
    "cleaning": fuzz_cleaning,
    "sentences": fuzz_sentences,
    "facts": fuzz_facts,
    "alignment": fuzz_alignment,
    "compare": fuzz_compare,
}


def seeds(stage: str) -> Iterator[bytes]:
    """What the fuzzer starts from: the texts of the case documents, as that stage takes them."""
    texts = [
        part.strip("\n")
        for path in sorted(CASES.glob("*.md"))
        for part in path.read_text(encoding="utf-8").split("\n.\n")[1::3]
    ]
    if stage in ("alignment", "compare"):
        yield from (f"{one}{BETWEEN}{other}".encode() for one, other in zip(texts, texts[1:], strict=False))
    elif stage == "containers":
        record = [{"title": "A", "text": text, "published": "2016-12-07"} for text in texts[:3]]
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("a.txt", texts[0])
        for number, suffix in enumerate(CONTAINED):
            yield bytes([number]) + (packed.getvalue() if suffix == ".zip" else json.dumps(record).encode())
    elif stage == "readers":
        for number, suffix in enumerate(SUFFIXES):
            yield from (bytes([number]) + _dressed(text, suffix) for text in texts[number::40])
    else:
        yield from (text.encode() for text in texts)


def _dressed(text: str, suffix: str) -> bytes:
    """The text as a file of that kind, near enough."""
    if suffix in (".html", ".htm", ".xhtml"):
        body = "".join(f"<p>{line}</p>" for line in text.splitlines() if line)
        return f"<html lang=en><title>A title</title><article><h1>Head</h1>{body * 3}</article>".encode()
    if suffix == ".docx":
        w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        words = "<w:p><w:r><w:t>Some words</w:t></w:r></w:p>"
        return f'<w:document xmlns:w="{w}"><w:body>{words}</w:body></w:document>'.encode()
    if suffix == ".pdf":
        return _PDF
    return text.encode()


def _one_line(message: str) -> None:
    assert message
    assert "\n" not in message


def _text(data: bytes) -> str:
    """Any bytes as text; those that are not UTF-8 become lone surrogates."""
    return data.decode("utf-8", "surrogateescape")


def _cleaned(article: Article) -> tuple[Removed, ...]:
    removed = cleaning.clean(article)
    _ordered([mark.span for mark in removed], article.text)
    return removed


def _ordered(spans: list[Span], text: str) -> None:
    end = 0
    for span in spans:
        assert end <= span.start < span.end <= len(text)
        end = span.end


def _kept(text: str, removed: tuple[Removed, ...]) -> Iterator[str]:
    at = 0
    for mark in removed:
        yield text[at : mark.span.start]
        at = mark.span.end
    yield text[at:]
