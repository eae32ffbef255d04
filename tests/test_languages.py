"""Whole pairs of articles in German and in Spanish, and one article in German beside one in English.

The articles in ``tests/stories`` were written for these tests.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import reporter
from reporter.lexicon import PACKS, language
from reporter.lexicon.events import phases_of
from reporter.model import Comparison

STORIES = Path(__file__).parent / "stories"


def compared(*names: str) -> Comparison:
    return reporter.compare(
        [
            reporter.Article.from_text(
                (STORIES / f"{name}.txt").read_text(encoding="utf-8"),
                published="2024-03-14",
                locator=f"{name}.txt",
            )
            for name in names
        ]
    )


def told(comparison: Comparison, verdict: str) -> dict[tuple[str, ...], str]:
    """Relation and rule of the findings, by what the articles say, the first words of each side."""
    found = {}
    for finding in comparison.findings:
        if finding.verdict == verdict:
            sides = {member.article: member.text for member in reversed(finding.members)}
            found[tuple(sides[side] for side in sorted(sides))] = (
                f"{finding.relation} {finding.evidence.rule}"
            )
    return found


PAIRS = {
    "de": ("de-a", "de-b"),
    "es": ("es-a", "es-b"),
    "de-strike": ("de-c", "de-d"),
    "es-vote": ("es-c", "es-d"),
}
CONFLICTS = {
    "de-strike": {
        ("35 Stunden", "24 Stunden"): "contradicts different-quantity",
        ("elf Prozent", "dreizehn Prozent"): "contradicts different-quantity",
    },
    "es-vote": {
        ("160", "165"): "contradicts different-quantity",
        ("2.300 millones de euros", "unos 3.100 millones de euros"): "contradicts different-quantity",
        (
            "recurrirá la ley ante el Tribunal Constitucional",
            "no recurrirá la ley ante el Tribunal Constitucional",
        ): "contradicts opposite-status",
        (
            "Esta reforma es un fraude a los jubilados",
            "Esta reforma es un engaño a los jubilados",
        ): "altered-quote altered-quote",
    },
    "de": {
        ("Mindestens zwölf Tote", "19"): "updated different-quantity",
        ("rund 3,5 Millionen Euro", "5,2 Millionen Euro"): "contradicts different-quantity",
        (
            "So etwas habe ich in dreißig Jahren nicht erlebt",
            "So etwas habe ich in zwanzig Jahren nicht erlebt",
        ): "altered-quote altered-quote",
        (
            "zurückgetreten",
            "nicht von seinem Posten zurückgetreten",
        ): "contradicts opposite-status",
    },
    "es": {
        ("Al menos doce muertos", "19 los muertos"): "updated different-quantity",
        ("treinta años", "veinte años"): "contradicts different-quantity",
        ("3,5 millones de euros", "5,2 millones de euros"): "contradicts different-quantity",
        (
            "dimitió el miércoles de su cargo",
            "no dimitirá de su cargo",
        ): "contradicts opposite-status",
        ("hasta finales de marzo", "hasta finales de abril"): "contradicts different-date",
    },
}
SHARED = {
    "de-strike": {
        ("rund 80 Prozent", "etwa 80 Prozent"): "equivalent same-quantity",
        ("555 Euro", "555 Euro"): "identical same-quantity",
        ("ab Donnerstag", "ab Donnerstag"): "identical same-date",
        ("Wir haben keine andere Wahl", "Wir haben keine andere Wahl"): "identical same-quote",
    },
    "es-vote": {
        ("178 votos", "178 votos"): "identical same-quantity",
        ("del 1 de enero de 2025", "desde el 1 de enero de 2025"): "equivalent same-date",
        ("Miles de jubilados", "unos 5.000 jubilados"): "refines same-quantity",
        ("Tribunal Constitucional", "Tribunal Constitucional"): "identical same-name",
    },
    "de": {
        ("34 Menschen", "34 Menschen"): "identical same-quantity",
        ("Rund 250 Einsatzkräfte", "Etwa 250 Einsatzkräfte"): "equivalent same-quantity",
        ("480 Menschen", "480 Menschen"): "identical same-quantity",
        ("Feuerwehrsprecher Thomas Brandl", "Thomas Brandl"): "equivalent same-name",
        ("sagte Feuerwehrsprecher Thomas Brandl", "sagte Thomas Brandl"): "identical same-voice",
    },
    "es": {
        ("34 resultaron heridas", "34 heridos"): "equivalent same-quantity",
        ("120 habitaciones", "120 habitaciones"): "identical same-quantity",
        ("Unos 250 bomberos", "Cerca de 250 bomberos"): "refines same-quantity",
        ("alcaldesa Carmen Torres", "alcaldesa Carmen Torres"): "identical same-name",
        ("según la policía", "según la policía"): "identical same-voice",
    },
}


@pytest.mark.parametrize("code", CONFLICTS)
def test_the_conflicts_of_a_pair_and_no_others(code: str) -> None:
    assert told(compared(*PAIRS[code]), "conflicting") == CONFLICTS[code]


@pytest.mark.parametrize("code", SHARED)
def test_what_a_pair_shares(code: str) -> None:
    found = told(compared(*PAIRS[code]), "shared")
    assert {sides: found.get(sides) for sides in SHARED[code]} == SHARED[code]


@pytest.mark.parametrize("code", CONFLICTS)
def test_a_pair_in_a_known_language_has_no_note_on_languages(code: str) -> None:
    comparison = compared(*PAIRS[code])
    assert comparison.run.notes == ()
    assert [document.article.metadata.language for document in comparison.documents] == [code[:2], code[:2]]


def test_between_two_languages_names_figures_and_dates_are_compared() -> None:
    comparison = compared("de-a", "en")
    assert comparison.run.notes == (
        "The articles are in different languages (A in German, B in English): between these, names, figures and dates "
        "are compared and no words.",
    )
    rules = {finding.evidence.rule for finding in comparison.findings if finding.verdict != "unique"}
    assert rules == {"different-quantity", "same-date", "same-name", "same-quantity"}
    shared = told(comparison, "shared")
    assert shared[("34 Menschen", "34 injured")] == "equivalent same-quantity"
    assert shared[("am Dienstagabend", "Tuesday evening")] == "equivalent same-date"
    assert shared[("Augsburg", "Augsburg")] == "identical same-name"


def test_no_conflict_rests_on_words_of_two_languages() -> None:
    """What would conflict in one language does not across two."""
    denied = "Managing director Martin Huber did not resign in Augsburg on Wednesday after the fire."
    told_twice = {
        "en": "Managing director Martin Huber resigned in Augsburg on Wednesday after the fire.",
        "de": "Der Geschäftsführer Martin Huber ist am Mittwoch nach dem Brand in Augsburg zurückgetreten.",
    }
    found = {}
    for code, words in told_twice.items():
        articles = [
            reporter.Article.from_text(text, language=spoken, published="2024-03-14", locator=spoken)
            for text, spoken in ((words, code), (denied, "en"))
        ]
        comparison = reporter.compare(articles)
        assert comparison.alignments
        found[code] = {one.evidence.rule for one in comparison.findings if one.verdict == "conflicting"}
    assert found["en"]
    assert found["de"] == set()


@pytest.mark.parametrize("code", [code for code in PACKS if code != "en"])
def test_a_pack_is_complete(code: str) -> None:
    """What every language has is there; the rest depends on how the language works."""
    pack = language(code).pack
    assert pack.name
    assert len(pack.small) > 100
    wanted = {
        "figures": "thousands one span words scales fractions vague before units money age_after persons fates",
        "calendar": "months weekdays lead days parts last this next units relations edges future at hour",
        "speech": "marks say according like that hearsay pronouns articles anonymous",
        "stance": "openers negations negating conditional discussed demanded planned possible directions part",
        "names": "given titles particles joins locatives organisations known abroad places",
    }
    empty = [
        f"{section}.{field}"
        for section, fields in wanted.items()
        for field in fields.split()
        if not getattr(getattr(pack, section), field)
    ]
    assert empty == []
    assert len(pack.calendar.months) == 12
    assert len(pack.calendar.weekdays) == 7
    assert ">= > < <= ~ <~".split() == [
        sign for sign in ">= > < <= ~ <~".split() if sign in pack.figures.before
    ]
    assert all(len(marks) == 2 for marks in pack.speech.marks)


@pytest.mark.parametrize("code", [code for code in PACKS if code != "en"])
def test_the_events_of_a_pack_are_those_of_english(code: str) -> None:
    assert phases_of(code)
    assert phases_of(code) - phases_of("en") == set()


@pytest.mark.parametrize("code", [code for code in PACKS if code != "en"])
def test_units_and_relations_of_a_pack_are_known(code: str) -> None:
    from reporter.lexicon.en.calendar import PARTS
    from reporter.lexicon.en.units import unit_of

    pack = language(code).pack
    assert all(unit_of(unit).canonical for unit in pack.figures.units.values())
    assert set(pack.calendar.relations.values()) <= {
        "since",
        "until",
        "before",
        "after",
        "from",
        "during",
        "by",
    }
    assert set(pack.calendar.parts.values()) <= set(PARTS)
    assert set(pack.calendar.edges.values()) == {"early", "mid", "late"}


def test_every_folder_of_the_lexicon_is_a_language_and_the_other_way_round() -> None:
    import reporter.lexicon as lexicon

    folder = Path(lexicon.__file__).parent
    assert {path.parent.name for path in folder.glob("*/events.txt")} == set(PACKS)


@pytest.mark.parametrize(
    ("code", "one", "other"),
    [
        (
            "de",
            "Der Ort heißt Orne. „Wir gehen derzeit nicht von Brandstiftung aus“, sagte Frauke Wilken.",
            "„Wir gehen derzeit von Brandstiftung aus“, sagte Wilken. Der Ort heißt Orne.",
        ),
        (
            "es",
            "El pueblo se llama Orne. «El conductor no había consumido alcohol», afirmó Carmen Sánchez.",
            "«El conductor había consumido alcohol», aseguró Carmen Sánchez. El pueblo se llama Orne.",
        ),
    ],
)
def test_a_quotation_that_was_turned_round_is_altered(code: str, one: str, other: str) -> None:
    """“nicht” and “no” are small words and change everything."""
    articles = [reporter.Article.from_text(text, language=code) for text in (one, other)]
    found = reporter.compare(articles).findings
    assert "altered-quote" in {finding.relation.value for finding in found}
