"""The page's source: self-contained, escaped, its policy true, its links whole."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from reporter.assets import template_dir, template_text
from reporter.formats.html import render
from reporter.model import Comparison
from tests.builders import hostile, story

_OUTSIDE = ("src", "srcset", "data", "poster", "action", "background", "style")
PAYLOADS = (
    "<script>document.title='owned'</script>",
    '"><img src=x onerror="document.title=\'owned\'">',
    "'><svg onload=document.title='owned'>",
    "</style><script>document.title='owned'</script>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "javascript:document.title='owned'",
    "{{ 7 * 7 }}{% include 'report.html.j2' %}",
    "&lt;script&gt;&#60;script&#62;",
)


class Page(HTMLParser):
    """What a test asks of a page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.links: list[str] = []
        self.outside: list[tuple[str, str, str]] = []
        self.tags: list[str] = []
        self.scripts: list[str] = []
        self.headings: list[int] = []
        self.text = ""
        self._inside: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._inside.append(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for name, given in attrs:
            value = given or ""
            if name == "id":
                self.ids.append(value)
            elif name == "href":
                (self.targets if value.startswith("#") else self.links).append(value.removeprefix("#"))
            elif name in _OUTSIDE or name.startswith("on"):
                self.outside.append((tag, name, value))

    def handle_endtag(self, tag: str) -> None:
        while self._inside and self._inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._inside[-1:] == ["script"]:
            self.scripts.append(data)
        elif self._inside[-1:] != ["style"]:
            self.text += data


def _page(comparison: Comparison) -> Page:
    return Page(render(comparison).decode())


def test_the_policy_names_style_and_script_by_their_hashes() -> None:
    source = render(story()).decode()
    head = source[source.index("<head>") + len("<head>") :].lstrip()
    assert head.startswith('<meta http-equiv="Content-Security-Policy"')
    for kind, tag in (("script-src", "script"), ("style-src", "style")):
        content = source.split(f"<{tag}>")[1].split(f"</{tag}>")[0]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{kind} &#39;sha256-{digest}&#39;" in source or f"{kind} 'sha256-{digest}'" in source
        assert source.count(f"<{tag}") == 1
    assert "default-src 'none'" in source


def test_the_page_asks_for_nothing() -> None:
    page = _page(story())
    assert page.outside == []
    assert not {"link", "img", "iframe", "object", "embed", "base", "audio", "video"} & set(page.tags)
    assert page.links == ["https://b.example/story?x=1&y=2"]
    assert "url(" not in template_text("screen.css")
    assert "@import" not in template_text("screen.css")


def test_every_link_has_its_target_and_every_name_is_used_once() -> None:
    page = _page(story())
    assert sorted(set(page.targets) - set(page.ids)) == []
    assert len(page.ids) == len(set(page.ids))
    for finding in story().findings:
        assert f"f-{finding.id}" in page.ids
        if finding.verdict == "conflicting":
            assert f"f-{finding.id}" in page.targets
    assert {"a1", "a7", "b1", "b6"} <= set(page.ids)


def test_headings_are_in_order() -> None:
    levels = _page(story()).headings
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_the_whole_of_both_articles_is_there() -> None:
    shown = " ".join(re.sub("[=≠○⊘][0-9]+", "", _page(story()).text).split())
    for document in story().documents:
        for sentence in document.sentences:
            assert document.words(sentence.span) in shown
        for removed in document.removed:
            assert document.words(removed.span) in shown


def test_receipts_and_reasons_are_there() -> None:
    text = _page(story()).text
    for wanted in (
        "scope-differs-quantity", "The same words?", "Compared for people dead.", "floor_score = 50", "navigation",
        story().documents[0].article.sha256, "it is encrypted", "stays relative", "reporter-comparison/1",
    ):  # fmt: skip
        assert wanted in text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_words_are_text(payload: str) -> None:
    tame, page = _page(hostile("harmless")), _page(hostile(payload))
    assert page.tags == tame.tags
    assert page.outside == []
    assert page.links == []
    assert page.scripts == [template_text("report.js")]
    assert payload in page.text


def test_templates_leave_escaping_on() -> None:
    templates = sorted(template_dir().rglob("*.j2"))
    assert len(templates) >= 6
    for template in templates:
        source = template.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe|autoescape", source), template
        assert not re.search(r"=\{\{", source), f"unquoted attribute in {template}"


def test_sizes() -> None:
    assert len(template_text("report.js").encode()) <= 22_000
    assert len(template_text("screen.css").encode()) <= 26_000


def test_three_articles_and_none() -> None:
    two = story()
    three = Comparison((*two.documents, two.documents[0]), two.alignments, two.findings)
    page = _page(three)
    assert {"c1", "c7"} <= set(page.ids)
    assert sorted(set(page.targets) - set(page.ids)) == []
    assert "No conflict found" in _page(Comparison((), (), ())).text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(scheme: str) -> None:
    """WCAG 2.2, 1.4.3: every text colour on every ground it stands on, at least 4.5 to 1."""
    css = template_text("screen.css")
    colours = {
        name: values[scheme == "dark"]
        for name, *values in re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)", css)
    }

    def luminance(colour: str) -> float:
        digits = colour[1:] if len(colour) == 7 else "".join(one * 2 for one in colour[1:])
        parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    grounds = ("bg", "panel", "conflicting-bg", "shared-bg", "unique-bg")
    pairs = [
        (text, ground)
        for text in ("fg", "muted", "link", "conflicting", "shared", "near-miss")
        for ground in grounds
    ]
    pairs += [("fg", f"{mark}-mark") for mark in ("conflicting", "shared", "unique", "near-miss")] + [
        ("fg", "find")
    ]
    pairs += [("unique", "bg"), ("unique", "panel")]
    for text, ground in pairs:
        dark, bright = sorted((luminance(colours[text]), luminance(colours[ground])))
        assert (bright + 0.05) / (dark + 0.05) >= 4.5, (text, ground)
