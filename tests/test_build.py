"""``reporter build`` and ``reporter stories``, run as real processes on real folders."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from reporter import show
from reporter.newsroom import build as builder
from tests.newsroom import fill, story

ROOT = Path(__file__).parent.parent
COMMAND = (sys.executable, "-m", "reporter")
INSTALLED = (str(Path(sys.executable).with_name("reporter")),)
"""As people call it. ``python -m`` ends by the signal, not with 130, where Ctrl-C came while a named tuple was made."""
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80"}
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")

FERROL = {
    "a": "Explosion at Ferrol refinery. At least 1 worker was killed when a tank exploded at the Ferrol refinery on "
    "Tuesday, the regional governor Marta Vidal said. Firefighters from Narón brought the blaze under control.",
    "b": "Ferrol refinery blast. At least 5 workers were killed when a tank exploded at the Ferrol refinery on "
    "Tuesday, the regional governor Marta Vidal said on Wednesday. Firefighters from Narón found the bodies.",
    "c": "Ferrol refinery toll rises. At least 24 workers were killed when a tank exploded at the Ferrol refinery on "
    "Tuesday, the regional governor Marta Vidal said on Thursday. Firefighters from Narón ended their search.",
}
ELECTION = (
    "Lindholm wins mayoral runoff. Social Democrat Eva Lindholm won the mayoral runoff in Kalmar on Sunday with 52 "
    "percent of the votes, the election board said. Her opponent Nils Berg conceded before midnight."
)
DAYS = {"a": "2016-12-06", "b": "2016-12-07", "c": "2016-12-08"}


def run(desk: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (*COMMAND, *arguments), cwd=desk, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )


def build(desk: Path, *arguments: str) -> dict[str, Any]:
    """Build ``in`` into ``out``; the index."""
    done = run(desk, "build", "in", "-o", "out", "--jobs", "1", *arguments)
    assert done.returncode == 0, done.stderr
    return index(desk)


def index(desk: Path) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads((desk / "out" / "index.json").read_text(encoding="utf-8"))
    return plain


def write(desk: Path, *names: str, folder: str = "in") -> None:
    """Write articles on the refinery."""
    (desk / folder).mkdir(exist_ok=True)
    for name in names:
        head = f"---\noutlet: Paper {name.upper()}\ndate: {DAYS[name]}\n---\n\n"
        (desk / folder / f"{name}.md").write_text(
            head + FERROL[name].replace(". ", ".\n\n"), encoding="utf-8"
        )


def outputs(desk: Path) -> dict[str, bytes]:
    """All that a build leaves for readers."""
    return {
        path.relative_to(desk / "out").as_posix(): path.read_bytes()
        for path in (desk / "out").rglob("*")
        if path.is_file() and ".reporter" not in path.parts
    }


def times(desk: Path) -> dict[str, int]:
    return {name: (desk / "out" / name).stat().st_mtime_ns for name in outputs(desk)}


def grouping(plain: dict[str, Any]) -> set[frozenset[str]]:
    stories = {frozenset(article["path"] for article in one["articles"]) for one in plain["stories"]}
    return stories | {frozenset({one["path"]}) for one in plain["waiting"]}


@pytest.mark.timeout(900)
def test_a_folder_of_300_articles_and_then_one_more(tmp_path: Path) -> None:
    expected = fill(tmp_path / "in", 300)
    done = run(tmp_path, "build", "in", "-o", "out", "--jobs", "2")
    assert done.returncode == 0, done.stderr
    plain = index(tmp_path)
    assert abs(len(plain["stories"]) + len(plain["waiting"]) - expected) <= 3
    assert sum(len(one["articles"]) for one in plain["stories"]) + len(plain["waiting"]) == 300
    assert not list(tmp_path.rglob("*.part"))
    before, stamps = outputs(tmp_path), times(tmp_path)
    assert {path for one in plain["stories"] for path in one["reports"]} == before.keys() - {
        "index.html",
        "index.json",
    }

    done = run(tmp_path, "build", "in", "-o", "out", "--jobs", "2")
    assert "nothing to do" in done.stderr
    assert times(tmp_path) == stamps

    *_, late = story(3, 5)  # a fifth article on a story of four
    (tmp_path / "in" / late.name).write_text(late.text, encoding="utf-8")
    done = run(tmp_path, "build", "in", "-o", "out")
    assert done.returncode == 0, done.stderr
    changed = {name for name, stamp in times(tmp_path).items() if stamps.get(name) != stamp}
    (touched,) = (one for one in index(tmp_path)["stories"] if f"in/{late.name}" in str(one["articles"]))
    assert changed == {*touched["reports"], "index.html", "index.json"}

    (tmp_path / "in" / late.name).unlink()
    run(tmp_path, "build", "in", "-o", "out")
    reports = {name for name in before if not name.startswith("index.")}
    after = outputs(tmp_path)
    assert {name for name in reports if name.endswith(".json") and after[name] != before[name]} == set()


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float]:
    """A desk with 14 articles, built in peace, and how long that took."""
    desk = tmp_path_factory.mktemp("undisturbed")
    fill(desk / "in", 14)
    started = time.monotonic()
    done = run(desk, "build", "in", "-o", "out", "--jobs", "2")
    assert done.returncode == 0, done.stderr
    return desk, time.monotonic() - started


@posix
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_killed_at_many_points_then_completed_is_the_same_as_undisturbed(
    undisturbed: tuple[Path, float], tmp_path: Path, jobs: str
) -> None:
    peaceful, duration = undisturbed
    shutil.copytree(peaceful / "in", tmp_path / "in")
    kills = 0
    for tenths in (2, 3, 4, 5, 6, 7, 8, 9):
        process = subprocess.Popen(
            (*COMMAND, "build", "in", "-o", "out", "--jobs", jobs, "-q"),
            cwd=tmp_path,
            env=ENVIRONMENT,
            start_new_session=True,
        )
        try:
            process.wait(duration * tenths / 10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            kills += 1
        assert gone(process.pid), "workers outlive the build that was killed"
        if tenths % 2:  # every second one starts from where the last was killed
            shutil.rmtree(tmp_path / "out", ignore_errors=True)
    assert kills >= 3
    done = run(tmp_path, "build", "in", "-o", "out", "--jobs", jobs)
    assert done.returncode == 0, done.stderr
    assert outputs(tmp_path) == outputs(peaceful)


def gone(group: int, patience: float = 20) -> bool:
    """Whether all processes of a group end soon."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except (ProcessLookupError, PermissionError):
            return True
        time.sleep(0.05)
    return False


