"""The command line, run as real processes: exit codes, what goes where, and what is left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from reporter.config import Settings, load
from reporter.errors import ConfigError

ROOT = Path(__file__).parent.parent
COMMAND = (sys.executable, "-m", "reporter")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80"}
FIRST = "The army took the town of Ferrol on Wednesday.\n\nThe monitor said at least 12 people were killed.\n"
SECOND = (
    "The army entered the town of Ferrol on Wednesday.\n\nThe monitor said at least 30 people were killed.\n"
)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with two articles, a.txt and b.txt."""
    (tmp_path / "a.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "b.txt").write_text(SECOND, encoding="utf-8")
    return tmp_path


def reporter(
    desk: Path, *arguments: str, given: bytes | None = None, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        (*COMMAND, *arguments),
        cwd=desk,
        env={**ENVIRONMENT, **(environment or {})},
        input=given,
        stdin=subprocess.DEVNULL if given is None else None,
        capture_output=True,
        check=False,
    )


def names(desk: Path) -> set[str]:
    return {str(path.relative_to(desk)) for path in desk.rglob("*") if path.is_file()}


def one_line(done: subprocess.CompletedProcess[bytes], slug: str) -> str:
    """The error's line, after checking that it is the only one and all that was printed."""
    line = done.stderr.decode()
    assert done.returncode == 2, line
    assert done.stdout == b""
    assert line.startswith("reporter: error: "), line
    assert line.endswith(f" [docs/messages.md#{slug}]\n"), line
    assert line.count("\n") == 1, line
    return line


def with_pango() -> bool:
    probe = (sys.executable, "-c", "import weasyprint")
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


@pytest.fixture
def no_pango(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which WeasyPrint fails at import as it does without Pango."""
    folder = tmp_path_factory.mktemp("pdf-needs-pango")
    (folder / "weasyprint.py").write_text(
        "raise OSError(\"cannot load library 'libpango-1.0-0': no such file\")\n", encoding="utf-8"
    )
    return {"PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"}


# Reports


@pytest.mark.skipif(not with_pango(), reason="PDF needs Pango")
def test_two_articles_make_three_reports_here(desk: Path) -> None:
    done = reporter(desk, "compare", "a.txt", "b.txt")
    assert (done.returncode, done.stdout) == (0, b""), done.stderr
    assert names(desk) == {"a.txt", "b.txt", "comparison.html", "comparison.pdf", "comparison.json"}
    assert done.stderr.decode() == "wrote comparison.html\nwrote comparison.pdf\nwrote comparison.json\n"
    assert (desk / "comparison.pdf").read_bytes().startswith(b"%PDF-")


def test_json_goes_to_standard_output_and_nothing_else_does(desk: Path) -> None:
    done = reporter(desk, "compare", "a.txt", "b.txt", "-f", "json", "-o", "-")
    assert (done.returncode, done.stderr) == (0, b"")
    plain = json.loads(done.stdout)
    assert [article["label"] for article in plain["articles"]] == ["A", "B"]
    assert names(desk) == {"a.txt", "b.txt"}


@pytest.mark.parametrize(
    ("options", "written"),
    [
        (("-f", "json"), {"comparison.json"}),
        (("-f", "html,json", "-o", "out"), {"out/comparison.html", "out/comparison.json"}),
        (("-f", "html,json", "-o", "out.d/"), {"out.d/comparison.html", "out.d/comparison.json"}),
        (("-f", "html:page.html,json", "-o", "deep/out"), {"page.html", "deep/out/comparison.json"}),
        (("-f", "json", "-o", "x.data"), {"x.data"}),
        (("-o", "x.json"), {"x.json"}),
        (("-o", "x.md"), {"x.md"}),
        (("-f", "json:one.json,json:two.json"), {"one.json", "two.json"}),
    ],
    ids=str,
)
def test_reports_lie_where_they_are_asked_for(desk: Path, options: Sequence[str], written: set[str]) -> None:
    done = reporter(desk, "compare", "a.txt", "b.txt", *options)
    assert (done.returncode, done.stdout) == (0, b""), done.stderr
    assert names(desk) - {"a.txt", "b.txt"} == {str(Path(path)) for path in written}
    assert sorted(done.stderr.decode().splitlines()) == sorted(f"wrote {Path(path)}" for path in written)


def test_a_report_replaces_an_older_one_and_quiet_is_quiet(desk: Path) -> None:
    (desk / "comparison.json").write_text("old", encoding="utf-8")
    done = reporter(desk, "compare", "a.txt", "b.txt", "-f", "json", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert json.loads((desk / "comparison.json").read_bytes())["format"] == "reporter-comparison/1"


def test_the_same_article_twice_is_all_shared(desk: Path) -> None:
    plain = json.loads(reporter(desk, "compare", "a.txt", "a.txt", "-f", "json", "-o", "-").stdout)
    verdicts = {sentence["verdict"] for article in plain["articles"] for sentence in article["sentences"]}
    assert verdicts == {"shared"}
    assert {finding["verdict"] for finding in plain["findings"]} <= {"shared"}


def test_the_same_call_gives_the_same_bytes(desk: Path) -> None:
    call = ("compare", "a.txt", "b.txt", "-f", "json", "-o", "-")
    seeds = [reporter(desk, *call, environment={"PYTHONHASHSEED": seed}).stdout for seed in ("0", "7")]
    assert seeds[0] == seeds[1]
    assert seeds[0]


def test_three_articles_and_standard_input(desk: Path) -> None:
    done = reporter(desk, "compare", "a.txt", "b.txt", "-", "-f", "json:-", given=FIRST.encode())
    plain = json.loads(done.stdout)
    assert [(article["label"], article["locator"]) for article in plain["articles"]] == [
        ("A", "a.txt"),
        ("B", "b.txt"),
        ("C", "-"),
    ]


def test_options_describe_the_article_of_their_letter(desk: Path) -> None:
    options = (
        "--published",
        "A=2016-12-07",
        "--outlet",
        "b=The Herald",
        "--title",
        "A=1=1",
        "--language",
        "B=en",
    )
    done = reporter(desk, "compare", "a.txt", "b.txt", "-f", "json", "-o", "-", *options)
    first, second = json.loads(done.stdout)["articles"]
    assert (first["published"], first["outlet"], first["title"]) == ("2016-12-07", None, "1=1")
    assert (second["published"], second["outlet"], second["language"]) == (None, "The Herald", "en")


# Without Pango


def test_since_opens_the_briefing_with_what_changed(desk: Path) -> None:
    assert reporter(desk, "compare", "a.txt", "b.txt", "-f", "json:old.json").returncode == 0
    (desk / "b.txt").write_text(SECOND.replace("30 people", "45 people"), encoding="utf-8")
    done = reporter(desk, "compare", "a.txt", "b.txt", "-f", "pdf,json:old.json", "--since", "old.json")
    if not with_pango():
        one_line(done, "pdf-needs-pango")
        return
    assert done.returncode == 0, done.stderr
    from pypdf import PdfReader

    first = " ".join(PdfReader(desk / "comparison.pdf").pages[0].extract_text().split())
    assert "b.txt was edited" in first
    assert "1 changed" in first
    assert first.index("at least 30 people") < first.index("at least 45 people")
    assert "45 people" in (desk / "old.json").read_text(encoding="utf-8")  # read before it is written over


@pytest.mark.parametrize(
    ("name", "slug"), [("none.json", "missing-file"), ("a.txt", "not-a-comparison"), (".", "unreadable-file")]
)
def test_since_takes_a_comparison_only(desk: Path, name: str, slug: str) -> None:
    before = names(desk)
    assert name in one_line(reporter(desk, "compare", "a.txt", "b.txt", "--since", name), slug)
    assert names(desk) == before


def test_a_character_without_a_glyph_is_told_unless_quiet(desk: Path) -> None:
    if not with_pango():
        pytest.skip("no Pango here: see `reporter doctor`")
    (desk / "b.txt").write_text(SECOND + "\nA sign: \u0378.\n", encoding="utf-8")
    told = reporter(desk, "compare", "a.txt", "b.txt", "-f", "pdf").stderr.decode()
    assert told.splitlines()[0].startswith("reporter: No font here has 1 character")
    assert "U+0378" in told
    assert reporter(desk, "compare", "a.txt", "b.txt", "-f", "pdf", "-q").stderr == b""


def test_without_pango_html_and_json_are_made_and_pdf_is_left_out(
    desk: Path, no_pango: dict[str, str]
) -> None:
    done = reporter(desk, "compare", "a.txt", "b.txt", environment=no_pango)
    assert (done.returncode, done.stdout) == (0, b"")
    assert names(desk) == {"a.txt", "b.txt", "comparison.html", "comparison.json"}
    last = done.stderr.decode().splitlines()
    assert last[:2] == ["wrote comparison.html", "wrote comparison.json"]
    assert len(last) == 3
    assert last[2].startswith("pdf is left out: ")


def test_without_pango_pdf_by_request_is_trouble_and_writes_nothing(
    desk: Path, no_pango: dict[str, str]
) -> None:
    done = reporter(desk, "compare", "a.txt", "b.txt", "-f", "html,pdf", environment=no_pango)
    assert "reporter doctor" in one_line(done, "pdf-needs-pango")
    assert names(desk) == {"a.txt", "b.txt"}


def test_the_doctor_without_pango_names_the_command_for_each_system(
    desk: Path, no_pango: dict[str, str]
) -> None:
    done = reporter(desk, "doctor", environment=no_pango)
    assert done.returncode == 1
    printed = done.stdout.decode()
    for command in ("apt-get install", "dnf install pango", "brew install pango", "pacman -S"):
        assert command in printed
    assert "MISSING PDF" in printed


@pytest.mark.skipif(not with_pango(), reason="PDF needs Pango")
def test_the_doctor_finds_everything(desk: Path) -> None:
    done = reporter(desk, "doctor")
    assert (done.returncode, done.stderr) == (0, b""), done.stdout
    assert "ok      PDF: made one" in done.stdout.decode()


# Bad input


def pdf(encrypted: bool) -> bytes:
    from io import BytesIO

    from pypdf import PdfWriter

    writer, stream = PdfWriter(), BytesIO()
    writer.add_blank_page(200, 200)
    if encrypted:
        writer.encrypt("secret", algorithm="RC4-128")
    writer.write(stream)
    return stream.getvalue()


BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "empty-input"),
    "blank.txt": (b" \n\t\n", "empty-input"),
    "binary.txt": (bytes(range(256)) * 8, "binary-input"),
    "picture.png": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "binary-input"),
    "locked.pdf": (pdf(encrypted=True), "encrypted-pdf"),
    "scan.pdf": (pdf(encrypted=False), "no-text-in-pdf"),
    "torn.pdf": (b"%PDF-1.7\nnothing of the kind", "broken-pdf"),
    "torn.docx": (b"PK\x03\x04 nothing of the kind", "broken-docx"),
    "wall.html": (
        b"<!doctype html><title>Cookies</title><body><nav><a href=/>Home</a></nav></body>",
        "no-article-text",
    ),
    "dated.md": (b"---\ntitle: X\npublished: someday\n---\nThe army took the town.\n", "bad-date"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("place", ["first", "last"])
def test_bad_input_is_one_line_and_leaves_nothing(desk: Path, name: str, place: str) -> None:
    data, slug = BAD[name]
    (desk / name).write_bytes(data)
    before = names(desk)
    articles = (name, "a.txt") if place == "first" else ("a.txt", name)
    done = reporter(desk, "compare", *articles)
    assert name in one_line(done, slug)
    assert names(desk) == before


def test_empty_standard_input(desk: Path) -> None:
    one_line(reporter(desk, "compare", "a.txt", "-", given=b""), "empty-input")


def test_a_missing_file_with_a_line_break_in_its_name_is_still_one_line(desk: Path) -> None:
    line = one_line(reporter(desk, "compare", "a.txt", "no\nsuch\x1b[31m.txt"), "missing-file")
    assert "\x1b" not in line


def test_a_missing_file_suggests_its_neighbour(desk: Path) -> None:
    (desk / "herald.txt").write_text(FIRST, encoding="utf-8")
    assert "did you mean herald.txt?" in one_line(reporter(desk, "inspect", "heralt.txt"), "missing-file")


def test_a_folder(desk: Path) -> None:
    one_line(reporter(desk, "compare", "a.txt", "."), "is-a-folder")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file(desk: Path) -> None:
    (desk / "b.txt").chmod(0)
    one_line(reporter(desk, "compare", "a.txt", "b.txt"), "unreadable-file")


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that even root cannot read")
def test_a_file_that_fails_while_it_is_read(desk: Path) -> None:
    one_line(reporter(desk, "compare", "a.txt", "/proc/self/mem"), "unreadable-file")


# Bad command lines


@pytest.mark.parametrize(
    ("arguments", "slug", "words"),
    [
        ((), "usage", "VERB"),
        (("compute",), "usage", "compute"),
        (("compare",), "usage", "ARTICLE"),
        (("compare", "a.txt"), "one-article", "at least two articles"),
        (("compare", "a.txt", "b.txt", "--colour"), "usage", "--colour"),
        (("compare", "-", "-"), "usage", "standard input"),
        (("compare", "a.txt", "b.txt", "-f", "htm"), "unknown-format", "did you mean html?"),
        (("compare", "a.txt", "b.txt", "-f", "md"), "unknown-format", "did you mean markdown?"),
        (("compare", "a.txt", "b.txt", "-f", ""), "unknown-format", "known: "),
        (("compare", "a.txt", "b.txt", "-f", "html:"), "usage", "after the colon"),
        (("compare", "a.txt", "b.txt", "-o", "x.odt"), "unknown-format", "x.odt"),
        (("compare", "a.txt", "b.txt", "-o", "-"), "formats-and-file", "one format"),
        (
            ("compare", "a.txt", "b.txt", "-f", "html,json", "-o", "x.html"),
            "formats-and-file",
            "give -o a folder",
        ),
        (("compare", "a.txt", "b.txt", "-f", "json,json"), "same-output", "comparison.json"),
        (("compare", "a.txt", "b.txt", "-f", "json", "-o", "./a.txt"), "same-output", "a.txt"),
        (("compare", "a.txt", "b.txt", "-f", "json:a.txt/x.json"), "cannot-write", "a.txt"),
        (("compare", "a.txt", "b.txt", "--published", "2016-12-07"), "bad-label", "A=VALUE"),
        (("compare", "a.txt", "b.txt", "--outlet", "C=X"), "bad-label", "A to B"),
        (("compare", "a.txt", "b.txt", "--published", "A=yesterday"), "bad-date", "yesterday"),
        (("compare", "a.txt", "b.txt", "--config", "none.toml"), "config-unreadable", "none.toml"),
        (("inspect", "a.txt", "--stage", "soul"), "usage", "soul"),
        (("explain", "none.json", "x"), "missing-file", "none.json"),
        (("explain", "a.txt", "x"), "not-a-comparison", "a.txt"),
        (("list", "wishes"), "usage", "wishes"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_bad_command_lines_say_what_is_wrong(
    desk: Path, arguments: Sequence[str], slug: str, words: str
) -> None:
    before = names(desk)
    assert words in one_line(reporter(desk, *arguments), slug)
    assert names(desk) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
@pytest.mark.parametrize(
    "call", [("compare", "a.txt", "b.txt", "-f", "json", "-o", "-"), ("list", "rules")], ids=str
)
def test_a_full_disk_behind_standard_output_is_trouble(desk: Path, call: Sequence[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            (*COMMAND, *call), cwd=desk, env=ENVIRONMENT, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert done.stderr.decode().endswith("[docs/messages.md#cannot-write]\n")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="needs /dev/null")
def test_a_device_is_written_to_and_not_replaced(desk: Path) -> None:
    done = reporter(desk, "compare", "a.txt", "b.txt", "-f", "json", "-o", "/dev/null")
    assert done.returncode == 0, done.stderr
    assert Path("/dev/null").is_char_device()


# Interruptions


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("pause", [0.5, 1.5])
def test_an_interrupt_leaves_nothing_behind(desk: Path, pause: float) -> None:
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND)):
        long = "".join(f"On day {number} of the siege, {text}" for number in range(3000))
        (desk / name).write_text(long, encoding="utf-8")
    process = subprocess.Popen(
        (*COMMAND, "compare", "a.txt", "b.txt"), cwd=desk, env=ENVIRONMENT, stdout=-1, stderr=-1, text=True
    )
    time.sleep(pause)
    assert process.poll() is None, "the input is too small to be interrupted"
    process.send_signal(signal.SIGINT)
    out, talk = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == ""
    assert talk == "reporter: interrupted, nothing half-written is left\n"
    assert names(desk) == {"a.txt", "b.txt"}


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX pipes")
@pytest.mark.parametrize(
    "call",
    [
        ("compare", "a.txt", "b.txt", "-f", "json", "-o", "-"),
        ("inspect", "a.txt"),
        ("list", "rules"),
        ("--help",),
    ],
    ids=str,
)
def test_a_reader_who_has_gone_is_no_error_message(desk: Path, call: Sequence[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(
            (*COMMAND, *call), cwd=desk, env=ENVIRONMENT, stdout=closed, stderr=subprocess.PIPE, check=False
        )
    assert done.stderr == b""
    assert done.returncode == (141 if call != ("--help",) else done.returncode)


# Looking inside


def test_inspect_shows_what_each_stage_saw(desk: Path) -> None:
    (desk / "a.txt").write_text(f"skip to main content\n\n{FIRST}", encoding="utf-8")
    text = reporter(desk, "inspect", "a.txt", "--stage", "text", "--published", "2016-12-07").stdout.decode()
    assert "published: 2016-12-07" in text
    assert ": skip to main content-]" in text
    assert "The army took the town of Ferrol on Wednesday." in text
    sentences = reporter(desk, "inspect", "a.txt", "--stage", "sentences").stdout.decode().splitlines()
    assert [line.split()[0] for line in sentences] == ["0", "1"]
    facts = reporter(desk, "inspect", "a.txt", "--stage", "facts").stdout.decode()
    assert "quantity" in facts
    assert "12" in facts
    everything = reporter(desk, "inspect", "a.txt").stdout.decode()
    assert [line for line in everything.splitlines() if line.startswith("## ")] == [
        "## text",
        "## sentences",
        "## facts",
    ]


def test_control_characters_of_an_article_do_not_reach_the_terminal(desk: Path) -> None:
    (desk / "a.txt").write_text("The army \x1b]0;owned\x07took the town on Wednesday.\n", encoding="utf-8")
    done = reporter(desk, "inspect", "a.txt")
    assert done.returncode == 0, done.stderr
    assert b"\x1b" not in done.stdout
    assert b"\x07" not in done.stdout


@pytest.fixture
def compared(desk: Path) -> dict[str, Any]:
    assert reporter(desk, "compare", "a.txt", "b.txt", "-f", "json").returncode == 0
    plain: dict[str, Any] = json.loads((desk / "comparison.json").read_bytes())
    return plain


def test_explain_shows_words_rule_and_checks_of_every_finding(desk: Path, compared: dict[str, Any]) -> None:
    listed = reporter(desk, "explain", "comparison.json").stdout.decode().splitlines()
    found = compared["findings"] + compared["not_comparable"]
    assert [line.split()[0] for line in listed] == [finding["id"] for finding in found]
    assert found
    for finding in found:
        printed = reporter(desk, "explain", "comparison.json", finding["id"]).stdout.decode()
        assert f"rule: {finding['evidence']['rule']}\n" in printed
        assert f"why:  {finding['evidence']['message']}\n" in printed
        for member in finding["members"]:
            assert " ".join(member["text"].split()) in printed
        for step in finding["evidence"]["trace"]:
            assert f"{step['check']}(" in printed


def test_explain_takes_the_beginning_of_an_id_and_refuses_a_doubtful_one(
    desk: Path, compared: dict[str, Any]
) -> None:
    identifier = compared["findings"][0]["id"]
    whole = reporter(desk, "explain", "comparison.json", identifier)
    assert reporter(desk, "explain", "comparison.json", identifier[:-2]).stdout == whole.stdout != b""
    assert len(compared["findings"]) > 1
    assert "findings begin with" in one_line(
        reporter(desk, "explain", "comparison.json", ""), "unknown-finding"
    )
    one_line(reporter(desk, "explain", "comparison.json", "nothing"), "unknown-finding")


def test_explain_refuses_a_damaged_comparison(desk: Path, compared: dict[str, Any]) -> None:
    del compared["findings"]
    (desk / "damaged.json").write_text(json.dumps(compared), encoding="utf-8")
    one_line(reporter(desk, "explain", "damaged.json"), "not-a-comparison")


@pytest.mark.parametrize("registry", ["rules", "facts", "formats", "readers"])
def test_list_prints_a_line_a_member(desk: Path, registry: str) -> None:
    import reporter.containers
    import reporter.diff
    import reporter.facts
    import reporter.formats
    import reporter.readers

    members: dict[str, Sequence[Any]] = {
        "rules": reporter.diff.RULES,
        "facts": reporter.facts.EXTRACTORS,
        "formats": reporter.formats.FORMATS,
        "readers": (*reporter.readers.READERS, *reporter.containers.CONTAINERS),
    }
    printed = globals()["reporter"](desk, "list", registry).stdout.decode().splitlines()
    assert [line.split()[0] for line in printed] == [
        getattr(member, "name", None) or member.id for member in members[registry]
    ]
    assert all(line.endswith(member.summary) for line, member in zip(printed, members[registry], strict=True))


def test_help_and_version(desk: Path) -> None:
    from reporter import __version__

    assert reporter(desk, "--version").stdout.decode() == f"reporter {__version__}\n"
    for verb in ("compare", "inspect", "explain", "list", "config", "doctor"):
        done = reporter(desk, verb, "--help")
        assert done.returncode == 0
        assert done.stdout.startswith(f"usage: reporter {verb}".encode())


# Configuration


def test_config_prints_toml_that_can_be_read_back(desk: Path) -> None:
    (desk / "reporter.toml").write_text("floor_score = 61\n", encoding="utf-8")
    done = reporter(desk, "config")
    assert b"floor_score = 61.0  # reporter.toml\n" in done.stdout
    assert b"fan_cap = 4  # default\n" in done.stdout
    (desk / "again.toml").write_bytes(done.stdout)
    assert load(desk, desk / "again.toml").settings == Settings(floor_score=61.0)


def test_a_setting_reaches_the_comparison(desk: Path) -> None:
    (desk / "high.toml").write_text("floor_score = 100\n", encoding="utf-8")
    call = ("compare", "a.txt", "b.txt", "-f", "json", "-o", "-")
    usual, strict = (
        json.loads(reporter(desk, *call, *more).stdout) for more in ((), ("--config", "high.toml"))
    )
    assert (usual["run"]["settings"]["floor_score"], strict["run"]["settings"]["floor_score"]) == (
        50.0,
        100.0,
    )
    assert len(strict["alignments"]) < len(usual["alignments"])


@pytest.mark.parametrize(
    ("name", "text", "score"),
    [
        ("reporter.toml", "floor_score = 70.5", 70.5),
        ("pyproject.toml", "[tool.reporter]\nfloor_score = 70.5", 70.5),
        ("pyproject.toml", "[tool.ruff]\nline-length = 70", 50.0),
    ],
)
def test_settings_come_from_either_file(tmp_path: Path, name: str, text: str, score: float) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = load(tmp_path)
    assert found.settings.floor_score == score
    assert found.origins["floor_score"] == (str(tmp_path / name) if score != 50.0 else "default")


def test_the_own_file_goes_before_pyproject_and_the_given_one_before_both(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        "[tool.reporter]\nfan_cap = 2\nfloor_score = 10", encoding="utf-8"
    )
    (tmp_path / "reporter.toml").write_text("fan_cap = 3", encoding="utf-8")
    (tmp_path / "mine.toml").write_text("fan_cap = 5", encoding="utf-8")
    assert load(tmp_path).settings == Settings(fan_cap=3)
    assert load(tmp_path, tmp_path / "mine.toml").settings == Settings(fan_cap=5)
    assert load(tmp_path, tmp_path / "pyproject.toml").settings == Settings(fan_cap=2, floor_score=10.0)


def test_all_faults_of_a_configuration_are_named_at_once(desk: Path) -> None:
    (desk / "reporter.toml").write_text(
        'floor-score = 40\nfan_cap = 0\nfloor_score = "high"\n', encoding="utf-8"
    )
    line = one_line(reporter(desk, "compare", "a.txt", "b.txt"), "bad-setting")
    assert "unknown setting floor-score; did you mean floor_score?" in line
    assert "fan_cap must lie between 1 and 100, not 0" in line
    assert "floor_score must be a number, not 'high'" in line


@pytest.mark.parametrize(
    "text", ["fan_cap = 2.5", "fan_cap = true", "floor_score = nan", "floor_score = -1", "[fan_cap]"]
)
def test_values_that_no_setting_takes(tmp_path: Path, text: str) -> None:
    (tmp_path / "reporter.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match="must") as caught:
        load(tmp_path)
    assert caught.value.slug == "bad-setting"


@pytest.mark.parametrize("data", [b"floor_score =", b"\xff\xfe", b"a = 1\na = 2"])
def test_a_file_that_is_not_toml(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "reporter.toml").write_bytes(data)
    with pytest.raises(ConfigError) as caught:
        load(tmp_path)
    assert caught.value.slug == "config-unreadable"


# Decisions


def decided(desk: Path, folder: str = ".") -> dict[str, Any]:
    """The comparison, made and with its first conflict confirmed in ``decisions.json`` beside it."""
    assert reporter(desk, "compare", "a.txt", "b.txt", "-f", "json", "-o", folder).returncode == 0
    plain: dict[str, Any] = json.loads((desk / folder / "comparison.json").read_bytes())
    found: dict[str, Any] = plain["findings"][0]
    row = {"finding": found["id"], "outcome": "confirmed", "topic": found["topic"], "name": "Ada"}
    kept = {"format": "reporter-decisions/1", "decisions": [row]}
    (desk / folder / "decisions.json").write_text(json.dumps(kept), encoding="utf-8")
    return found


@pytest.mark.parametrize("options", [(), ("--decisions", "decisions.json")])
def test_decisions_beside_the_report_settle_its_findings(desk: Path, options: Sequence[str]) -> None:
    found = decided(desk)
    kept = (desk / "decisions.json").read_bytes()
    done = reporter(desk, "compare", "a.txt", "b.txt", "-f", "json,markdown", *options)
    assert done.returncode == 0, done.stderr
    again = json.loads((desk / "comparison.json").read_bytes())["findings"]
    assert [finding["id"] for finding in again if finding["decision"]] == [found["id"]]
    assert "(settled)" in (desk / "comparison.md").read_text(encoding="utf-8")
    assert (desk / "decisions.json").read_bytes() == kept


def test_decisions_of_another_folder_are_used_only_where_asked_for(desk: Path) -> None:
    decided(desk, "out")
    for options, settled in (((), 0), (("--decisions", "out/decisions.json"), 1)):
        done = reporter(desk, "compare", "a.txt", "b.txt", "-f", "json", "-o", "-", *options)
        findings = json.loads(done.stdout)["findings"]
        assert sum(finding["decision"] is not None for finding in findings) == settled


def test_a_decided_conflict_whose_figure_changed_is_open_again(desk: Path) -> None:
    found = decided(desk)
    (desk / "b.txt").write_text(SECOND.replace("30", "45"), encoding="utf-8")
    assert reporter(desk, "compare", "a.txt", "b.txt", "-f", "json").returncode == 0
    findings = json.loads((desk / "comparison.json").read_bytes())["findings"]
    assert [finding for finding in findings if finding["decision"]] == []
    (changed,) = (finding for finding in findings if finding["superseded"])
    assert changed["id"] != found["id"]
    assert changed["superseded"]["finding"] == found["id"]


@pytest.mark.parametrize(
    ("options", "text", "slug"),
    [
        ((), "{}", "bad-decisions"),
        (("--decisions", "none.json"), "", "bad-decisions"),
        (("--decisions", "a.txt"), "", "bad-decisions"),
        (("-f", "json:decisions.json"), "", "same-output"),
    ],
    ids=str,
)
def test_decisions_that_cannot_be_used(desk: Path, options: Sequence[str], text: str, slug: str) -> None:
    if text:
        (desk / "decisions.json").write_text(text, encoding="utf-8")
    before = names(desk)
    one_line(reporter(desk, "compare", "a.txt", "b.txt", *options), slug)
    assert names(desk) == before
