"""The panels of the page: figures, timeline, voices, origins, checks in words, folded runs, the map."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import reporter
from reporter.diff.checks import CHECKS, Trace
from reporter.formats.view import page, tracing, wording
from reporter.formats.view.blocks import LONG, blocks, ticks
from reporter.formats.view.page import Page
from reporter.formats.view.review import record
from reporter.formats.view.speakers import Speakers, named, one_voice, origin
from reporter.model import (
    Comparison,
    Fact,
    Outcome,
    Quantity,
    Relation,
    Scope,
    Span,
    Step,
    Verdict,
    When,
)
from tests.builders import aligned, finding, member, story

SEEDS = sorted((Path(__file__).parent.parent.parent / "seeds" / "aleppo").glob("*.txt"))


@pytest.fixture(scope="module")
def seeds() -> Page:
    """The page of the seeds."""
    return page(reporter.compare([reporter.read(str(path)) for path in SEEDS]))


def _with_facts(*figures: tuple[int, str, Quantity]) -> Comparison:
    """The story with one conflict on figures."""
    base = story()
    members = tuple(member(base.documents, article, words) for article, words, _ in figures)
    documents = tuple(
        replace(
            document,
            facts=tuple(
                Fact("quantity", one.sentence, one.span, value)
                for one, (article, _, value) in zip(members, figures, strict=True)
                if article == number
            ),
        )
        for number, document in enumerate(base.documents)
    )
    return replace(base, documents=documents, findings=(finding(Relation.CONTRADICTS, "dead", *members),))


def test_figures_stand_where_their_values_say() -> None:
    shown = page(
        _with_facts(
            (0, "341 people", Quantity(341, 426, ">", counted="people")),
            (1, "730 people", Quantity(730, 912, ">", counted="people")),
        )
    )
    (row,) = shown.dots
    first, second = row.dots
    assert (first.label, second.label, first.words, second.words) == ("A", "B", "341 people", "730 people")
    left, right = float(first.x) - 12, float(second.x) - 12
    assert right / left == pytest.approx(730 / 341, rel=0.01)
    assert float(second.right) == shown.plot_width - 12  # the largest bound ends the scale
    assert row.apart == "×2.1"
    assert first.shape != second.shape
    assert first.y != second.y


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (Quantity(5, 5, dimension="duration", unit="day"), Quantity(5, 5, dimension="measure", unit="km")),
        (Quantity(1, 1, dimension="ordinal"), Quantity(2, 2, dimension="ordinal")),
        (Quantity(0, 0), Quantity(0, 0)),
        (Quantity(None, None), Quantity(3, 3)),
    ],
)
def test_what_cannot_be_set_on_one_scale_is_not_plotted(left: Quantity, right: Quantity) -> None:
    assert page(_with_facts((0, "341 people", left), (1, "730 people", right))).dots == ()


def test_the_timeline_is_in_order_and_needs_three_moments(seeds: Page) -> None:
    whens = [moment.when for moment in seeds.moments]
    assert len(whens) == len(set(whens)) >= 5
    assert whens.index("2011") < whens.index("15 November 2016") < whens.index("5 December 2016")
    assert all(len(moment.columns) == 2 for moment in seeds.moments)
    assert seeds.moments[0].since == ""
    assert all(moment.since for moment in seeds.moments[1:])
    base = story()
    days = (date(2016, 11, 15), date(2016, 12, 7))
    facts = tuple(Fact("date", 0, Span(0, 4), When(day, day)) for day in days)
    few = replace(base, documents=(replace(base.documents[0], facts=facts), base.documents[1]))
    assert page(few).moments == ()


def test_voices_with_a_dispute_and_of_both_articles_come_first(seeds: Page) -> None:
    first = seeds.voices[0]
    assert first.name == "Syrian Observatory for Human Rights"
    assert all(first.columns)
    assert first.disputed
    assert "they" not in {voice.name for voice in seeds.voices}
    anchors = {sentence.anchor for row in seeds.rows for cell in row.cells for sentence in cell.sentences}
    assert {one.anchor for voice in seeds.voices for column in voice.columns for one in column} <= anchors


def test_agreement_on_one_named_origin_is_marked() -> None:
    documents = story().documents

    def shared(*speakers: str) -> str:
        words = ("341 people", "730 people")
        members = [member(documents, number, words[number], one) for number, one in enumerate(speakers)]
        return origin(finding(Relation.EQUIVALENT, "dead", *members))

    assert shared("the Monitor Group", "The Monitor Group")
    assert shared("Syrian Observatory for Human Rights", "Syrian Observatory")
    assert shared("Reuters", "AFP") == ""
    assert shared("Reuters", "") == ""  # one of them says it in its own voice
    assert shared("rebel officials", "rebel officials") == ""  # nobody in particular
    one = [member(documents, 0, words, "Reuters") for words in ("341 people", "44 children")]
    assert origin(finding(Relation.EQUIVALENT, "dead", *one)) == ""  # one article only
    both = [member(documents, number, "people", "Reuters") for number in (0, 1)]
    assert origin(finding(Relation.CONTRADICTS, "dead", *both)) == ""  # no agreement


def test_speakers_go_by_one_name() -> None:
    speakers = Speakers()
    numbers = [speakers.number(one) for one in ("Sergei Lavrov", "Lavrov", "the army", "army", "John Kerry")]
    assert numbers == [0, 0, 1, 1, 2]
    assert one_voice("Reuters", "reuters")
    assert not one_voice("rebel official", "rebel officer")
    assert named("Bank of England")
    assert not named("Russian officials")


def test_every_check_has_words() -> None:
    """A rule's check that the page cannot word would be shown raw."""
    examples = {
        "interval": (1.0, 2.0, None, 5.0), "at-least": (36.8, 18.0), "shared": (["@soldier", "+syria"], ["+syria"]),
        "same-text": ("a", "b"), "places": (["east aleppo"], ["aleppo"]), "same-name": ("place", "Geneva", "Hamburg"),
        "days": ("2016-11-15", None, "2016-12-01", "2016-12-31"), "spelling-variant": ("Jon", "John"),
        "words-changed": (["a", "b"], ["a", "c"]),
    }  # fmt: skip
    missing = set(CHECKS) - set(examples)
    assert not missing, f"no words for {missing}"
    trace = Trace()
    for name, arguments in examples.items():
        trace.check(name, *arguments)
    for step in trace.steps:
        row = tracing.row(step)
        assert row.check != step.check.replace("-", " ")
        assert row.left
        assert row.right
        assert row.outcome
    worded = {step.check: tracing.row(step) for step in trace.steps}
    assert (worded["shared"].left, worded["shared"].outcome) == ("soldier, syria", "syria")
    assert worded["words-changed"].outcome == "“b” → “c”"
    assert "December 2016" in worded["days"].right