@posix
def test_killed_whenever_a_file_appears_then_completed_is_the_same(
    undisturbed: tuple[Path, float], tmp_path: Path
) -> None:
    """Killed in the midst of the reports: after the first, the third, … file that is written."""
    peaceful, _ = undisturbed
    shutil.copytree(peaceful / "in", tmp_path / "in")
    total = len(outputs(peaceful))
    for wanted in range(1, total, 3):
        process = subprocess.Popen(
            (*COMMAND, "build", "in", "-o", "out", "--jobs", "1", "-q"), cwd=tmp_path, env=ENVIRONMENT
        )
        while process.poll() is None and len(list((tmp_path / "out").glob("**/*.*ml"))) < wanted // 2:
            time.sleep(0.005)
        process.kill()
        process.wait()
    done = run(tmp_path, "build", "in", "-o", "out")
    assert done.returncode == 0, done.stderr
    assert outputs(tmp_path) == outputs(peaceful)
    db = sqlite3.connect(tmp_path / "out" / ".reporter" / "store.sqlite")
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert db.execute("SELECT max(number) FROM run").fetchone() == (1,)
    db.close()


def test_two_builds_at_once_do_it_one_after_the_other(
    undisturbed: tuple[Path, float], tmp_path: Path
) -> None:
    peaceful, _ = undisturbed
    shutil.copytree(peaceful / "in", tmp_path / "in")
    both = [
        subprocess.Popen(
            (*COMMAND, "build", "in", "-o", "out", "--jobs", "1"),
            cwd=tmp_path,
            env=ENVIRONMENT,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=240)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert sum("waiting for it" in one for one in said) == 1, said
    assert sum("nothing to do" in one for one in said) == 1, said
    assert outputs(tmp_path) == outputs(peaceful)


def test_the_order_of_arrival_does_not_change_the_stories(
    undisturbed: tuple[Path, float], tmp_path: Path
) -> None:
    peaceful, _ = undisturbed
    (tmp_path / "in").mkdir()
    files = sorted((peaceful / "in").iterdir())
    for part in (files[1::3], files[::3], files[2::3]):
        for file in part:
            shutil.copy(file, tmp_path / "in")
        plain = build(tmp_path)
    assert plain["run"]["number"] == 3
    assert grouping(plain) == grouping(index(peaceful))
    assert [one["name"] for one in plain["stories"]] == [one["name"] for one in index(peaceful)["stories"]]
    assert {n: data for n, data in outputs(tmp_path).items() if n.endswith("comparison.json")} == {
        n: data for n, data in outputs(peaceful).items() if n.endswith("comparison.json")
    }


@pytest.mark.parametrize("names", ["ab", "abc", "abcd"])
def test_the_index_counts_as_the_page_does(names: str, tmp_path: Path) -> None:
    """Shared facts without mere names, sentences and not facts that one article alone has; copies count as one."""
    from reporter.formats.view import page

    for name in names[:3]:
        write(tmp_path, name)
    if len(names) > 3:
        shutil.copy(tmp_path / "in" / "a.md", tmp_path / "in" / "copy.md")
    (one,) = build(tmp_path)["stories"]
    shown = page(show.load(next(tmp_path.rglob("comparison.json"))))
    assert one["counts"] == {
        "conflicting": len(shown.conflicts),
        "settled": 0,
        "shared": len(shown.shared),
        "unique": sum(len(alone.whole) for alone in shown.alone),
    }
    assert one["counts"]["shared"] > 0


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((1, 1, 1, 1), "1 story, 1 article waiting for a second one, 1 report made, 1 old file removed"),
        ((2, 0, 0, 0), "2 stories, 0 articles waiting for a second one, 0 reports made"),
        (
            (0, 1000, 2, 3),
            "0 stories, 1,000 articles waiting for a second one, 2 reports made, 3 old files removed",
        ),
    ],
)
def test_what_a_build_says_has_one_and_many(counts: tuple[int, int, int, int], said: str) -> None:
    outcome = builder.Outcome(3, True, *counts, ())
    assert list(builder.told(outcome, Path("out"))) == [f"run 3: {said}; open {Path('out', 'index.html')}"]


