"""What can be loaded, with which metadata beside it."""

from __future__ import annotations

import io
import os
from datetime import date
from pathlib import Path

import pytest

from reporter import sources
from reporter.errors import SourceError
from reporter.model import Metadata


def failure(locator: object, **stdin: io.BytesIO) -> SourceError:
    with pytest.raises(SourceError) as caught:
        sources.load(str(locator), **stdin)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(str(locator)[:4])
    return caught.value


def test_bytes_as_they_lie_there(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"A ferry\r\nsank.")
    source = sources.load(str(tmp_path / "a.txt"))
    assert (source.media_type, source.data, source.locator) == (
        "", b"A ferry\r\nsank.", str(tmp_path / "a.txt"),
    )  # fmt: skip


def test_standard_input() -> None:
    source = sources.load("-", stdin=io.BytesIO(b"A ferry sank."))
    assert (source.locator, source.data) == ("-", b"A ferry sank.")


def test_missing_names_the_nearest_file(tmp_path: Path) -> None:
    (tmp_path / "ferry-1.txt").write_text("A ferry sank.")
    error = failure(tmp_path / "fery-1.txt")
    assert error.slug == "missing-file"
    assert f"did you mean {tmp_path / 'ferry-1.txt'}?" in str(error)
    assert failure(tmp_path / "nowhere" / "a.txt").slug == "missing-file"


def test_folder_and_impossible_paths(tmp_path: Path) -> None:
    assert failure(tmp_path).slug == "is-a-folder"
    (tmp_path / "a.txt").write_text("A ferry sank.")
    assert failure(tmp_path / "a.txt" / "b.txt").slug == "unreadable-file"
    assert failure("a\0b").slug == "unreadable-file"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may read every file")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("A ferry sank.")
    path.chmod(0)
    assert failure(path).slug == "unreadable-file"


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(sources.MAX_BYTES + 1)
    assert failure(path).slug == "too-large"


def test_sidecars_file_before_story(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A ferry sank.")
    (tmp_path / "story.toml").write_text(
        'title = "The ferry"\n[articles."a.txt"]\ntitle = "Story"\noutlet = "The Post"\n'
        'published = 2019-03-13\norigin = "web"\n[articles."b.txt"]\ntitle = "Other"\n'
    )
    (tmp_path / "a.txt.meta.toml").write_text('title = "File"\nlanguage = "en"\n')
    (tmp_path / "a.meta.toml").write_text('title = "Stem"\nurl = "https://example.org/a"\n')
    assert sources.load(str(tmp_path / "a.txt")).sidecar == Metadata(
        title="File",
        outlet="The Post",
        published=date(2019, 3, 13),
        url="https://example.org/a",
        language="en",
    )


@pytest.mark.parametrize(
    "value", ['"2019-03-13"', "2019-03-13", "2019-03-13T10:00:00Z", '"2019-03-13T10:00"']
)
def test_published_as_date_time_or_words(tmp_path: Path, value: str) -> None:
    (tmp_path / "a.txt").write_text("A ferry sank.")
    (tmp_path / "a.meta.toml").write_text(f"published = {value}\n")
    assert sources.load(str(tmp_path / "a.txt")).sidecar.published == date(2019, 3, 13)


@pytest.mark.parametrize(
    ("toml", "slug", "words"),
    [
        ('outlett = "The Post"', "unknown-key", "unknown key 'outlett'; did you mean 'outlet'?"),
        ('zzz = "The Post"', "unknown-key", "known are title, outlet"),
        ('published = "13 March"', "bad-date", "write YYYY-MM-DD"),
        ("title = 3", "bad-sidecar", "title is 3"),
        ("title = ", "bad-sidecar", "not readable as TOML"),
    ],
)
def test_sidecar_that_cannot_be_understood(tmp_path: Path, toml: str, slug: str, words: str) -> None:
    (tmp_path / "a.txt").write_text("A ferry sank.")
    (tmp_path / "a.meta.toml").write_text(toml)
    error = failure(tmp_path / "a.txt")
    assert error.slug == slug
    assert words in str(error)
    assert "a.meta.toml" in str(error)


def test_story_entry_that_is_not_a_table(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A ferry sank.")
    (tmp_path / "story.toml").write_text('[articles]\n"a.txt" = "A title"\n')
    assert failure(tmp_path / "a.txt").slug == "bad-sidecar"
