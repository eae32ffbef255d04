"""What is found in folders, and which stories are fixed there."""

from __future__ import annotations

from pathlib import Path

import pytest

from reporter.errors import ConfigError
from reporter.newsroom.folders import Listing
from reporter.newsroom.intake import listing


def put(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        path = folder / name.replace("__", "/").replace("_toml", ".toml").replace("_txt", ".txt")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def look(folder: Path) -> Listing:
    return listing([folder], folder / "reports")


def names(found: Listing, folder: Path) -> list[str]:
    return [Path(one.path).relative_to(folder).as_posix() for one in found.found]


def fixed(found: Listing, folder: Path) -> dict[str, list[str]]:
    return {
        story.name: [Path(path).relative_to(folder).as_posix() for path in story.articles]
        for story in found.fixed
    }


def test_articles_are_found_in_sub_folders_and_other_files_are_not(tmp_path: Path) -> None:
    put(tmp_path, a_txt="a", in__b_txt="b", in__deep__c_txt="c", reports__d_txt="d")
    for other in (".hidden.txt", "README.md", "photo.jpg", "note"):
        (tmp_path / other).write_text("x", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "e.txt").write_text("e", encoding="utf-8")
    (tmp_path / "in" / "up").symlink_to(tmp_path, target_is_directory=True)
    assert names(look(tmp_path), tmp_path) == ["a.txt", "in/b.txt", "in/deep/c.txt"]


def test_a_folder_with_a_story_file_is_one_story(tmp_path: Path) -> None:
    put(tmp_path, a_txt="a", s__story_toml='title = "T"', s__b_txt="b", s__more__c_txt="c", t__d_txt="d")
    found = look(tmp_path)
    assert fixed(found, tmp_path) == {"s": ["s/b.txt", "s/more/c.txt"]}
    assert found.fixed[0].title == "T"


def test_a_story_file_inside_another_story_is_its_own(tmp_path: Path) -> None:
    put(tmp_path, s__story_toml="", s__b_txt="b", s__in__story_toml="", s__in__c_txt="c")
    assert fixed(look(tmp_path), tmp_path) == {"s": ["s/b.txt"], "s/in": ["s/in/c.txt"]}


def test_a_list_of_articles_fixes_those_and_leaves_the_rest(tmp_path: Path) -> None:
    put(
        tmp_path, story_toml='title = "T"\narticles = ["a.txt", "in/b.txt"]', a_txt="", in__b_txt="", c_txt=""
    )
    found = look(tmp_path)
    assert fixed(found, tmp_path) == {tmp_path.name: ["a.txt", "in/b.txt"]}
    assert len(found.found) == 3


def test_one_file_may_fix_several_stories_or_none(tmp_path: Path) -> None:
    entries = '[[stories]]\ntitle = "One"\narticles = ["a.txt"]\n[[stories]]\narticles = ["b.txt", "c.txt"]\n'
    put(tmp_path, story_toml=entries, a_txt="", b_txt="", c_txt="", d_txt="")
    assert fixed(look(tmp_path), tmp_path) == {
        f"{tmp_path.name}/One": ["a.txt"],
        f"{tmp_path.name}/2": ["b.txt", "c.txt"],
    }
    put(tmp_path, story_toml='stories = []\n[articles."a.txt"]\npublished = 2016-12-07\n')
    assert fixed(look(tmp_path), tmp_path) == {}


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("title = ", "bad-story"),
        ('articles = ["nowhere.txt"]', "bad-story"),
        ('articles = ["../a.txt"]', "bad-story"),
        ("articles = [1]", "bad-story"),
        ("articles = []", "bad-story"),
        ("stories = 1", "bad-story"),
        ('[[stories]]\narticle = ["a.txt"]', "bad-story"),
        ('[[stories]]\narticles = ["a.txt"]\n[[stories]]\narticles = ["a.txt"]', "story-overlap"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, slug: str) -> None:
    folder = tmp_path / "in"
    put(folder, story_toml=text, a_txt="")
    (tmp_path / "a.txt").write_text("", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        listing([folder], tmp_path / "reports")
    assert caught.value.slug == slug
    assert "in" in str(caught.value)


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such folder"):
        look(tmp_path / "nowhere")


def test_what_lies_beside_an_article_is_part_of_what_it_is(tmp_path: Path) -> None:
    put(tmp_path, a_txt="a", b_txt="b")
    before = look(tmp_path)
    (tmp_path / "a.meta.toml").write_text('outlet = "A"', encoding="utf-8")
    after = look(tmp_path)
    assert [one.beside == other.beside for one, other in zip(before.found, after.found, strict=True)] == [
        False,
        True,
    ]
