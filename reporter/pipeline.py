"""The stages in order: read one article, mark what is in it, compare several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace

from reporter import align, cleaning, diff, facts, inputs, readers, sentences
from reporter.config import Settings
from reporter.decisions import settle
from reporter.errors import ReporterError, SourceError
from reporter.lexicon import reads_as_english
from reporter.model import (
    Article,
    Comparison,
    Decision,
    Document,
    Metadata,
    RuleSummary,
    Run,
    Skipped,
    Source,
    label,
)


def articles(
    locator: str, metadata: Metadata | None = None, terms: inputs.Terms | None = None
) -> Iterator[Article | Skipped]:
    """The articles at ``locator``, one or, of an archive, a feed or a mailbox, several; and what was left out.

    ``metadata`` given goes before what stands beside a document, that before what it says of itself. Raises
    SourceError and ReadError where the input itself, not a part of it, cannot be had.
    """
    for found in inputs.gather(locator, terms):
        if isinstance(found, Skipped):
            yield found
            continue
        try:
            yield _read(found, metadata)
        except ReporterError as error:
            if found.locator == locator:
                raise
            yield inputs.skipped(found.locator, error)


def read(locator: str, metadata: Metadata | None = None, terms: inputs.Terms | None = None) -> Article:
    """The one article at ``locator``; see ``articles``. Raises SourceError where it holds none or several."""
    found = list(articles(locator, metadata, terms))
    whole = [one for one in found if isinstance(one, Article)]
    if len(whole) == 1:
        return whole[0]
    if whole:
        first = whole[0].locator
        raise SourceError("several-articles", f"{locator}: holds {len(whole)} articles; name one, as {first}")
    raise nothing_in(locator, found)


def described(article: Article, metadata: Metadata) -> Article:
    """The article with what is said of it; that goes before what was known."""
    return replace(article, metadata=metadata.over(article.metadata))


def nothing_in(locator: str, left_out: Sequence[Article | Skipped]) -> SourceError:
    """The error of an input without any article: why its first part was left out."""
    first = next(one for one in left_out if isinstance(one, Skipped))
    where = "" if first.locator == locator else f"{first.locator}: "
    return SourceError(first.slug, f"{locator}: {where}{first.reason}")


def _read(source: Source, metadata: Metadata | None) -> Article:
    reading = readers.read(source)
    known = source.sidecar.over(reading.metadata).over(Metadata(url=source.url))
    article = Article.from_reading(source, reading, metadata.over(known) if metadata else known)
    removed = cleaning.clean(article)
    published = article.metadata.published or cleaning.published(article, removed)
    return replace(article, metadata=replace(article.metadata, published=published))


def mark(article: Article) -> Document:
    """An article with what is removed, its sentences and its facts."""
    removed = cleaning.clean(article)
    split = sentences.split(article, removed)
    if article.metadata.title is None:
        title = sentences.title(article, split)
        article = replace(article, metadata=replace(article.metadata, title=title))
    document = Document(article, removed, split)
    return replace(document, facts=facts.extract(document))


def compare(
    articles: Sequence[Article],
    settings: Settings | None = None,
    skipped: Sequence[Skipped] = (),
    decisions: Sequence[Decision] = (),
) -> Comparison:
    """What the articles of one story share, what each alone says and where they conflict.

    Findings that ``decisions`` name are settled.
    """
    from reporter import __version__

    settings = settings or Settings()
    documents = tuple(mark(article) for article in articles)
    surveyed = align.survey(documents)
    alignments = align.align_sentences(documents, settings, surveyed)
    pairs = align.pair_facts(documents, alignments, surveyed)
    findings, near_misses = diff.classify(documents, alignments, pairs)
    alignments = align.join(documents, alignments, findings, settings.floor_score)
    run = Run(__version__, asdict(settings), tuple(_notes(documents)), _rules())
    comparison = Comparison(documents, alignments, findings, near_misses, tuple(skipped), run)
    return settle(comparison, decisions)


def _rules() -> tuple[RuleSummary, ...]:
    """The rules as the results name them: formats cannot ask the rules themselves."""
    return tuple(RuleSummary(rule.id, rule.summary, rule.relations, rule.question) for rule in diff.RULES)


def _notes(documents: Sequence[Document]) -> list[str]:
    """What a reader of the report should know about its inputs."""
    notes = [
        f"Article {label(number)} has no publication date: its relative dates stay as they are."
        for number, document in enumerate(documents)
        if document.article.metadata.published is None
    ]
    notes += [
        f"Article {label(number)} is not in English: names, figures and words are compared, statuses are not read."
        for number, document in enumerate(documents)
        if not _english(document.article)
    ]
    digests = [document.article.sha256 for document in documents]
    notes += [
        f"Article {label(number)} is the same file as article {label(digests.index(digest))}."
        for number, digest in enumerate(digests)
        if digests.index(digest) != number
    ]
    return notes


def _english(article: Article) -> bool:
    if article.metadata.language:
        return article.metadata.language.lower().split("-")[0] == "en"
    return reads_as_english(article.text)