def test_a_toll_rises_from_run_to_run(tmp_path: Path) -> None:
    write(tmp_path, "a")
    plain = build(tmp_path)
    assert plain["stories"] == []
    assert [one["path"] for one in plain["waiting"]] == ["in/a.md"]
    assert plain["run"] == {"number": 1, "day": "2016-12-06"}
    write(tmp_path, "b")
    (one,) = build(tmp_path)["stories"]
    assert one["counts"]["conflicting"] >= 1
    assert one["since"] == {}
    write(tmp_path, "c")
    plain = build(tmp_path)
    (one,) = plain["stories"]
    assert plain["run"] == {"number": 3, "day": "2016-12-08"}
    assert one["since"]["new"] >= 1
    assert any("24" in line for line in one["fresh"])
    tolls = [entry["values"] for entry in one["timeline"] if "24" in str(entry["values"])]
    assert any(
        [re.sub(r"\D", "", value["value"]) for value in values] == ["1", "5", "24"]
        and [value["since"]["run"] for value in values] == [2, 2, 3]
        for values in tolls
    ), one["timeline"]
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "Since the run before" in page
    assert "run 3" in page


def test_renamed_changed_and_deleted_articles(tmp_path: Path) -> None:
    write(tmp_path, "a", "b", "c")
    (tmp_path / "in" / "election.txt").write_text(ELECTION, encoding="utf-8")
    plain = build(tmp_path)
    assert grouping(plain) == {frozenset({"in/a.md", "in/b.md", "in/c.md"}), frozenset({"in/election.txt"})}
    (name,) = (one["name"] for one in plain["stories"])

    (tmp_path / "in" / "b.md").rename(tmp_path / "in" / "moved.md")
    plain = build(tmp_path)
    assert frozenset({"in/a.md", "in/moved.md", "in/c.md"}) in grouping(plain)
    comparison = json.loads((tmp_path / "out" / name / "comparison.json").read_text(encoding="utf-8"))
    assert "in/moved.md" in [article["locator"] for article in comparison["articles"]]

    (tmp_path / "in" / "c.md").write_text(ELECTION.replace("on Sunday", "late on Sunday"), encoding="utf-8")
    assert grouping(build(tmp_path)) == {
        frozenset({"in/a.md", "in/moved.md"}),
        frozenset({"in/c.md", "in/election.txt"}),
    }

    (tmp_path / "in" / "a.md").unlink()
    (tmp_path / "in" / "c.md").unlink()
    plain = build(tmp_path)
    assert plain["stories"] == []
    assert set(outputs(tmp_path)) == {"index.html", "index.json"}
    assert [path.name for path in (tmp_path / "out").iterdir() if path.is_dir()] == [".reporter"]