@pytest.mark.parametrize("arguments", [(), (1,), ("a", None, 3), ({"x": 1},), ([None],)])
def test_a_step_of_a_foreign_file_is_shown_as_it_is(arguments: tuple[object, ...]) -> None:
    for check in (*CHECKS, "something-else"):
        assert tracing.row(Step(check, arguments, None)).check


def test_what_was_read_is_told_with_its_limits() -> None:
    value = Quantity(341, 426.25, ">", counted="people")
    fact = Fact("quantity", 0, Span(0, 1), value, scope=Scope(places=("east aleppo",), part=True))
    told = tracing.reads(fact)
    assert "341 to 426.2 people" in told
    assert "east aleppo" in told
    assert "part" in told
    assert (
        tracing.reads(replace(fact, value=Quantity(0.75, 0.75, dimension="fraction"), scope=Scope()))
        == "75 %"
    )


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2011, 1, 1), date(2011, 12, 31), "2011"),
        (date(2016, 7, 1), date(2016, 7, 31), "July 2016"),
        (date(2016, 11, 15), date(2016, 11, 15), "15 November 2016"),
        (date(2016, 11, 15), date(2016, 12, 2), "15 November 2016 to 2 December 2016"),
        (date(2016, 11, 15), date.max, "from 15 November 2016"),
    ],
)
def test_periods_in_their_shortest_words(start: date, end: date, words: str) -> None:
    assert wording.span(start, end) == words


