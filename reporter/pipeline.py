"""The stages in order: read one article, mark what is in it, compare several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace

from reporter import align, cleaning, diff, facts, inputs, readers, semantic, sentences
from reporter.config import Settings
from reporter.decisions import settle
from reporter.errors import ReadError, ReporterError, SourceError
from reporter.garbage import seldom
from reporter.lexicon import detected, forget, language_of
from reporter.model import (
    Article,
    Comparison,
    Decision,
    Document,
    Metadata,
    RuleSummary,
    Run,
    SentenceRole,
    Skipped,
    Source,
    blank,
    label,
)
from reporter.stories import copies

_OVER_LIMIT = ("too-large", "too-long")


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
            yield _read(found, metadata, terms or inputs.Terms())
        except Exception as error:
            if found.locator == locator:
                raise
            yield inputs.skipped(found.locator, error)


def within_limits(locator: str, terms: inputs.Terms) -> list[Article | Skipped]:
    """All of ``articles``; an input that is itself over a limit is left out and no error."""
    try:
        return list(articles(locator, terms=terms))
    except ReporterError as error:
        left_out = [inputs.skipped(locator, error)]
        if not is_over(left_out):
            raise
        return [*left_out]


def is_over(found: Sequence[Article | Skipped]) -> bool:
    """Whether all there is of an input is that it was over a limit."""
    return all(isinstance(one, Skipped) and one.slug in _OVER_LIMIT for one in found)


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


def _read(source: Source, metadata: Metadata | None, terms: inputs.Terms) -> Article:
    reading = readers.read(source)
    longest, most = terms.limits.text_mb, terms.limits.sentences
    if len(reading.text) > longest * inputs.MB:
        over = f"longer than {longest} million characters"
    elif len(reading.text) > 2 * most and sentences.roughly(reading.text) > most:
        over = f"more than {most:,} sentences"
    else:
        over = ""
    if over:
        raise ReadError("too-long", f"{source.locator}: {over}; give the article alone")
    known = source.sidecar.over(reading.metadata).over(Metadata(url=source.url))
    article = Article.from_reading(source, reading, metadata.over(known) if metadata else known)
    removed = cleaning.clean(article)
    published = article.metadata.published or cleaning.published(article, removed)
    known = replace(article.metadata, published=published)
    return replace(article, metadata=known, read_as=inputs.kind_of(source).name)


def mark(article: Article) -> Document:
    """An article with what is removed, its sentences and its facts.

    Where it does not state its language and reads as another than English, that is filled in.
    """
    if article.metadata.language is None and (code := detected(article.text)) != "en":
        article = replace(article, metadata=replace(article.metadata, language=code))
    removed = cleaning.clean(article)
    split = sentences.split(article, removed)
    if article.metadata.title is None:
        title = sentences.title(article, split)
        article = replace(article, metadata=replace(article.metadata, title=title))
    return facts.marked(Document(article, removed, split))


@seldom()
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
    documents = facts.in_common([mark(article) for article in articles])
    surveyed = align.survey(documents)
    model = semantic.reader(settings.semantic)
    alignments = align.align_sentences(documents, settings, surveyed)
    if model and _readable(documents):
        proposed = () if alignments else align.lone(documents, settings.floor_score)
        alignments = model.opine(documents, alignments, proposed)
    weights = surveyed.weights
    del surveyed  # of long articles as large as all that follows
    pairs = align.pair_facts(documents, alignments, weights)
    findings, near_misses = diff.classify(documents, alignments, pairs)
    forget()
    alignments = align.join(documents, alignments, findings, settings.floor_score)
    used = model.used if model and _readable(documents) else None
    run = Run(__version__, asdict(settings), tuple(_notes(documents)), _rules(), used)
    findings, origins = diff.with_camps(documents, findings), _origins(documents)
    left_out = (*skipped, *_crowded(documents))
    found = Comparison(documents, alignments, findings, near_misses, left_out, run, origins)
    return settle(found, decisions)


def _crowded(documents: Sequence[Document]) -> Iterator[Skipped]:
    """What is not compared of articles with sentences that state more than any sentence of news."""
    for document in documents:
        if document.facts_left_out:
            facts_ = f"{document.facts_left_out:,} fact{'' if document.facts_left_out == 1 else 's'}"
            reason = f"{facts_} beyond {facts.MOST} of one kind in one sentence (a list or a table?)"
            yield Skipped(document.article.locator, "crowded-sentence", reason)


def _origins(documents: Sequence[Document]) -> tuple[int, ...]:
    """Which articles are copies of which; two are set side by side, where a reader sees it."""
    if len(documents) < 3:
        return ()
    words = [blank(document.article.text, document.removed) for document in documents]
    return tuple(copies(words))


def _readable(documents: Sequence[Document]) -> bool:
    """Whether the semantic model was measured to help: an English article against a claim or a brief."""
    body = [sum(s.role is SentenceRole.BODY for s in document.sentences) for document in documents]
    spoken = {language_of(document).code for document in documents}
    return len(documents) == 2 and spoken == {semantic.LANGUAGE} and min(body) <= semantic.SENTENCES


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
    notes += _language_notes(documents)
    digests = [document.article.sha256 for document in documents]
    notes += [
        f"Article {label(number)} is the same file as article {label(digests.index(digest))}."
        for number, digest in enumerate(digests)
        if digests.index(digest) != number
    ]
    return notes


def _language_notes(documents: Sequence[Document]) -> list[str]:
    """What is compared of articles in languages that are known less, or not the same."""
    spoken = [language_of(document) for document in documents]
    notes = [
        f"Article {label(number)} is in {language.name}: names, figures, dates and words are compared, statuses and "
        "speakers are not read."
        for number, language in enumerate(spoken)
        if not language.known
    ]
    if len(set(spoken)) > 1:
        told = ", ".join(f"{label(number)} in {language.name}" for number, language in enumerate(spoken))
        notes.append(
            f"The articles are in different languages ({told}): between these, names, figures and dates are compared "
            "and no words."
        )
    return notes