def test_a_report_that_was_deleted_is_made_again(tmp_path: Path) -> None:
    write(tmp_path, "a", "b")
    build(tmp_path)
    before = outputs(tmp_path)
    for name in before:
        (tmp_path / "out" / name).unlink()
        build(tmp_path)
        again = outputs(tmp_path)
        assert again.keys() == before.keys(), name
        assert again[next(n for n in before if n.endswith(".json") and "/" in n)]


def test_a_story_file_overrides_the_grouping_and_stays(tmp_path: Path) -> None:
    write(tmp_path, "a", "b", "c")
    (tmp_path / "in" / "story.toml").write_text(
        '[[stories]]\ntitle = "By hand"\narticles = ["c.md"]\n', encoding="utf-8"
    )
    apart = {frozenset({"in/a.md", "in/b.md"}), frozenset({"in/c.md"})}
    assert grouping(build(tmp_path)) == apart
    write(tmp_path, "b", folder="in")
    (tmp_path / "in" / "more.md").write_text(FERROL["b"] + " More was not known.", encoding="utf-8")
    assert grouping(build(tmp_path)) == {
        frozenset({"in/a.md", "in/b.md", "in/more.md"}),
        frozenset({"in/c.md"}),
    }
    done = run(tmp_path, "stories", "in")
    assert "fixed by story.toml" in done.stdout
    (tmp_path / "in" / "story.toml").unlink()
    assert grouping(build(tmp_path)) == {frozenset({"in/a.md", "in/b.md", "in/c.md", "in/more.md"})}


def test_a_sub_folder_with_a_story_file_is_a_story_with_its_title(tmp_path: Path) -> None:
    write(tmp_path, "a")
    (tmp_path / "in" / "s").mkdir()
    write(tmp_path, "b", folder="in/s")
    (tmp_path / "in" / "s" / "e.txt").write_text(ELECTION, encoding="utf-8")
    (tmp_path / "in" / "s" / "story.toml").write_text('title = "The <b>week</b>"\n', encoding="utf-8")
    plain = build(tmp_path)
    (one,) = plain["stories"]
    assert (one["name"], one["title"]) == ("s", "The <b>week</b>")
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "The &lt;b&gt;week&lt;/b&gt;" in page
    assert "<b>week" not in page


def test_the_samples_are_one_story(tmp_path: Path) -> None:
    done = run(tmp_path, "build", str(ROOT / "seeds"), "-o", "out", "-q")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "aleppo" in [one["name"] for one in index(tmp_path)["stories"]]


