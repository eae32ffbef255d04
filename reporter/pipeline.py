"""The stages in order: read one article, mark what is in it, compare several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

from reporter import align, cleaning, diff, facts, readers, sentences, sources
from reporter.config import Settings
from reporter.decisions import settle
from reporter.lexicon import reads_as_english
from reporter.model import Article, Comparison, Decision, Document, Metadata, RuleSummary, Run, Skipped, label


def read(locator: str, metadata: Metadata | None = None) -> Article:
    """The article at ``locator``; ``metadata`` given goes before the sidecar's, that before the document's own.

    Raises SourceError and ReadError.
    """
    source = sources.load(locator)
    reading = readers.read(source)
    known = source.sidecar.over(reading.metadata)
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
