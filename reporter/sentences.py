"""Tiles an article with sentences: sentencex (rules for some 300 languages), then repairs for news English.

sentencex never splits inside a quotation and does not know some abbreviations of news agencies; both are
repaired here. Sentences are found in the text with its removed stretches blanked out, so they begin and end
at a visible word. Every visible character of the text is in one sentence or in one removed stretch; the one
overlap is removed notation between the words of a sentence (``**341** people``), which its span takes in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reporter.model import Article, Removed, Sentence, SentenceRole, Span, blank, meets
from reporter.patterns import lazily

_LINE_RE = lazily(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_SURROGATE_RE = lazily(r"[\ud800-\udfff]")

_TITLES = frozenset(
    """Mr Mrs Ms Dr Prof St Ft Lt Gov Sgt Cpl Pvt Maj Col Gen Capt Cmdr Adm Rep Reps Sen Sens Rev Hon Msgr
    Supt Det Insp Amb Pres Atty Fr Sr Br Mme Mlle""".split()
)
"""Abbreviations that a name follows; never the end of a sentence."""
_MONTHS_AND_DAYS = frozenset(
    "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Mon Tues Tue Wed Thurs Thu Fri Sat Sun".split()
)
_OTHERS = frozenset("Approx approx No Nos no nos vs v al Mt Pt Art Sec Vol Fig pp est Est".split())
_STATES = frozenset(
    """Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev
    Okla Ore Pa Tenn Tex Vt Va Wash Wis Wyo""".split()
)
"""Associated Press abbreviations; they end a sentence as often as not, so what follows decides."""
_ABBREVIATION_RE = lazily(r"(?<![\w.])((?:\w\.)*\w+)\.\Z")
_INITIAL_RE = lazily(r"(?:^|[\s.(])[A-Z]\.\Z")
_CLOCK_RE = lazily(r"\b[ap]\.m\.\Z", re.IGNORECASE)
_ZONE_OR_DAY_RE = lazily(
    r"(?:[A-Z]{2,4}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Eastern|Central|Mountain|Pacific|local|Greenwich)\b"
)
_DECIMAL_RE = lazily(r"\d+-?(?:calib|mm\b|magnum|cal\b|percent|inch)")
_BRAND_RE = lazily(r"[a-z]\w?[A-Z]")
_STARTER = (
    r"(?:The|An?|He|She|It|They|We|You|I|In|On|At|But|And|Or|So|Yet|As|After|Before|When|While|Since|For|From|By|With|"
    r"Officials|Police|Results|Hundreds|Thousands|Dozens|Many|Most|Some|Both|All|That|This|These|Those|There|Then|"
    r"His|Her|Its|Their|Our|My|If|Although|Despite|However|Meanwhile|Now|One|Two|Three|What|Who|How|Why|Last|Earlier)\b"
)
_AFTER_COUNTRY_RE = lazily(rf"\b(?:U\.S|U\.K|U\.N|E\.U|D\.C|[ap]\.m)\.\s+(?=[\"“‘']?{_STARTER})")
_STARTER_RE = lazily(rf"[\"“‘']?{_STARTER}")
_BRACKET_RE = lazily(r"[.!?](?:\)[)”\"]*\s+(?=[(A-Z“\"])|[”\"]+\s+(?=\())")
_IN_QUOTE_RE = lazily(r"[.!?…](?P<close>[”\"’')]*)(?P<gap>\s+)(?=[“\"‘(]*[A-Z])")
_CRIED_RE = lazily(r"[!?]\s?(?:[\"”’»]|'{1,2})\Z")
_SAID_RE = lazily(
    r"(?:[A-Z][\w.'’-]* ){1,4}(?:said|says|asked|asks|told|added|adds|wrote|tweeted|shouted|replied)\b"
)
_STRAY_CLOSE_RE = lazily(r"\s*(''|[\"”’'»])(?=\s|\Z)")

_ENDED_RE = lazily(r"[.!?…:;,。！？：；，、؟؛،۔।॥][\"'”’»)\]」』）\s]*\Z")
_QUESTION_RE = lazily(r"[!?！？؟][\"'”’»)\]」』）]*\Z")
_END_RE = lazily(r"[.!?…]\W{0,3}\s+|[。！？]|\n\s*")
"""Where a sentence or a line may end: counted, not split, so that what is far too long costs nothing."""
_LONGEST_BLOCK = 10_000
_LONGEST_SENTENCE = 1_000
"""Characters. No news has such a sentence; facts and rules look at all pairs of words of one, so it is parted."""
_PLAIN_END_RE = lazily(r"(?<=[a-zß-öø-ÿа-яё]{4})[.!?][»”“\"’)]*\s+(?=[«“„\"¿¡(]*[A-ZÀ-ÖØ-ÞА-ЯЁ])")
"""A full stop between a word of four small letters, which is no abbreviation, and a capital; in other languages
sentencex misses some (``en contra. Las``)."""
_SIGHT = 80
"""Characters that the rules look at on either side of a cut."""
_HEADLINE_WORDS = 30
_SUBHEAD_WORDS = 12
_SPACELESS_RE = lazily("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Letters of scripts without spaces between words; two of them count as one."""