def test_an_article_that_cannot_be_read_is_left_out_and_named(tmp_path: Path) -> None:
    write(tmp_path, "a", "b")
    (tmp_path / "in" / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more")
    done = run(tmp_path, "build", "in", "-o", "out")
    assert done.returncode == 0
    assert "left out: in/broken.pdf: " in done.stderr
    (skipped,) = index(tmp_path)["skipped"]
    assert skipped["locator"] == "in/broken.pdf"
    assert "in/broken.pdf" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    (tmp_path / "in" / "broken.pdf").unlink()
    assert build(tmp_path)["skipped"] == []


def test_copies_are_counted_as_one_origin(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    first, second = story(5, 2)
    for name in ("x", "y"):
        (tmp_path / "in" / f"{name}.md").write_text(first.text.replace("Paper 0", name), encoding="utf-8")
    (tmp_path / "in" / "z.md").write_text(second.text, encoding="utf-8")
    (one,) = build(tmp_path)["stories"]
    assert (len(one["articles"]), one["origins"]) == (3, 2)
    assert [article["copy_of"] for article in one["articles"]] == ["", "in/x.md", ""]


def test_decisions_beside_a_report_count_and_move_with_the_story(tmp_path: Path) -> None:
    write(tmp_path, "b", "c")
    (one,) = build(tmp_path)["stories"]
    report = tmp_path / "out" / one["name"]
    comparison = json.loads((report / "comparison.json").read_text(encoding="utf-8"))
    conflict = next(found for found in comparison["findings"] if found["verdict"] == "conflicting")
    decision = {
        "finding": conflict["id"],
        "outcome": "confirmed",
        "topic": conflict["topic"],
        "decided": "2016-12-09",
    }
    (report / "decisions.json").write_text(
        json.dumps({"format": "reporter-decisions/1", "decisions": [decision]}), encoding="utf-8"
    )
    (again,) = build(tmp_path)["stories"]
    assert again["counts"]["settled"] == one["counts"]["settled"] + 1
    write(tmp_path, "a")  # older than both: the story is named after it
    (renamed,) = build(tmp_path)["stories"]
    assert renamed["name"] != one["name"]
    assert not report.exists()
    assert conflict["id"] in (tmp_path / "out" / renamed["name"] / "decisions.json").read_text(
        encoding="utf-8"
    )


def test_other_formats_and_no_longer_wanted_ones(tmp_path: Path) -> None:
    write(tmp_path, "a", "b")
    (one,) = build(tmp_path, "-f", "markdown,json")["stories"]
    assert sorted(one["reports"]) == [f"{one['name']}/comparison.json", f"{one['name']}/comparison.md"]
    (one,) = build(tmp_path)["stories"]
    assert set(outputs(tmp_path)) == {*one["reports"], "index.html", "index.json"}


@pytest.mark.parametrize(
    ("arguments", "slug"),
    [
        (("build", "nowhere"), "not-a-folder"),
        (("build", "in", "-f", "pfd"), "unknown-format"),
        (("build", "in", "--jobs", "-1"), "usage"),
        (("build", "in", "--decisions", "no.json"), "bad-decisions"),
        (("stories", "nowhere"), "not-a-folder"),
    ],
)
def test_mistakes_are_one_line(tmp_path: Path, arguments: tuple[str, ...], slug: str) -> None:
    (tmp_path / "in").mkdir()
    done = run(tmp_path, *arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("reporter: error: ")
    assert done.stderr.endswith(f"[docs/messages.md#{slug}]\n")


def test_an_empty_folder_gives_an_index(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    plain = build(tmp_path)
    assert (plain["stories"], plain["waiting"], plain["skipped"]) == ([], [], [])


def test_stories_says_what_belongs_together_and_why(tmp_path: Path) -> None:
    write(tmp_path, "a", "b")
    (tmp_path / "in" / "election.txt").write_text(ELECTION, encoding="utf-8")
    done = run(tmp_path, "stories", "in", "-q")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "2 articles, 2016-12-06 – 2016-12-07" in done.stdout
    assert re.search(
        r"like in/a\.md: [01]\.\d\d \(0\.22 joins\), 1 day apart; both have .*ferrol", done.stdout
    )
    assert "alone: 1\n  in/election.txt" in done.stdout
    assert not (tmp_path / "reports").exists()


class _Page(HTMLParser):
    """What the tests ask of the page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        named = dict(attrs)
        if "href" in named:
            self.links.append(named["href"] or "")
        if "id" in named:
            self.ids.append(named["id"] or "")
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))


def test_the_index_asks_nothing_of_the_network_and_its_links_lead_somewhere(
    undisturbed: tuple[Path, float],
) -> None:
    desk, _ = undisturbed
    text = (desk / "out" / "index.html").read_text(encoding="utf-8")
    page = _Page(text)
    assert "script" not in page.tags
    assert "img" not in page.tags
    assert "default-src 'none'; style-src 'sha256-" in text
    assert page.headings[0] == 1
    assert all(later - earlier <= 1 for earlier, later in zip(page.headings, page.headings[1:], strict=False))
    assert len(page.ids) == len(set(page.ids))
    for link in page.links:
        if link.startswith("#"):
            assert link[1:] in page.ids
        else:
            assert (desk / "out" / link).is_file(), link
    assert {"main", "header", "article", "details"} <= set(page.tags)


@posix
def test_watch_builds_again_when_an_article_lands_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    write(tmp_path, "a")
    process = subprocess.Popen(
        (*COMMAND, "build", "in", "-o", "out", "--watch", "--jobs", "1"),
        cwd=tmp_path,
        env=ENVIRONMENT,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert wait_for(tmp_path, lambda plain: len(plain["waiting"]) == 1)
        write(tmp_path, "b")
        assert wait_for(tmp_path, lambda plain: len(plain["stories"]) == 1)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == 130
    assert "Traceback" not in said


@posix
def test_ctrl_c_leaves_nothing_half_written_and_no_workers(tmp_path: Path) -> None:
    fill(tmp_path / "in", 60)
    process = subprocess.Popen(
        (*INSTALLED, "build", "in", "-o", "out", "--jobs", "2"),
        cwd=tmp_path,
        env=ENVIRONMENT,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while process.poll() is None and not list((tmp_path / "out").glob("*/comparison.json")):
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert "interrupted, nothing half-written is left" in said
    assert "Traceback" not in said, said
    assert gone(process.pid)
    assert not list((tmp_path / "out").rglob("*.part"))


def wait_for(desk: Path, ready: Any, patience: float = 60) -> bool:
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if (desk / "out" / "index.json").is_file() and ready(index(desk)):
            return True
        time.sleep(0.1)
    return False


def test_reports_and_index_wear_a_look_and_change_with_it(tmp_path: Path) -> None:
    write(tmp_path, "a", "b")
    (one,) = build(tmp_path)["stories"]
    page = tmp_path / "out" / one["name"] / "comparison.html"
    plain = page.read_bytes()
    (tmp_path / "theme.toml").write_text(
        '[colours.link]\nlight = "#0a4020"\ndark = "#9fe0b5"\n', encoding="utf-8"
    )
    build(tmp_path, "--theme", "theme.toml", "--interface", "de")
    for file in (page, tmp_path / "out" / "index.html"):
        text = file.read_text(encoding="utf-8")
        assert '<html lang="de">' in text
        assert "#0a4020" in text
    assert "Geschichten" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    templates = tmp_path / "templates"
    templates.mkdir()
    block = '{% extends "base/report.html.j2" %}{% block summary %}SUMMARY{% endblock %}'
    for summary in ("first", "second"):  # another text in the same file is another look
        (templates / "report.html.j2").write_text(block.replace("SUMMARY", summary), encoding="utf-8")
        build(tmp_path, "--templates", "templates", "--jobs", "2")
        assert summary in page.read_text(encoding="utf-8")
    build(tmp_path)
    assert page.read_bytes() == plain
    assert "nothing to do" in run(tmp_path, "build", "in", "-o", "out", "--jobs", "1").stderr
    assert run(tmp_path, "build", "in", "-o", "out", "--theme", "none.toml").returncode == 2


def test_a_decision_holds_when_an_article_joins_and_its_report_is_made_once(tmp_path: Path) -> None:
    write(tmp_path, "a", "b")
    (one,) = build(tmp_path)["stories"]
    folder = tmp_path / "out" / one["name"]
    found = json.loads((folder / "comparison.json").read_text(encoding="utf-8"))["findings"]
    conflicts = [finding for finding in found if finding["verdict"] == "conflicting"]
    rows = [{"finding": finding["id"], "outcome": "confirmed"} for finding in conflicts]
    (tmp_path / "out" / "decisions.json").write_text(
        json.dumps({"format": "reporter-decisions/1", "decisions": rows}), encoding="utf-8"
    )
    (one,) = build(tmp_path)["stories"]
    assert one["counts"]["settled"] == len(conflicts)
    later = FERROL["b"].replace("Ferrol refinery blast", "Refinery blast at Ferrol")
    (tmp_path / "in" / "later.md").write_text(f"---\ndate: 2016-12-07\n---\n\n{later}\n", encoding="utf-8")
    (one,) = build(tmp_path)["stories"]
    assert len(one["articles"]) == 3
    assert one["counts"]["settled"] == one["counts"]["conflicting"] >= 1
    assert one["fresh"] == []
    assert "nothing to do" in run(tmp_path, "build", "in", "-o", "out", "--jobs", "1").stderr
    rows[0]["outcome"] = "dismissed"
    (tmp_path / "out" / "decisions.json").write_text(
        json.dumps({"format": "reporter-decisions/1", "decisions": rows}), encoding="utf-8"
    )
    build(tmp_path)
    assert '"dismissed"' in (tmp_path / "out" / one["name"] / "comparison.json").read_text(encoding="utf-8")
