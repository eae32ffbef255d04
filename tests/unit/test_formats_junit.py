"""JUnit XML: counts that add up, and nothing of an article breaks it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reporter.formats.junit import render, render_check
from reporter.gate import judge
from reporter.model import Check, Comparison, Decision, Outcome
from tests.builders import hostile, story


def parsed(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False))


def test_a_suite_a_story_and_a_case_a_conflict() -> None:
    root = parsed(render(story(), title="The harbour"))
    (suite,) = root
    cases = suite.findall("testcase")
    assert suite.get("name") == "The harbour"
    assert [len(suite.findall(f".//{tag}")) for tag in ("failure", "skipped")] == [4, 1]
    assert {name: suite.get(name) for name in ("tests", "failures", "skipped", "errors")} == {
        "tests": "5",
        "failures": "4",
        "skipped": "1",
        "errors": "0",
    }
    assert [root.get(name) for name in ("tests", "failures", "skipped", "errors")] == ["5", "4", "1", "0"]
    assert cases[0].get("name").startswith("scope-differs: people dead [")
    failure = cases[0].find("failure")
    assert failure.get("type") == "scope-differs"
    assert "“more than 341 people dead”" in failure.text
    assert "in/b.txt:7" in failure.text
    assert "in/c.pdf" in cases[-1].get("name")


def test_settled_conflicts_are_skipped_and_unchanged_ones_pass() -> None:
    comparison = story()
    first, *rest = comparison.findings
    settled = replace(first, decision=Decision(first.id, Outcome.DISMISSED, note="old"))
    now = replace(comparison, findings=(settled, *rest), skipped=())
    (suite,) = parsed(render_check(judge([("harbour", now)], [("harbour", comparison)])))
    kinds = [[child.tag for child in case] for case in suite]
    assert kinds == [["skipped"], ["system-out"], ["system-out"], ["system-out"]]
    assert suite[0][0].get("message") == "dismissed: old"
    assert suite[1][0].text.startswith("unchanged: ")
    assert suite.get("failures") == "0"


def test_a_story_without_conflicts_has_a_case_that_passes() -> None:
    (suite,) = parsed(render(Comparison((), (), ())))
    (case,) = suite
    assert (case.get("name"), len(case)) == ("no conflicts", 0)


def test_no_stories_make_an_empty_document() -> None:
    root = parsed(render_check(Check(())))
    assert (len(root), root.get("tests")) == (0, "0")


@pytest.mark.parametrize(
    "payload",
    ["]]></failure>", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;", "\"'><x/>", "\x00\x0b\ufffe\ud800",
     "&amp;", "<![CDATA[x]]>", "-->", "\r\n\t"],
    ids=ascii,
)  # fmt: skip
def test_hostile_words_stay_words(payload: str) -> None:
    root = parsed(render(hostile(payload), title=payload))
    assert {element.tag for element in root.iter()} <= {
        "testsuites",
        "testsuite",
        "testcase",
        "failure",
        "skipped",
    }
    assert len(root) == 1
    assert root.getroottree().docinfo.doctype == ""


def allowed(sign: str) -> bool:
    """Whether XML 1.0 can hold the character (section 2.2)."""
    return sign in "\t\n\r" or (
        sign >= " " and sign not in "\ufffe\uffff" and not "\ud800" <= sign <= "\udfff"
    )


@given(st.text(max_size=20))
def test_any_title_is_well_formed_and_comes_back(title: str) -> None:
    name = parsed(render(Comparison((), (), ()), title=title or "x"))[0].get("name")
    assert name == "".join(sign if allowed(sign) else "\ufffd" for sign in title or "x")
