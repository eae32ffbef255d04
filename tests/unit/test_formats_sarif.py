"""SARIF: valid against the official schema, and every region where the words are."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from reporter.diff import RULES
from reporter.formats.annotation import Places
from reporter.formats.sarif import render, render_check
from reporter.gate import judge
from reporter.model import (
    Article,
    Changes,
    Check,
    Comparison,
    Decision,
    Outcome,
    Relation,
    Span,
    Verdict,
)
from reporter.pipeline import compare
from tests import official
from tests.builders import document, finding, hostile, member, story

VALIDATOR = jsonschema.Draft7Validator(
    official.schema("sarif-2.1.0"), format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER
)
FIRST = "Mill on fire\n\nThe blaze killed 12 people on Tuesday, police said.\n\nTalks are due in Geneva on Friday.\n"
SECOND = "Mill burns\n\nThe blaze killed 30 people on Tuesday, police said.\n\nTalks are due in Hamburg on Friday.\n"


def run_of(data: bytes) -> dict[str, Any]:
    """The one run, after validation."""
    log = json.loads(data)
    VALIDATOR.validate(log)
    (run,) = log["runs"]
    return dict(run)


def real(first: str = FIRST, second: str = SECOND) -> Comparison:
    return compare(
        [
            Article.from_text(text, published="2016-12-07", locator=f"articles/{name}.txt")
            for name, text in (("a", first), ("b", second))
        ]
    )


def test_every_rule_is_declared_and_explained() -> None:
    rules = run_of(render(real()))["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.id for rule in RULES]
    assert all(rule["shortDescription"]["text"] and rule["help"]["text"] for rule in rules)
    questions = {rule.id: rule.question for rule in RULES}
    assert all(questions[rule["id"]] in rule["help"]["text"] for rule in rules)


def test_results_are_the_conflicts_with_their_rule_level_and_regions() -> None:
    comparison = real()
    run = run_of(render(comparison))
    conflicts = [found for found in comparison.findings if found.verdict is Verdict.CONFLICTING]
    assert len(conflicts) == len(run["results"]) == 2
    texts = {"articles/a.txt": FIRST, "articles/b.txt": SECOND}
    for found, result in zip(conflicts, run["results"], strict=True):
        assert (
            run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"]
            == result["ruleId"]
            == found.evidence.rule
        )
        assert result["partialFingerprints"]["findingId/v1"] == found.id
        assert result["partialFingerprints"]["topic/v1"] == found.topic
        assert "baselineState" not in result
        quoted = []
        for location in (*result["locations"], *result["relatedLocations"]):
            physical = location["physicalLocation"]
            assert physical["artifactLocation"]["uriBaseId"] in run["originalUriBaseIds"]
            region = physical["region"]
            lines = texts[physical["artifactLocation"]["uri"]].split("\n")
            line = lines[region["startLine"] - 1]
            words = line[region["startColumn"] - 1 : region["endColumn"] - 1]
            assert region["startLine"] == region["endLine"]
            assert words == region["snippet"]["text"]
            start = region["charOffset"]
            text = texts[physical["artifactLocation"]["uri"]]
            assert text[start : start + region["charLength"]] == words
            quoted.append(words)
        assert quoted == [one.text for one in found.members]
    assert {result["level"] for result in run["results"]} <= {"error", "warning"}


def test_artifacts_carry_the_digest_of_the_file() -> None:
    (first, second) = run_of(render(real()))["artifacts"]
    assert first["location"]["uri"] == "articles/a.txt"
    assert second["hashes"]["sha-256"] == hashlib.sha256(SECOND.encode()).hexdigest()


def test_settled_findings_are_suppressed_with_the_note_and_open_ones_say_so() -> None:
    comparison = real()
    found = comparison.findings[0]
    decision = Decision(found.id, Outcome.NOT_AN_ISSUE, note="two\ncounts", name="Ada", decided="2016-12-08")
    settled = replace(comparison, findings=(replace(found, decision=decision), *comparison.findings[1:]))
    first, second = run_of(render(settled))["results"]
    justification = "not-an-issue: two counts (Ada, 2016-12-08)"
    assert first["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": justification}
    ]
    assert second["suppressions"] == []
    assert (first["properties"]["failing"], second["properties"]["failing"]) == (False, True)


def test_baseline_states_name_all_four() -> None:
    before = real()
    later = real(
        FIRST.replace("12 people", "14 people").replace("Geneva", "Vienna")
        + "\nThe mill belonged to Omar Said, 41.\n",
        SECOND.replace("30 people", "31 people") + "\nThe mill belonged to Omar Said, 57.\n",
    )
    figure, other = (found for found in before.findings if found.verdict is Verdict.CONFLICTING)
    gone = replace(other, id="gone", topic="gone", subject="gone", values="gone")
    before = replace(before, findings=(figure, gone))
    run = run_of(render_check(judge([("s", later)], [("s", before)])))
    states = {result["properties"]["subject"]: result["baselineState"] for result in run["results"]}
    assert states[figure.subject] == "updated"
    assert set(states.values()) == {"updated", "new", "absent"}
    same = run_of(render_check(judge([("s", later)], [("s", later)])))
    assert {result["baselineState"] for result in same["results"]} == {"unchanged"}


def test_changes_since_an_earlier_comparison_give_states_too() -> None:
    comparison = real()
    conflicts = [found for found in comparison.findings if found.verdict is Verdict.CONFLICTING]
    changes = Changes(new=(conflicts[0],), unchanged=(conflicts[1],))
    results = run_of(render(comparison, changes=changes))["results"]
    assert [result["baselineState"] for result in results] == ["new", "unchanged"]


def test_inputs_left_out_are_notifications() -> None:
    (note,) = run_of(render(story()))["invocations"][0]["toolExecutionNotifications"]
    assert "in/c.pdf" in note["message"]["text"]
    assert note["descriptor"]["id"] == "encrypted"


def test_a_run_without_stories_is_valid() -> None:
    assert run_of(render_check(Check(())))["results"] == []


PAYLOADS = [
    "[click](http://evil.example)", "{0} {x} 100%", "a\\b", "\u202e\u0000\x1b[31m", "\ud800", "]](1)", "\n\r\u2028",
    "é😀", "javascript:alert(1)", "a b#c?d:%41",
]  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS, ids=ascii)
def test_nothing_of_an_article_becomes_a_link_or_a_placeholder(payload: str) -> None:
    run = run_of(render(hostile(payload)))
    for result in run["results"]:
        text = result["message"]["text"]
        links = text.replace("\\\\", "").replace("\\[", "").replace("\\]", "")
        assert links.count("[") == links.count("](") == len(result["relatedLocations"]) or not links.count(
            "["
        )
        assert text.replace("{{", "").count("{") == 0
    assert all(" " not in one["location"]["uri"] for one in run["artifacts"])


@pytest.mark.parametrize(
    ("locator", "expected"),
    [
        ("articles/a b.txt", {"uri": "articles/a%20b.txt", "uriBaseId": "SRCROOT"}),
        ("./x/../a:b#c.txt", {"uri": "a%3Ab%23c.txt", "uriBaseId": "SRCROOT"}),
        ("/srv/ä.txt", {"uri": "file:///srv/%C3%A4.txt"}),
        ("C:\\news\\a.txt", {"uri": "file:///C:/news/a.txt"}),
    ],
)
def test_paths_become_uris(locator: str, expected: dict[str, str]) -> None:
    (artifact,) = run_of(render(Comparison((document(("One.",), {}, locator=locator),), (), ())))["artifacts"]
    assert artifact["location"] == expected


def test_standard_input_has_no_file() -> None:
    documents = tuple(document(("Headline", f"It killed {number}."), {}) for number in (12, 30))
    found = finding(Relation.CONTRADICTS, "dead", member(documents, 0, "12"), member(documents, 1, "30"))
    (result,) = run_of(render(Comparison(documents, (), (found,))))["results"]
    assert "physicalLocation" not in result["locations"][0]
    assert result["locations"][0]["logicalLocations"][0]["name"] == "article A"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_regions_hold_in_files_of_other_encodings(encoding: str, newline: str) -> None:
    text = newline.join(("Erste Zeile", "", "Zwölf „Tote“ und mehr."))
    article = Article(text, locator="a.txt", sha256=hashlib.sha256(text.encode(encoding)).hexdigest())
    places = Places(
        Check.of(Comparison((replace(document((text,), {}), article=article),), (), ())).stories[0]
    )
    start = text.index("Tote")
    one = member((replace(document((text,), {}), article=article),), 0, "Tote")
    region = places.region(one)
    assert region is not None
    assert (region.line, region.column, region.end_column) == (3, 8, 12)
    assert (one.span, region.offset) == (Span(start, start + 4), start)


def test_words_over_several_lines_end_on_the_last() -> None:
    documents = (document(("One two\nthree four",), {}, locator="a.txt"),)
    places = Places(Check.of(Comparison(documents, (), ())).stories[0])
    region = places.region(member(documents, 0, "two\nthree"))
    assert region is not None
    assert (region.line, region.column, region.end_line, region.end_column) == (1, 5, 2, 6)


def test_text_that_is_not_the_file_has_no_region() -> None:
    page = document(("Headline", "It killed 12."), {}, locator="a.html")
    page = replace(page, article=replace(page.article, sha256="0" * 64))
    found = finding(Relation.DISPUTED, "dead", member((page,), 0, "12"))
    (result,) = run_of(render(Comparison((page,), (), (found,))))["results"]
    physical = result["locations"][0]["physicalLocation"]
    assert "region" not in physical
    assert physical["artifactLocation"]["uri"] == "a.html"
