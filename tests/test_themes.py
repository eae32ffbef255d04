"""Themes, templates and languages, rendered and run for real."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
import tomllib
import zlib
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest

from reporter.assets import template_dir
from reporter.decisions import settle
from reporter.errors import ConfigError, RenderError
from reporter.formats import palette, render, strings, theme
from reporter.formats.look import Look, wearing
from reporter.formats.pdf import made
from reporter.formats.pdf.briefing import briefing_html
from reporter.model import Comparison, Decision, Outcome
from tests.builders import hostile, story
from tests.conftest import Visit

ROOT = Path(__file__).parent.parent


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PNG = b"".join(
    (
        b"\x89PNG\r\n\x1a\n",
        _chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 2, 8, 2, 0, 0, 0)),
        _chunk(b"IDAT", zlib.compress(b"\x00" + bytes(range(12)) + b"\x00" + bytes(12))),
        _chunk(b"IEND", b""),
    )
)
"""A picture of four by two points."""
USED_RE = re.compile(r"""\bt\("([a-z-]+\.[A-Za-z.-]+)\"""")
SAID_RE = re.compile(r"""\bsay\(\s*f?"([a-z-]+\.[A-Za-z.{}-]+)\"""")


def look(folder: Path, text: str) -> Look:
    (folder / "theme.toml").write_text(text, encoding="utf-8")
    return theme.look(folder / "theme.toml")


def faults(folder: Path, text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        look(folder, text)
    assert caught.value.slug == "bad-theme"
    return str(caught.value)


def page(wanted: Look, comparison: Comparison | None = None) -> str:
    with wearing(wanted):
        return render(comparison or story(), "html").decode()


def briefing(wanted: Look, comparison: Comparison | None = None) -> str:
    with wearing(wanted):
        return briefing_html(comparison or story(), made=made(story()))


def markdown(wanted: Look, comparison: Comparison | None = None) -> str:
    with wearing(wanted):
        return render(comparison or story(), "markdown").decode()


# Colours


def test_our_own_colours_are_readable() -> None:
    assert set(palette.ON) < set(palette.defaults())
    assert {ground for grounds in palette.ON.values() for ground in grounds} < set(palette.defaults())
    assert list(palette.unreadable(palette.defaults())) == []


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#0000ff", 2.15),
    ],
)
def test_contrast_is_that_of_the_standard(one: str, other: str, ratio: float) -> None:
    assert palette.contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert palette.contrast(other, one) == palette.contrast(one, other)


@pytest.mark.parametrize(
    ("words", "colour"),
    [("#A1b2C3", "#a1b2c3"), ("#fff", "#ffffff"), ("indigo", "#4b0082"), ("Navy", "#000080")],
)
def test_colours_by_number_and_name(words: str, colour: str) -> None:
    assert palette.colour(words) == colour


@pytest.mark.parametrize(
    "words",
    [
        "",
        "#12",
        "#12345",
        "#1234567",
        "reddish",
        "transparent",
        "currentcolor",
        "rgb(1,2,3)",
        "url(x)",
        "red;}",
        "#fff\n",
    ],
)
def test_what_is_no_colour(words: str) -> None:
    assert palette.colour(words) is None


def test_a_theme_colours_page_and_briefing(tmp_path: Path) -> None:
    wanted = look(tmp_path, '[colours]\nlink = {light = "#123456"}\nconflicting = {light = "maroon"}')
    assert "--link: light-dark(#123456, #8ab8ff);" in page(wanted)
    assert "--conflicting: #800000;" in briefing(wanted)
    assert 'fill="#800000"' in briefing(wanted)
    assert "#800000" not in page(Look())


def test_unreadable_colours_are_refused_by_both_names(tmp_path: Path) -> None:
    said = faults(tmp_path, '[colours]\nmuted = "#999"')
    assert "muted #999999 on bg #ffffff (light) has contrast 2.85, least is 4.5" in said
    said = faults(tmp_path, '[colours]\nbg = {light = "#9c1f17"}')
    assert "conflicting #9c1f17 on bg #9c1f17 (light) has contrast 1.00" in said


