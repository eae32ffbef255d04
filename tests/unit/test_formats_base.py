"""write_report: a whole file or none."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from reporter.errors import RenderError
from reporter.formats import FORMATS, render, write_report
from tests.builders import story


def test_writes_the_bytes_and_makes_the_folder(tmp_path: Path) -> None:
    write_report(tmp_path / "new" / "report.html", b"whole")
    assert (tmp_path / "new" / "report.html").read_bytes() == b"whole"
    assert os.listdir(tmp_path / "new") == ["report.html"]


def test_replaces_an_older_report_and_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    target.write_bytes(b"old")
    target.chmod(0o640)
    write_report(target, b"new")
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.parametrize("raised", [KeyboardInterrupt, MemoryError])
def test_an_interruption_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raised: type[BaseException]
) -> None:
    def interrupted(*arguments: object) -> None:
        raise raised

    target = tmp_path / "report.html"
    target.write_bytes(b"old")
    monkeypatch.setattr(os, "replace", interrupted)  # the last moment at which Ctrl-C can come
    with pytest.raises(raised):
        write_report(target, b"new")
    assert target.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["report.html"]


def test_an_interruption_while_writing_leaves_nothing(tmp_path: Path) -> None:
    """A limit on the size of files stops the write halfway, by a signal as Ctrl-C does."""
    program = (
        "import resource, signal\n"
        "from reporter.formats import write_report\n"
        "def stop(*_): raise KeyboardInterrupt\n"
        "signal.signal(signal.SIGXFSZ, stop)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        f"write_report({str(tmp_path / 'report.html')!r}, b'x' * 100_000)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "KeyboardInterrupt" in ended.stderr
    assert os.listdir(tmp_path) == []


def test_a_folder_in_the_way_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "report.html").mkdir()
    with pytest.raises(RenderError) as caught:
        write_report(tmp_path / "report.html", b"new")
    assert caught.value.slug == "cannot-write"
    assert os.listdir(tmp_path) == ["report.html"]


def test_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(RenderError, match="html, pdf, json, markdown"):
        render(story(), "docx")


@pytest.mark.parametrize("name", [one.name for one in FORMATS])
def test_the_same_comparison_gives_the_same_bytes(name: str) -> None:
    assert render(story(), name) == render(story(), name)