def split(article: Article, removed: Sequence[Removed]) -> tuple[Sentence, ...]:
    """The sentences of an article, in order, none overlapping another.

    A line break always ends a sentence. A quotation of several sentences is split inside. Repairs apply to
    English (and to articles of unknown language); others are split by sentencex's rules for them.
    """
    language = (article.metadata.language or "en").replace("_", "-").split("-")[0].lower()
    text = _SURROGATE_RE.sub("\ufffd", blank(article.text, removed))
    blocks = [_trimmed(text, match.start(), match.end()) for match in _LINE_RE.finditer(text)]
    blocks = [block for block in blocks if block.start < block.end]
    sentences: list[Sentence] = []
    roles = _roles(text, blocks, article.headings)
    for paragraph, (block, role) in enumerate(zip(blocks, roles, strict=True)):
        words = text[block.start : block.end]
        # A headline is one line of one thought: abbreviations in it ("Mich. office") mislead the rules.
        spans = [Span(0, len(words))] if role is SentenceRole.HEADLINE else _portioned(words, language)
        for span in (one for long in spans for one in _parted(words, long, _LONGEST_SENTENCE, (" ",))):
            whole = Span(block.start + span.start, block.start + span.end)
            sentences.append(Sentence(len(sentences), whole, role, paragraph))
    return tuple(sentences)


def _portioned(words: str, language: str) -> Iterator[Span]:
    """The sentences of one block; an endless one is split portion by portion."""
    for portion in _parted(words, Span(0, len(words)), _LONGEST_BLOCK, (". ", " ")):
        for span in _spans(words[portion.start : portion.end], language):
            yield Span(portion.start + span.start, portion.start + span.end)


