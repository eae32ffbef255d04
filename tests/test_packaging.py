"""What is in the wheel, and that it works far from the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ARTICLES = {
    "a.txt": "The army took the town of Ferrol on Wednesday.\n\nAt least 12 people were killed.\n",
    "b.txt": "The army entered the town of Ferrol on Wednesday.\n\nAt least 30 people were killed.\n",
}


def build(kind: str, target: Path) -> Path:
    """The wheel or sdist of the checkout, built without a network."""
    command = (sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(target))
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = target.iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a fresh environment with the wheel; its dependencies are those of this one."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    own, fresh = (
        Path(
            subprocess.run(
                (executable, "-c", code), capture_output=True, text=True, check=True
            ).stdout.strip()
        )
        for executable in (sys.executable, str(python))
    )
    with zipfile.ZipFile(wheel) as archive:  # a wheel of pure Python is installed by unpacking it
        archive.extractall(fresh)  # noqa: S202  # our own wheel
    # Plain paths in a .pth file do not run the .pth files there, so an editable reporter stays out of sight.
    (fresh / "dependencies.pth").write_text(f"{own}\n", encoding="utf-8")
    return python


def inside(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_every_template_and_all_data(wheel: Path) -> None:
    wanted = {
        str(path.relative_to(ROOT).as_posix())
        for path in (ROOT / "reporter").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    wanted |= {
        f"reporter/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / "templates").rglob("*")
        if path.is_file()
    }
    assert "reporter/templates/report.html.j2" in wanted
    assert wanted - inside(wheel) == set()


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    tops = {name.split("/", 1)[0] for name in inside(wheel)}
    assert {top for top in tops if not top.endswith((".dist-info", ".data"))} == {"reporter"}
    assert [name.split("/", 1)[1] for name in inside(wheel) if ".data/" in name] == ["scripts/reporter-land"]
    assert not [name for name in inside(wheel) if "__pycache__" in name or name.endswith(".pyc")]


def test_the_metadata_is_whole(wheel: Path) -> None:
    from reporter import __version__

    with zipfile.ZipFile(wheel) as archive:
        (path,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = archive.read(path).decode()
        (scripts,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
        assert "reporter = reporter.cli:main" in archive.read(scripts).decode()
    assert f"\nVersion: {__version__}\n" in metadata
    assert "\nRequires-Python: >=3.11\n" in metadata
    assert "\nRequires-Dist: weasyprint<71,>=70\n" in metadata
    assert "\nRequires-Dist: lxml-html-clean" in metadata


def test_an_installed_wheel_renders_from_another_folder(installed: Path, tmp_path: Path) -> None:
    for name, text in ARTICLES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    call = (str(installed), "-m", "reporter", "compare", *ARTICLES, "-f", "html,json,markdown", "-o", "out")
    done = subprocess.run(call, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "out" / "comparison.html").read_text(encoding="utf-8")
    assert "Ferrol" in page
    assert json.loads((tmp_path / "out" / "comparison.json").read_bytes())["findings"]
    where = (str(installed), "-c", "import reporter.assets; print(reporter.assets.template_dir())")
    folder = subprocess.run(
        where, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    ).stdout
    assert (
        Path(folder.strip())
        == next(installed.parent.parent.rglob("site-packages")) / "reporter" / "templates"
    )


def test_the_sdist_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    sdist = build("sdist", tmp_path / "sdist")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "unpacked")  # noqa: S202  # our own; filters came with Python 3.11.4
    (folder,) = (tmp_path / "unpacked").iterdir()
    command = (
        sys.executable,
        "-m",
        "hatchling",
        "build",
        "--target",
        "wheel",
        "--directory",
        str(tmp_path / "again"),
    )
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (again,) = (tmp_path / "again").iterdir()
    assert inside(again) == inside(wheel)