def test_all_faults_of_a_theme_are_named_at_once(tmp_path: Path) -> None:
    said = faults(
        tmp_path,
        'languge = "en"\nlogo = 3\n[colours]\nlinc = "red"\nshared = {lihgt = "#000"}\nline = 5\n'
        '[fonts]\npge = "Georgia"\npage = "x\\"; }"\n[strings.heading]\nconflictz = "x"\nshared = 4\nalone = "{who}"\n',
    )
    for named in (
        "unknown key languge; did you mean language?",
        "logo must be a file name",
        "unknown colour linc; did you mean link?",
        "shared: unknown key lihgt; did you mean light?",
        "line: 5 is no colour",
        "fonts: unknown key pge; did you mean page?",
        "fonts: page must be names of fonts",
        "strings: unknown key heading.conflictz; did you mean heading.conflicts?",
        "strings: heading.shared must be a text",
        "strings: heading.alone has no value for {who}",
    ):
        assert named in said


@pytest.mark.parametrize(
    "text", ["colours = 3", "fonts = []", "strings = 'x'", "language = 3", "language = 'tlh'", "x ="]
)
def test_themes_of_the_wrong_shape(tmp_path: Path, text: str) -> None:
    assert "theme.toml" in faults(tmp_path, text)


def test_fonts_are_quoted_names(tmp_path: Path) -> None:
    wanted = look(tmp_path, '[fonts]\npage = ["Georgia", "Times New Roman"]\nbriefing = "Source Serif 4"')
    assert 'body { font-family: "Georgia", "Times New Roman", system-ui, sans-serif; }' in page(wanted)
    assert 'body { font-family: "Source Serif 4", briefing, sans-serif; }' in briefing(wanted)


def test_a_logo_is_put_into_page_and_briefing(tmp_path: Path) -> None:
    (tmp_path / "desk.png").write_bytes(PNG)
    wanted = look(tmp_path, 'logo = "desk.png"\nlogo_words = "Desk <&>"')
    assert '<img src="data:image/png;base64,iVBOR' in page(wanted)
    assert 'alt="Desk &lt;&amp;&gt;"' in page(wanted)
    assert "img-src data:" in page(wanted)
    assert '<img src="logo:" alt="Desk &lt;&amp;&gt;">' in briefing(wanted)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "PNG or JPEG"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 200_000, "200 kB"),
    ],
    ids=["svg", "large"],
)
def test_a_logo_that_is_not_taken(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "logo").write_bytes(data)
    assert said in faults(tmp_path, 'logo = "logo"\nlogo_words = "Desk"')
    assert "cannot be read" in faults(tmp_path, 'logo = "none.png"\nlogo_words = "Desk"')
    assert "logo_words" in faults(tmp_path, 'logo = "logo"')


def test_a_theme_never_leaks_into_the_next_report(tmp_path: Path) -> None:
    before = render(story(), "html")
    page(look(tmp_path, 'language = "de"\n[colours]\nlink = {light = "#123456"}'))
    assert render(story(), "html") == before
    with pytest.raises(RenderError):
        page(dressed(tmp_path / "desk", "report.html.j2", "{{ nothing }}"))
    assert render(story(), "html") == before


# Languages


def every_string() -> dict[str, str]:
    return dict(strings.catalogue())


def test_every_language_has_every_string_with_the_same_places() -> None:
    english = every_string()
    assert "de" in strings.languages()
    for language in strings.languages():
        other = strings.catalogue(language)
        assert set(other) == set(english), language
        for key, text in english.items():
            assert theme.places(other[key]) == theme.places(text), (language, key)
            assert other[key].count("{}") == text.count("{}"), (language, key)
            assert other[key].count("|") == text.count("|"), (language, key)
            assert other[key].strip() or not text.strip(), (language, key)


def test_every_string_that_is_used_is_there_and_every_one_there_is_used() -> None:
    used: set[str] = set()
    for path in template_dir().rglob("*.j2"):
        used |= set(USED_RE.findall(path.read_text(encoding="utf-8")))
    for path in (ROOT / "reporter" / "formats").rglob("*.py"):
        used |= set(SAID_RE.findall(path.read_text(encoding="utf-8")))
    patterns = [re.sub(r"\\{[^}]*\\}", "[a-z-]+", re.escape(key)) for key in sorted(used)]
    keys = every_string()

    def told(key: str) -> bool:
        return any(re.fullmatch(pattern + r"(\.one|\.other)?", key) for pattern in patterns)

    assert [key for key in used if "{" not in key and not any(name.startswith(key) for name in keys)] == []
    tables = {"verdict", "relation", "outcome", "kind", "check", "lies", "area", "reached", "limit", "plain",
              "script", "reason", "language", "kicker", "decided", "time", "amount"}  # fmt: skip
    assert [key for key in keys if not told(key) and key.split(".")[0] not in tables] == []