def test_long_runs_without_a_conflict_are_folded_and_nothing_is_lost() -> None:
    shown = page(story())
    quiet = next(row for row in shown.rows if row.verdict == Verdict.SHARED)
    loud = next(row for row in shown.rows if row.verdict == Verdict.CONFLICTING)
    kinds = [quiet] * 60 + [loud] + [quiet] * 5 + [loud] + [quiet] * (LONG - 60)
    rows = [replace(row, others_words=f"{number}") for number, row in enumerate(kinds)]
    made = blocks(rows)
    assert [row for block in made for row in block.rows] == rows
    assert [bool(block.folded) for block in made] == [True, False, True]
    assert all(row.verdict != Verdict.CONFLICTING for block in made if block.folded for row in block.rows)
    assert made[1].rows[0] is rows[59]  # a neighbour stays beside the conflict
    assert len(blocks(rows[: LONG - 1])) == 1
    assert blocks([]) == ()


def test_the_map_has_every_conflict_in_its_place() -> None:
    shown = page(story())
    marked = [tick for tick in ticks(shown.rows) if tick.anchor]
    wanted = [
        (number, next(one.anchor for cell in row.cells for one in cell.sentences))
        for number, row in enumerate(shown.rows)
        if row.verdict == Verdict.CONFLICTING
    ]
    assert [tick.anchor for tick in marked] == [anchor for _, anchor in wanted]
    for tick, (number, _) in zip(marked, wanted, strict=True):
        assert float(tick.top) == pytest.approx(1000 * number / len(shown.rows), abs=0.1)


def test_filters_offer_what_there_is(seeds: Page) -> None:
    offered = {one.value for one in seeds.choices.relations}
    entries = [*seeds.conflicts, *seeds.shared]
    assert {entry.relation_id for entry in entries} <= offered
    assert {entry.kind for entry in entries} <= {one.value for one in seeds.choices.kinds}
    assert any(one.words.startswith("Syrian Observatory") for one in seeds.choices.speakers)


def test_a_record_has_what_a_decision_needs() -> None:
    found = story().findings[0]
    assert record(found)["finding"] == found.id
    assert record(found)["subject"].startswith(found.subject)
    assert record(story().findings[4]) == {}  # shared: nothing to decide
    assert record(story().near_misses[0]) == {}
    assert {one.value for one in Outcome} == {"confirmed", "not-an-issue", "dismissed"}  # as in report.js


def test_aligned_order_leaves_out_only_what_stands_beside_the_first_article() -> None:
    """B3 goes with A1 too, but A1's row shows B1: a link is all it has there, so its own row must stay."""
    documents = story().documents
    beside = page(Comparison(documents, aligned((0, 0), (0, 2)), ()))
    assert not any(row.again for row in beside.rows)
    crossing = page(Comparison(documents, aligned((3, 0), (2, 1), (3, 2), (4, 3)), ()))
    left_out = [
        sentence.ref
        for row in crossing.rows
        if row.again
        for cell in row.cells
        for sentence in cell.sentences
    ]
    echoed = {
        echo.ref for row in crossing.rows if not row.again for cell in row.cells for echo in cell.echoes
    }
    assert set(left_out) <= echoed
    told = [
        one.ref for row in page(story()).rows if row.again for cell in row.cells for one in cell.sentences
    ]
    assert told == ["B2"]
