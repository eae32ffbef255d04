"""What a bad machine does: a full disk, a folder that cannot be written or goes away, no fonts. Exit codes count."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reporter import readers
from reporter.errors import RenderError
from reporter.model import Reading, Source
from reporter.newsroom import build

ROOT = Path(__file__).parent.parent
SEEDS = tuple(str(path) for path in sorted((ROOT / "seeds" / "aleppo").glob("*.txt")))
COMPARE = (sys.executable, "-m", "reporter", "compare", *SEEDS)


def run(
    *options: str, cwd: Path, limit: int | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Compare the sample articles; ``limit``: the most bytes that a file may have."""

    def limited() -> None:
        import resource

        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        (*COMPARE, *options),
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limited if limit is not None else None,
    )


def lines_of_trouble(done: subprocess.CompletedProcess[str], slug: str) -> None:
    assert done.returncode == 2, done.stderr
    assert done.stderr.endswith(f"[docs/messages.md#{slug}]\n")
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
@pytest.mark.parametrize("formats", ["json", "html"])
def test_a_disk_that_fills_up_leaves_nothing_half_written(formats: str, tmp_path: Path) -> None:
    """The system refuses to write beyond a size, as a full disk does in the middle of a file."""
    lines_of_trouble(run("-f", formats, cwd=tmp_path, limit=10_000), "cannot-write")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Mounts a disk in memory of so many kilobytes, where this process may."""
    place = tmp_path / "disk"
    place.mkdir()

    def mounted(kilobytes: int) -> Path:
        command = ("mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "none", str(place))
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        except FileNotFoundError:
            pytest.skip("no mount here")
        if done.returncode:
            pytest.skip(f"may not mount a disk: {done.stderr.strip()}")
        return place

    yield mounted
    if place.is_mount():
        subprocess.run(("umount", "--lazy", str(place)), check=True)


@pytest.mark.parametrize(("kilobytes", "format_"), [(64, "html"), (64, "json")])
def test_a_full_disk_is_trouble_and_holds_no_half(
    kilobytes: int, format_: str, small_disk: Callable[[int], Path]
) -> None:
    disk = small_disk(kilobytes)
    lines_of_trouble(run("-f", format_, cwd=disk), "cannot-write")
    assert [path for path in disk.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("kilobytes", [16, 64, 200, 400])
def test_a_disk_that_fills_up_while_building_is_trouble_and_the_next_run_does_it_all(
    kilobytes: int, small_disk: Callable[[int], Path], tmp_path: Path
) -> None:
    """The disk is full while the store is made, while it grows, and while the reports are written."""
    disk = small_disk(kilobytes)
    command = (sys.executable, "-m", "reporter", "build", str(ROOT / "seeds"), "-q", "-o", str(disk / "out"))
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    lines_of_trouble(done, "cannot-write")
    assert [path.name for path in disk.rglob("*.part")] == []
    subprocess.run(("mount", "-o", "remount,size=50m", str(disk)), check=True)
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    assert len(list(disk.rglob("comparison.json"))) == 1


def test_an_output_folder_that_is_removed_while_building_is_trouble(tmp_path: Path) -> None:
    """Half of what the run made would be gone, and it would have said that all is there."""
    plan = build.Plan((ROOT / "seeds",), tmp_path / "out", formats=("json",))

    def remove(step: str, done: int, _: int) -> None:
        if step == "comparing" and done == 1:
            shutil.rmtree(tmp_path / "out")

    with pytest.raises(RenderError, match="removed while it was written; run again"):
        build.build(plan, remove, print)
    outcome = build.build(plan, lambda *_: None, print)
    assert outcome.stories == outcome.reported == 1


@pytest.mark.skipif(
    not Path("/proc/self").exists(), reason="needs a folder that nobody can write, root included"
)
def test_a_folder_that_cannot_be_written_is_trouble(tmp_path: Path) -> None:
    lines_of_trouble(run("-f", "json", "-o", "/proc/reports/", cwd=tmp_path), "cannot-write")


def test_a_folder_that_goes_away_meanwhile_is_made_again(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    process = subprocess.Popen(
        (*COMPARE, "-f", "json", "-o", "out/"), cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    time.sleep(0.05)
    shutil.rmtree(out)
    assert process.wait(timeout=120) == 0
    assert (out / "comparison.json").read_text(encoding="utf-8").startswith("{")


@pytest.mark.skipif(sys.platform != "linux", reason="fontconfig")
def test_without_any_font_on_the_machine_the_briefing_has_its_own(tmp_path: Path) -> None:
    (tmp_path / "fonts.conf").write_text("<fontconfig><cachedir>cache</cachedir></fontconfig>")
    done = run("-f", "pdf", cwd=tmp_path, FONTCONFIG_FILE=str(tmp_path / "fonts.conf"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "comparison.pdf").read_bytes().startswith(b"%PDF-")


def test_standard_output_that_was_closed_is_trouble(tmp_path: Path) -> None:
    command = f'"{sys.executable}" -m reporter compare "{SEEDS[0]}" "{SEEDS[1]}" -f json -o - >&-'
    done = subprocess.run(
        ("/bin/sh", "-c", command),
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "cannot-write" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device and a POSIX shell")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    ("command", "code", "out", "err"),
    [
        ("--help >/dev/full", 2, "", "cannot-write"),
        ("--version >/dev/full", 2, "", "cannot-write"),
        ("compare A B -f json 2>/dev/full", 0, "", ""),
        ("compare A nowhere.txt 2>/dev/full", 2, "", ""),
        ("compare A nowhere.txt 2>&-", 2, "", ""),
        ("compare A B -f json -o - 2>&- | head -c 1", 0, "{", ""),
        ("compare - B -f json <&-", 2, "", "standard input is closed"),
        ("compare A B -f json >&- 2>&- <&-", 0, "", ""),
        ("compare '' B", 2, "", "an empty name is no file"),
    ],
)
def test_closed_and_full_streams_change_no_exit_code(
    command: str, code: int, out: str, err: str, unbuffered: str, tmp_path: Path
) -> None:
    """What cannot be told on standard error stops nothing, and never goes to standard output instead."""
    given = command.replace(" A ", f' "{SEEDS[0]}" ').replace(" B", f' "{SEEDS[1]}"')
    done = subprocess.run(
        ("/bin/sh", "-c", f'"{sys.executable}" -m reporter {given}'),
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": unbuffered},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (code, out)
    assert err in done.stderr
    assert "Traceback" not in done.stderr


def test_an_article_that_meets_a_bug_stops_no_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes from strangers find what nobody has thought of; the reports of the rest are made all the same."""
    for number, name in enumerate(("a", "b", "odd", "odder")):
        text = f"The army took Orne on Friday. Some {number}00 fled the valley of Orne."
        (tmp_path / f"{name}.txt").write_text(text)
    real = readers.read

    def read(source: Source) -> Reading:
        if "odd" in source.locator.rpartition("/")[2]:
            raise ZeroDivisionError("in two\nlines")
        return real(source)

    monkeypatch.setattr(readers, "read", read)
    outcome = build.build(
        build.Plan((tmp_path,), tmp_path / "out", formats=("json",)), lambda *_: None, print
    )
    assert outcome.stories == 1
    assert [line.partition(": ")[2] for line in outcome.left_out] == [
        "this is a bug in reporter: ZeroDivisionError: in two lines [docs/messages.md#bug]"
    ] * 2