class Words(HTMLParser):
    """The visible words of a page, without those of the articles: what stands outside ``⟦…⟧``."""

    SPOKEN = ("title", "alt", "aria-label", "placeholder")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in ("style", "script")
        self.found += [value or "" for name, value in attrs if name in self.SPOKEN]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(data)


ARTICLE_WORDS_RE = re.compile(r"[a-zA-ZäöüÄÖÜß’]{2,}")


def unsaid(text: str) -> set[str]:
    """Words of a page in the language of marks that no string says."""
    said = re.sub(r"⟦[^⟦⟧]*⟧", " ", text)
    while said != text:
        text, said = said, re.sub(r"⟦[^⟦⟧]*⟧", " ", said)
    return set(ARTICLE_WORDS_RE.findall(said))


@pytest.fixture
def marked() -> Look:
    """A look whose every string is between marks, so that words of the templates stand out."""
    own = tuple(
        (key, text if key.startswith(("language.", "kicker.numbers", "time.months")) else f"⟦{text}⟧")
        for key, text in every_string().items()
    )
    return Look(strings=own)


ALLOWED = {
    "reporter", "comparison", "json", "SHA", "None", "html", "md", "txt",
    *"January February March April May June July August September October November December Two One".split(),
}  # fmt: skip
"""Names and data that are nobody's language."""


def from_the_comparison(comparison: Comparison) -> set[str]:
    """Every word of the articles, and what the rules and settings say."""
    return set(ARTICLE_WORDS_RE.findall(comparison.to_json().replace("\\n", " ")))


def decided_story() -> Comparison:
    one, other = story().findings[:2]
    subject = replace(story(), findings=(one, replace(other, topic="t"), *story().findings[2:]))
    return settle(
        subject,
        [
            Decision(one.id, Outcome.CONFIRMED, "", "a note", "Ada", "2016-12-08"),
            Decision("gone", Outcome.DISMISSED, "t", subject="harbour"),
        ],
    )


@pytest.mark.parametrize("maker", [page, briefing], ids=["page", "briefing"])
def test_every_word_of_page_and_briefing_is_a_string(marked: Look, maker: object) -> None:
    comparison = decided_story()
    made_of = Words(maker(marked, comparison)).found  # type: ignore[operator]
    known = from_the_comparison(comparison) | ALLOWED
    assert {word for text in made_of for word in unsaid(text)} - known == set()


def test_every_word_of_markdown_is_a_string(marked: Look) -> None:
    comparison = decided_story()
    known = from_the_comparison(comparison) | ALLOWED
    assert unsaid(markdown(marked, comparison)) - known == set()


def test_german_reports_speak_german() -> None:
    german = theme.look(language="de")
    html, text, brief = page(german), markdown(german), briefing(german)
    assert '<html lang="de">' in html
    assert '<html lang="de">' in brief
    for words in ("Konflikte", "Gemeinsame Angaben", "7. Dezember 2016", "Zwei Artikel verglichen"):
        assert words in html
        assert words in text
        assert words in brief
    assert "Nächster Konflikt" in html
    assert "Seite " in brief
    assert '<span lang="en">Compared for people dead.</span>' in html


def test_json_is_the_same_in_every_look() -> None:
    with wearing(theme.look(language="de")):
        assert render(story(), "json") == story().to_json().encode()


def test_a_theme_words_single_strings_anew(tmp_path: Path) -> None:
    wanted = look(
        tmp_path, '[strings.heading]\nconflicts = "To <settle>"\n[strings.briefing]\npage = "p\\"; }"'
    )
    assert "To &lt;settle&gt;</h2>" in page(wanted)
    assert '--word-page: "p\\22 ; }";' in briefing(wanted)


def test_catalogues_are_toml_with_texts_only() -> None:
    for path in (template_dir() / "strings").iterdir():
        leaves = dict(strings.flat(tomllib.loads(path.read_text(encoding="utf-8"))))
        assert all(isinstance(text, str) for text in leaves.values())


# Templates


def dressed(folder: Path, name: str, text: str) -> Look:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return theme.look(templates=folder)


