"""Who says so: cues of speech and thought in a sentence, with the speaker's words and the words attributed.

Cue words are those of ``en/speech.txt``. Four shapes are told apart: content first ("…," X said; …, said X), content
last (X said that …; X called for …), "according to X", and marks without a speaker ("reportedly").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from reporter.facts.headlines import DENYING, headline, titled
from reporter.facts.scene import (
    MASK,
    Report,
    Scene,
    Verb,
    clause_end,
    clause_start,
    noun_phrase_end,
    phrases,
    skip_marks,
    skip_space,
    verbs,
)
from reporter.facts.subject import BE, subject_of
from reporter.lexicon.gazetteer import sections
from reporter.model import Document, Span

_OBJECTS = frozenset("me him her them us it you reporters journalists".split())
_TELL = frozenset("tell ask inform remind assure warn advise convince urge promise show".split())
_ADJUNCTS = frozenset(
    """in on at during by after before monday tuesday wednesday thursday friday saturday sunday yesterday today
    earlier later last late early shortly soon exclusively this via from through of to about with when while as for
    if""".split()
)
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today".split())
_NO_SPEAKERS = (
    frozenset("that no yes nothing so little it they we you i if there this these those not all".split())
    | _DAYS
)
_FINITE = frozenset(
    "is are was were has have had would will could can may might should must does did do been be".split()
)
_HEARERS = frozenset(
    """officials reporters news television tv radio police lawmakers senators supporters journalists magazine newspaper
    agency investigators agents members congress officers leaders diplomats host anchor correspondent""".split()
)


def scene_reports(scene: Scene) -> list[Report]:
    """Every cue of one sentence."""
    found = list(headline(scene))
    found += _according(scene)
    found += _hearsay(scene)
    capitals = titled(scene)
    for number, word in enumerate(scene.words):
        verb = verbs().get(word.lower)
        if verb and (not (word.capital and number) or (capitals and (verb.clause or verb.lemma in DENYING))):
            found += _verb(
                scene,
                number,
                verb,
                next((report.source for report in reversed(found) if report.source), None),
            )
        elif (
            word.lower in phrases("nouns")
            and number + 1 < len(scene.words)
            and scene.words[number + 1].lower == "that"
        ):
            found.append(_noun(scene, number))
    return sorted(set(_clipped(found)), key=lambda report: (report.span.start, report.content.start))


def _clipped(found: list[Report]) -> list[Report]:
    """Contents end where the content of a cue behind them ends: ``He found it, she said`` finds only "it"."""
    ends = [
        (report.content.end, report.span.end) for report in found if report.content.end <= report.span.start
    ]
    return [_clip(report, ends) for report in found]


def _clip(report: Report, ends: Sequence[tuple[int, int]]) -> Report:
    start, stop = report.content
    for end, behind in ends:
        if start < end < stop and behind > end and stop >= behind:
            stop = end
    return report._replace(content=Span(start, stop))


def _according(scene: Scene) -> Iterator[Report]:
    lowered = scene.text.lower()
    for phrase in sorted(phrases("according")):
        at = lowered.find(phrase + " ")
        if at < 0 or (at and lowered[at - 1].isalnum()):
            continue
        begin = at + len(phrase) + 1
        stop = noun_phrase_end(scene, begin)
        source = scene.span(begin, stop)
        span = scene.span(at, stop)
        before = scene.text[:at].rstrip(" ,—–-(")
        if len(before.split()) >= 3:
            content = scene.span(clause_start(scene, at), len(before))
        else:
            content = scene.span(skip_marks(scene.text, stop), len(scene.text))
        if content.start < content.end:
            yield Report(scene.sentence.index, phrase, source, span, content)


@cache
def _hearsay_re() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{'|'.join(re.escape(phrase) for phrase in sorted(phrases('hearsay')))})\b", re.IGNORECASE
    )


def _hearsay(scene: Scene) -> Iterator[Report]:
    for match in _hearsay_re().finditer(scene.text):
        content = scene.span(clause_start(scene, match.start()), len(scene.text.rstrip(' .”"')))
        span = scene.span(match.start(), match.end())
        yield Report(scene.sentence.index, match.group().lower(), None, span, content, True)


def _noun(scene: Scene, number: int) -> Report:
    word, that = scene.words[number], scene.words[number + 1]
    return Report(
        scene.sentence.index,
        word.lower,
        None,
        scene.span(word.start, word.end),
        scene.span(that.start, clause_end(scene, that.end)),
    )


def _verb(scene: Scene, number: int, verb: Verb, earlier: Span | None) -> list[Report]:
    word = scene.words[number]
    if word.lower in phrases("quoting") and not scene.quotes:
        return []
    if word.lower in phrases("that") and not scene.quotes and not _takes_that(scene, number):
        return []
    following = scene.words[number + 1].lower if number + 1 < len(scene.words) else ""
    if (following == "by" and not scene.quotes) or (
        verb.lemma in ("speak", "talk") and following not in ("of", "about", "against", "for")
    ):
        return []
    if verb.clause:
        inverted = _inverted(scene, number, verb)
        if inverted:
            return inverted
    subject = subject_of(scene, number)
    if subject is None:
        return _without_subject(scene, number, verb, earlier)
    source = scene.span(scene.words[subject[0]].start, scene.words[subject[1]].end)
    span = scene.span(scene.words[subject[0]].start, word.end)
    if verb.clause:
        before = _before(scene, number, subject[0])
        if before:
            after = _quote_after(scene, number)
            contents = [before, *([after] if after else [])]
            return [Report(scene.sentence.index, word.lower, source, span, content) for content in contents]
    content = _after(scene, number, verb)
    return [Report(scene.sentence.index, word.lower, source, span, content)] if content else []


def _takes_that(scene: Scene, number: int) -> bool:
    return any(
        other.lower in ("that", "how", "why", "whether") for other in scene.words[number + 1 : number + 4]
    )


def _without_subject(scene: Scene, number: int, verb: Verb, earlier: Span | None) -> list[Report]:
    """``, adding that …`` and ``and said …``: the speaker is the one of the cue before."""
    word = scene.words[number]
    before = scene.words[number - 1].lower if number else ""
    if before in ("also", "then") and number > 1:
        before = scene.words[number - 2].lower
    gerund = word.lower.endswith("ing") and before not in BE | {
        "of",
        "the",
        "a",
        "no",
        "any",
        "by",
        "in",
        "for",
    }
    coordinated = before in ("and", "but") and earlier is not None
    if (not gerund and not coordinated) or (gerund and not number):
        return []
    content = _after(scene, number, verb)
    if content is None:
        return []
    start = scene.words[number].start
    return [Report(scene.sentence.index, word.lower, earlier, scene.span(start, word.end), content)]


def _ends_content(text: str) -> bool:
    stripped = text.rstrip(" \"”’'»")
    return bool(stripped) and (stripped[-1] in ",?!—–-" + MASK)


def _before(scene: Scene, number: int, first: int) -> Span | None:
    """The content that stands before subject and cue, if it does."""
    start = scene.words[first].start
    head = scene.text[:start]
    if not _ends_content(head) or (len(head.split()) < 2 and MASK not in head):
        return None
    quoted_end = head.rstrip(" \"”’'»,.").endswith(MASK)
    tells = verbs()[scene.words[number].lower].lemma in _TELL and number + 1 < len(scene.words)
    done = _past_object(scene, number) if tells else scene.words[number].end
    after = scene.text[done:].lstrip()
    rest = [word.lower for word in scene.words[number + 1 :] if word.start >= done][:2]
    closes = (
        not after
        or after[0] in '.,;:!?"”'
        or (
            bool(rest)
            and rest[0] in _ADJUNCTS
            and "that" not in [word.lower for word in scene.words[number + 1 : number + 8]]
        )
    )
    if after.startswith(":") or not (closes or (quoted_end and len(rest) <= 1)):
        return None
    begin = clause_start(scene, start)
    leading = scene.text[begin:start].split()
    if not quoted_end and (
        len(leading) < 4
        or (
            leading[0].lower().strip(",") in ("in", "on", "at", "after", "during", "but") and len(leading) < 7
        )
    ):
        return None
    if not quoted_end and after.startswith(",") and _quote_after(scene, number) is None and len(leading) < 6:
        return None
    end = len(head.rstrip(" ,—–-"))
    return scene.span(begin, end) if end > begin else None


def _quote_after(scene: Scene, number: int) -> Span | None:
    """A quotation that goes on after ``he said,``."""
    end = scene.base + scene.words[number].end
    for quote in scene.quotes:
        if quote.start >= end:
            between = scene.text[scene.words[number].end : quote.start - scene.base]
            return quote if between.rstrip(" \"“‘'").endswith((",", ".", ":")) and len(between) < 60 else None
    return None


def _inverted(scene: Scene, number: int, verb: Verb) -> list[Report]:
    """``"…," said X`` and ``…, says X``."""
    word = scene.words[number]
    head = scene.text[: word.start]
    if (
        not _ends_content(head)
        or number + 1 >= len(scene.words)
        or word.lower.endswith("ing")
        or verb.lemma in _TELL
    ):
        return []
    follower = scene.words[number + 1]
    if scene.after(number) not in (" ", "  ") or follower.lower in _NO_SPEAKERS:
        return []
    stop = noun_phrase_end(scene, follower.start)
    if not head.rstrip(" \"”’'»,.").endswith(MASK) and not _plain_inversion(scene, number, stop):
        return []
    source = scene.span(follower.start, stop)
    contents = [scene.span(clause_start(scene, word.start), len(head.rstrip(" ,")))]
    for quote in scene.quotes:
        between = scene.text[stop : quote.start - scene.base]
        if quote.start - scene.base >= stop and between.rstrip(' "“').endswith((",", ":", ".")):
            contents.append(quote)
            break
    return [
        Report(scene.sentence.index, word.lower, source, scene.span(word.start, stop), content)
        for content in contents
    ]


def _plain_inversion(scene: Scene, number: int, stop: int) -> bool:
    """Whether what follows the cue can only be its subject: a named or described person, and no clause."""
    tail = [word for word in scene.words[number + 1 :] if word.start < stop]
    if not tail or len(tail) > 9 or number < 4:
        return False
    if any(word.lower in _FINITE or (word.lower.endswith("ed") and not word.capital) for word in tail):
        return False
    roles = (
        sections("titles")["titles"]
        | sections("titles")["roles"]
        | phrases("anonymous")
        | {"police", "authorities"}
    )
    return (tail[0].capital and tail[0].lower not in _DAYS) or any(word.lower in roles for word in tail)


def _after(scene: Scene, number: int, verb: Verb) -> Span | None:
    """The content that stands after the cue."""
    word = scene.words[number]
    following = [other.lower for other in scene.words[number + 1 : number + 10]]
    if not following:
        rest = scene.text[word.end :]
        return scene.quotes[-1] if MASK in rest and scene.quotes else None
    begin = word.end
    gap = scene.after(number)
    if (
        "that" in following[:8]
        and verb.clause
        and not any(other in verbs() for other in following[: following.index("that")])
    ):
        begin = scene.words[number + 1 + following.index("that")].start
    elif verb.lemma in _TELL:
        begin = _past_object(scene, number)
    elif gap.strip(" \"“‘'" + MASK) == "." or gap.strip().startswith(";"):
        return None
    elif following[0] in _DAYS and gap == " ":
        begin = scene.words[number + 1].end
    colon = re.search(r":\s", scene.text[word.end : word.end + 90])
    if colon and verb.clause:
        begin = word.end + colon.end()
    begin = skip_space(scene.text, begin)
    end = clause_end(scene, begin)
    return scene.span(begin, end) if end - begin > 2 else None


def _past_object(scene: Scene, number: int) -> int:
    """Where the content begins after ``told AFP``, ``told reporters in Geneva``."""
    place = number + 1
    first = scene.words[place]
    if first.lower in _OBJECTS:
        return first.end
    if first.capital or first.lower in ("the", "a", "an", "his", "her", "their"):
        while place + 1 < len(scene.words) and scene.gap(place + 1) == " " and scene.words[place + 1].capital:
            place += 1
        if not first.capital and place == number + 1 and place + 1 < len(scene.words):
            place += 1
        while (
            place + 1 < len(scene.words)
            and scene.gap(place + 1) == " "
            and scene.words[place + 1].lower in _HEARERS
        ):
            place += 1
        return scene.words[place].end
    return scene.words[number].end if not first.lower.endswith("s") else first.end


def reports(document: Document, quotes: Sequence[Span]) -> list[list[Report]]:
    """The reports of every sentence, in order."""
    ends = [quote.end for quote in quotes]
    found = []
    for sentence in document.sentences:
        first = bisect_right(ends, sentence.span.start)
        here = []
        while first < len(quotes) and quotes[first].start < sentence.span.end:
            here.append(quotes[first])
            first += 1
        found.append(scene_reports(Scene(document, sentence, here)))
    return found
