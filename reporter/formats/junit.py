"""JUnit XML: a test suite a story, a test case a conflict, in the form that CI services read.

There is no standard; this is the common core of what Jenkins, GitLab and GitHub actions accept: counts on each
suite, ``failure`` for what fails the gate, ``skipped`` for what somebody settled. No times: same input, same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.formats.annotation import Places, about, left_out, message, settlement
from reporter.formats.base import Format
from reporter.model import Changes, Check, Checked, CheckedStory, Comparison
from reporter.patterns import lazily

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NOT_XML_RE = lazily("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, not even as references (section 2.2)."""


def render(comparison: Comparison, *, title: str = "", changes: Changes | None = None) -> bytes:
    """The conflicts of one comparison; ``title`` names the suite."""
    return _document(Check.of(comparison, changes), title)


def render_check(check: Check) -> bytes:
    """A suite for each story. What is absent has no test case."""
    return _document(check, "")


def _document(check: Check, title: str) -> bytes:
    from xml.etree.ElementTree import Element, indent, tostring

    root = Element("testsuites", name="reporter")
    for story in check.stories:
        root.append(_suite(story, title or story.name or "comparison"))
    for count in ("tests", "failures", "errors", "skipped"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    indent(root, " ")
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _suite(story: CheckedStory, name: str) -> Element:
    from xml.etree.ElementTree import Element, SubElement

    suite, places = Element("testsuite", name=_xml(name)), Places(story)
    for checked in story.findings:
        _case(suite, checked, places, name)
    for skipped in story.comparison.skipped:
        case = SubElement(suite, "testcase", classname=_xml(name), name=_xml(f"input {skipped.locator}"))
        SubElement(case, "skipped", message=_xml(left_out(skipped)))
    if not len(suite):  # some services take an empty suite for a broken one
        SubElement(suite, "testcase", classname=_xml(name), name="no conflicts")
    for count, tag in (("tests", "testcase"), ("failures", ".//failure"), ("skipped", ".//skipped")):
        suite.set(count, str(len(suite.findall(tag))))
    suite.set("errors", "0")
    return suite


def _case(suite: Element, checked: Checked, places: Places, name: str) -> None:
    from xml.etree.ElementTree import SubElement

    finding = checked.finding
    case = SubElement(suite, "testcase", classname=_xml(name), name=_xml(f"{about(finding)} [{finding.id}]"))
    if finding.members and (path := places.path(finding.members[checked.primary])):
        case.set("file", _xml(path))
    quotations = "\n".join(places.quotations(finding))
    if finding.decision is not None:
        SubElement(case, "skipped", message=_xml(settlement(finding.decision)))
    elif checked.failing:
        failure = SubElement(case, "failure", type=finding.relation.value, message=_xml(message(finding)))
        failure.text = _xml(quotations)
    else:
        SubElement(case, "system-out").text = _xml(f"{checked.standing}: {message(finding)}\n{quotations}")


def _xml(text: str) -> str:
    """``text`` with what XML cannot hold replaced; ElementTree escapes the rest."""
    return NOT_XML_RE.sub("\ufffd", text)


JUNIT = Format(
    "junit",
    ".junit.xml",
    "application/xml",
    "the conflicts as test cases, for any CI service",
    render,
    check=render_check,
)