def test_one_block_is_changed_and_the_rest_is_ours(tmp_path: Path) -> None:
    wanted = dressed(
        tmp_path,
        "report.html.j2",
        '{% extends "base/report.html.j2" %}'
        "{% block summary %}<p>Foreign desk: {{ page.title }}</p>{{ super() }}{% endblock %}",
    )
    ours, theirs = page(Look()), page(wanted)
    assert theirs.replace("<p>Foreign desk: Army nears the old harbour</p>", "", 1).split() == ours.split()
    assert theirs != ours


@pytest.mark.parametrize(("name", "maker"), [("briefing.html.j2", briefing), ("report.md.j2", markdown)])
def test_every_block_can_be_changed(tmp_path: Path, name: str, maker: object) -> None:
    text = (template_dir() / name).read_text(encoding="utf-8")
    blocks = re.findall(r"\{% block (\w+)", text)
    assert len(blocks) >= 6
    overridden = "".join(f"{{% block {block} %}}changed {block}.\n{{% endblock %}}" for block in blocks)
    wanted = dressed(tmp_path, name, f'{{% extends "base/{name}" %}}{overridden}')
    shown = maker(wanted)  # type: ignore[operator]
    missing = [block for block in blocks if f"changed {block}." not in shown]
    assert missing in ([], ["voices", "timeline"], ["voices"], ["timeline"])


def test_whole_files_partials_and_styles_are_replaced(tmp_path: Path) -> None:
    wanted = dressed(tmp_path, "screen.css", "body { color: CanvasText; }\n")
    dressed(
        tmp_path, "partials/agreement.svg.j2", "{% macro agreement(picture) %}<p>no picture</p>{% endmacro %}"
    )
    shown = page(wanted)
    assert "<style>body { color: CanvasText; }\n</style>" in shown
    assert "<p>no picture</p>" in shown
    assert "<p>no picture</p>" in briefing(wanted)


def test_words_of_articles_stay_escaped_in_templates_of_a_user(tmp_path: Path) -> None:
    wanted = dressed(
        tmp_path,
        "report.html.j2",
        '{% extends "base/report.html.j2" %}{% block summary %}{{ page.title }}{% endblock %}',
    )
    assert "<script>alert" not in page(wanted, hostile("<script>alert(1)</script>"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ page.tilte }}", "tilte"),
        ("{% if %}", "Expected an expression"),
        ("{% block x %}", "report.html.j2 1"),
        ('{% extends "base/reprot.html.j2" %}', "reprot"),
        ('{% include "../secret" %}', "secret"),
        ("{{ ''.__class__.__mro__ }}", "SecurityError"),
        ("{{ page.__class__.__init__.__globals__ }}", "SecurityError"),
        ("{{ t.__globals__ }}", "SecurityError"),
        ('{{ t("heading.none") }}', "heading.none"),
        ("{{ 1 / 0 }}", "ZeroDivisionError"),
        ("{{ page.title + 1 }}", "TypeError"),
    ],
)
def test_a_fault_in_a_template_is_one_clear_error(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path.parent / "secret").write_text("secret", encoding="utf-8")
    wanted = dressed(tmp_path, "report.html.j2", text)
    with pytest.raises(RenderError, match=r"report\.html\.j2") as caught:
        page(wanted)
    assert caught.value.slug == "bad-template"
    assert said in str(caught.value)


def test_a_folder_that_changes_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no files in it") as caught:
        theme.look(templates=tmp_path)
    assert caught.value.slug == "bad-templates"
    (tmp_path / "reprot.html.j2").write_text("", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"reprot\.html\.j2; did you mean report\.html\.j2"):
        theme.look(templates=tmp_path)


# All of it together, for the checkers