def _parted(words: str, span: Span, most: int, marks: Sequence[str]) -> Iterator[Span]:
    """The span, or pieces of at most ``most`` characters of it, cut behind the first of the marks there is."""
    start = span.start
    while span.end - start > most:
        found = (words.rfind(mark, start + most // 2, start + most) + len(mark) for mark in marks)
        cut = next((end for end in found if end > start + most // 2), start + most)
        piece = _trimmed(words, start, cut)
        if piece.start < piece.end:
            yield piece
        start = _trimmed(words, cut, span.end).start
    yield Span(start, span.end)


def roughly(text: str) -> int:
    """About how many sentences and lines there are, in no time: for saying that it is too many."""
    return sum(1 for _ in _END_RE.finditer(text))


def title(article: Article, sentences: Sequence[Sentence]) -> str | None:
    """The words of the headline, for an article whose document states no title; None where it has none."""
    headline = [sentence.span for sentence in sentences if sentence.role is SentenceRole.HEADLINE]
    if not headline:
        return None
    words = blank(article.text, article.markup)[headline[0].start : headline[-1].end]
    return " ".join(words.split()) or None


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _roles(text: str, blocks: Sequence[Span], headings: Sequence[Span]) -> list[SentenceRole]:
    """What each block is. One block at most is the headline: the first heading, else the first line."""
    roles: list[SentenceRole] = []
    headings = sorted(headings)
    marked = [meets(block, headings) for block in blocks]
    headline, above_body = None, True
    for number, block in enumerate(blocks):
        words = text[block.start : block.end]
        last = number == len(blocks) - 1
        limit = _HEADLINE_WORDS if above_body else _SUBHEAD_WORDS
        short = _length(words) <= limit and not last and not words[0].islower()
        asking = not number and _QUESTION_RE.search(words) is not None and _length(words) <= _SUBHEAD_WORDS
        if marked[number] or (short and (asking or not _ENDED_RE.search(words))):
            roles.append(SentenceRole.SUBHEAD)
            if above_body and (headline is None or (marked[number] and not marked[headline])):
                headline = number
        else:
            roles.append(SentenceRole.BODY)
            above_body = False
    if headline is not None:
        roles[headline] = SentenceRole.HEADLINE
    return roles


def _length(words: str) -> int:
    """How many words there are."""
    spaced = len(words.split())
    return spaced if words.isascii() else max(spaced, len(_SPACELESS_RE.findall(words)) // 2)


def _spans(words: str, language: str) -> Iterator[Span]:
    """The sentences of one block."""
    import sentencex

    cuts = {boundary["end_index"] for boundary in sentencex.get_sentence_boundaries(language, words)}
    if language == "en":
        cuts = {cut for cut in cuts if not _joined(words, cut)}
        for pattern in (_AFTER_COUNTRY_RE, _BRACKET_RE):
            cuts |= {match.end() for match in pattern.finditer(words)}
        cuts |= set(_cuts_in_quotes(words))
    else:
        cuts |= {match.end() for match in _PLAIN_END_RE.finditer(words)}
    start = 0
    for cut in sorted(_beside_marks(words, cuts) | {len(words)}):
        span = _trimmed(words, start, cut)
        if span.start < span.end:
            yield span
        start = max(start, cut)


def _joined(words: str, cut: int) -> bool:
    """Whether what sentencex parted at ``cut`` is one sentence."""
    left, right = _around(words, cut)
    if right[:1] in (",", ";") or (right[:1].islower() and not _BRAND_RE.match(right)):
        return True
    if _CRIED_RE.search(left) and _SAID_RE.match(right):
        return True
    return _abbreviated(left, right)


def _around(words: str, cut: int) -> tuple[str, str]:
    """What stands before and after a cut, as far as the rules look, without the space between."""
    return words[max(0, cut - _SIGHT) : cut].rstrip(), words[cut : cut + _SIGHT].lstrip()


def _abbreviated(left: str, right: str) -> bool:
    """Whether the full stop that ends ``left`` marks an abbreviation in the middle of a sentence."""
    if _CLOCK_RE.search(left):
        return _ZONE_OR_DAY_RE.match(right) is not None
    found = _ABBREVIATION_RE.search(left)
    if not found:
        return False
    word = found[1]
    if word in _TITLES or (word in _MONTHS_AND_DAYS and right[:1].isdigit()):
        return True
    if word in _OTHERS:
        return right[:1].isdigit() or word in ("vs", "v", "Mt", "al")
    if word in _STATES:
        return not _STARTER_RE.match(right)
    return _DECIMAL_RE.match(right) is not None


def _cuts_in_quotes(words: str) -> Iterator[int]:
    for quote in _quotations(words):
        for match in _IN_QUOTE_RE.finditer(words, quote.start, quote.end):
            left = words[max(quote.start, match.start("close") - _SIGHT) : match.start("close")]
            found = _ABBREVIATION_RE.search(left)
            short = found and (len(found[1]) == 1 or "." in found[1] or found[1] in _MONTHS_AND_DAYS)
            if short or _INITIAL_RE.search(left) or _abbreviated(left, _around(words, match.end())[1]):
                continue
            if match.end() < quote.end - 1:
                yield match.end()


def _quotations(words: str) -> Iterator[Span]:
    """Stretches between double quotation marks; one left open runs to the block's end."""
    start: int | None = None
    for match in re.finditer(r"[“”\"]", words):
        mark = match.group()
        if mark == "“" or (mark == '"' and start is None):
            start = match.start()
        elif start is not None:
            yield Span(start, match.end())
            start = None
    if start is not None:
        yield Span(start, len(words))


def _beside_marks(words: str, cuts: set[int]) -> set[int]:
    """Cuts moved behind a closing quotation mark that a space parts from its sentence (``grazes. "``).

    And before an opening one that stands at the next sentence's first word.
    """
    moved = set()
    for cut in cuts:
        end = len(words[:cut].rstrip())
        stray = _STRAY_CLOSE_RE.match(words, end)
        if stray and _closes(words, stray):
            moved.add(stray.end())
        else:
            opened = words[cut - 2 : cut - 1].isspace() and words[cut - 1] in "\"'“‘«"
            moved.add(cut - 1 if opened and words[cut : cut + 1].isalnum() else cut)
    return moved


def _closes(words: str, stray: re.Match[str]) -> bool:
    """Whether a quotation mark with space on both sides closes: it is a closing one, odd, or the last."""
    mark = stray[1]
    return mark in "”’»" or words.count(mark, 0, stray.start(1)) % 2 == 1 or stray.end() == len(words)
