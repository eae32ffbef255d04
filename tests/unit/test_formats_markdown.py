"""Markdown: readable, and nothing of an article becomes markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reporter.formats.markdown import render
from reporter.formats.templating import escape_markdown, link_target
from tests.builders import hostile, story

_GITHUB = MarkdownIt("gfm-like", {"linkify": False})


def _shown(line: str) -> tuple[set[str], str]:
    """Kinds of block and inline tokens that a line becomes, and its text."""
    tokens = _GITHUB.parse(line)
    inline = [child for token in tokens for child in token.children or ()]
    return {token.type for token in (*tokens, *inline)}, "".join(child.content for child in inline)


@pytest.mark.parametrize(
    "text",
    ["# no heading", "- no item", "1. no list", "1) no list", "*a* _b_ `c` ~~d~~", "[a](http://b.example)", "<b>x</b>",
     "a | b", "&lt;i&gt; &amp; &#60;", "=====", "---", "+ x", "> x", "![x](y)", "back\\slash", "<http://a.example>"],
)  # fmt: skip
def test_text_stays_text(text: str) -> None:
    kinds, shown = _shown(escape_markdown(text))
    assert kinds == {"paragraph_open", "inline", "paragraph_close", "text"} | (kinds & {"text_special"})
    assert shown.replace("\u200b", "") == text


@given(st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF), min_size=1, max_size=30))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    line = " ".join(text.split())
    if line:
        assert _shown(escape_markdown(line))[1].replace("\u200b", "") == line


def test_addresses_do_not_become_links() -> None:
    github = MarkdownIt("commonmark", {"html": False})
    assert "<a" not in github.render(escape_markdown("see https://evil.example/x or www.evil.example"))
    assert "https:\u200b" in escape_markdown("see https://evil.example")


def test_a_link_target_cannot_close_its_brackets() -> None:
    assert link_target("https://a.example/a>b c\\d") == "https://a.example/a%3Eb%20c%5Cd"


def test_the_story_as_markdown() -> None:
    text = render(story(), title="The harbour").decode()
    assert text.startswith("# The harbour\n\nTwo articles compared.\n")
    assert "- ≠ **4 conflicts to look at**" in text
    assert "### ≠ 1 people dead: scope differs\n\nCompared for people dead.\n" in text
    assert (
        "**more than 341 people dead**, including 44 children, the Monitor says. (the Monitor (“says”))"
        in text
    )
    assert "| people fled | “Tens of thousands” (A5; in the article’s own words) |" in text
    assert "> Left out: in/c.pdf: it is encrypted" in text
    assert "](<https://b.example/story?x=1&y=2>)" in text
    assert "\n\n\n" not in text


def test_hostile_words_make_no_markup() -> None:
    html = MarkdownIt("gfm-like", {"linkify": False}).render(
        render(hostile("<script>x</script> [a](javascript:b) | `c` **d**")).decode()
    )
    assert "<script" not in html
    assert 'javascript:b"' not in html
    assert "<code>" not in html
    assert html.count("<strong>") == html.count("</strong>")