@pytest.fixture(scope="module")
def dressed_up(tmp_path_factory: pytest.TempPathFactory) -> Look:
    """German, with colours, fonts and a logo of its own."""
    folder = tmp_path_factory.mktemp("theme")
    (folder / "desk.png").write_bytes(PNG)
    return look(
        folder,
        'language = "de"\nlogo = "desk.png"\nlogo_words = "Daily Desk"\n[fonts]\npage = "Georgia"\n[colours]\n'
        'bg = { light = "#fffaf0", dark = "#101820" }\nlink = { light = "indigo", dark = "#c4b5fd" }\n',
    )


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_a_themed_briefing_passes_the_checkers(dressed_up: Look, profile: str) -> None:
    checker = pytest.importorskip("page", reason="page-validation is not here: ./run setup")
    pypdf = pytest.importorskip("pypdf")
    with wearing(dressed_up):
        pdf = render(decided_story(), "pdf")
    report = checker.validate_pdf_bytes(pdf, profile=checker.ValidationProfile(profile))
    assert [(one.rule_id, one.message) for one in report.failures] == []
    reader = pypdf.PdfReader(BytesIO(pdf))
    assert reader.trailer["/Root"]["/Lang"] == "de"
    text = reader.pages[0].extract_text() + reader.pages[1].extract_text()
    assert "Seite 1 von " in text
    assert "Geklärt" in text or "Bestätigt von Ada am 8. Dezember 2016" in text
    assert len(reader.pages[0].images.keys()) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_themed_page_passes_axe_and_its_script_speaks_german(
    dressed_up: Look, tmp_path: Path, visit: Callable[..., Visit], scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe-core here")
    (tmp_path / "page.html").write_text(page(dressed_up), encoding="utf-8")
    shown = visit(color_scheme=scheme).open((tmp_path / "page.html").as_uri())
    shown.keyboard.press("n")
    shown.keyboard.press("c")
    assert shown.locator(".conflict.chosen .decision").text_content().startswith("✓ Bestätigt am ")
    assert shown.evaluate("document.querySelector('.logo img').naturalWidth") == 4
    assert [one["id"] for one in axe.Axe().run(shown).response["violations"]] == []


# The command line


def compare(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    (folder / "a.txt").write_text("The fire in Ferrol killed 12 people on Tuesday.\n", encoding="utf-8")
    (folder / "b.txt").write_text("The fire in Ferrol killed 30 people on Tuesday.\n", encoding="utf-8")
    command = (sys.executable, "-m", "reporter", "compare", "a.txt", "b.txt", "-f", "html,markdown", *options)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_options_of_the_command_line_reach_the_reports(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "screen.css").write_text("/* desk */", encoding="utf-8")
    (tmp_path / "theme.toml").write_text('[colours]\nlink = {light = "#123456"}', encoding="utf-8")
    options = (
        "--theme",
        "theme.toml",
        "--templates",
        "desk",
        "--interface",
        "de",
        "--story",
        "Brand in Ferrol",
    )
    done = compare(tmp_path, *options)
    assert done.returncode == 0, done.stderr
    shown = (tmp_path / "comparison.html").read_text(encoding="utf-8")
    for words in ("#123456", "/* desk */", '<html lang="de">', "Brand in Ferrol</h1>"):
        assert words in shown
    assert (
        (tmp_path / "comparison.md")
        .read_text(encoding="utf-8")
        .startswith("# Brand in Ferrol\n\nZwei Artikel")
    )


@pytest.mark.parametrize(
    ("options", "slug"),
    [
        (("--theme", "none.toml"), "bad-theme"),
        (("--interface", "tlh"), "bad-theme"),
        (("--templates", "none"), "bad-templates"),
    ],
    ids=str,
)
def test_looks_that_cannot_be_had(tmp_path: Path, options: tuple[str, ...], slug: str) -> None:
    done = compare(tmp_path, *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(f"[docs/messages.md#{slug}]\n")
    assert done.stderr.count("\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt"]


def test_the_title_of_the_story_file_is_the_title_of_the_reports(tmp_path: Path) -> None:
    (tmp_path / "story.toml").write_text('title = "The mill fire"\n', encoding="utf-8")
    assert compare(tmp_path).returncode == 0
    assert (tmp_path / "comparison.md").read_text(encoding="utf-8").startswith("# The mill fire\n")
    assert compare(tmp_path, "--story", "Another").returncode == 0
    assert (tmp_path / "comparison.md").read_text(encoding="utf-8").startswith("# Another\n")


# The documentation


def test_the_page_on_templates_is_what_the_code_says() -> None:
    done = subprocess.run(
        (sys.executable, "docs/make_templates.py"),
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    assert (ROOT / "docs" / "templates.md").read_bytes() == done.stdout, "make it again"


def test_the_examples_of_the_page_on_templates_work(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    (template,) = re.findall(r"```jinja\n(.*?)```", text, re.DOTALL)
    (tmp_path / "desk.png").write_bytes(PNG)
    (tmp_path / "theme.toml").write_text(example, encoding="utf-8")
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "report.html.j2").write_text(template, encoding="utf-8")
    shown = page(theme.look(tmp_path / "theme.toml", tmp_path / "desk"))
    assert "Foreign desk. Not for publication." in shown
    assert 'alt="Daily Desk"' in shown
