"""The store: what is put in comes out, one process at a time, and grouping step by step is grouping at once."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from reporter import stories
from reporter.errors import ConfigError, RenderError
from reporter.newsroom import regroup
from reporter.newsroom.folders import Fixed
from reporter.store import Row, Store, open_store
from reporter.store.opening import FOLDER
from tests.unit.test_stories import made_up


def never() -> None:
    raise AssertionError("nobody else has the store")


def row(key: str, profile: stories.Profile) -> Row:
    return Row(key, "{}", None, profile.day, f"Title {key}", profile.terms, profile.weights, ())


def put(store: Store, articles: dict[str, Row], fixed: tuple[Fixed, ...] = ()) -> bool:
    """Bring the store to exactly these articles by path."""
    before = store.files()
    gone = [file for path, file in before.items() if path not in articles]
    placed = {path for story in fixed for path in story.articles}
    store.add_articles(articles.values())
    news = [
        (path, "stamp", one.key, path not in placed)
        for path, one in articles.items()
        if path not in before or before[path].key != one.key or before[path].loose == (path in placed)
    ]
    with store.transaction():
        return regroup.update(store, before, news, gone, fixed)


def groups(store: Store) -> set[frozenset[str]]:
    files = {file.id: path for path, file in store.files().items()}
    return {frozenset(files[file] for file in store.members(story.id)) for story in store.stories()}


@pytest.mark.parametrize("seed", range(12))
def test_any_order_of_arrival_edits_and_removals_gives_what_one_look_gives(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    pool = {f"in/{number}.txt": row(f"k{number}", made_up(dice, dice.randint(0, 4))) for number in range(30)}
    final = dict(dice.sample(sorted(pool.items()), 20))
    with open_store(tmp_path / "steps", never) as store:
        now: dict[str, Row] = {}
        for _ in range(8):
            for path in dice.sample(sorted(pool), 6):
                if path in now and dice.random() < 0.4:
                    del now[path]
                else:
                    edited = made_up(dice, dice.randint(0, 4))
                    now[path] = row(f"e{dice.random()}", edited) if dice.random() < 0.3 else pool[path]
            put(store, now)
        left = sorted(final.items())
        dice.shuffle(left)
        put(store, dict(left[:11]))
        for path, one in left[11:]:
            put(store, {**{name: final[name] for name in store.files()}, path: one})
        stepwise = groups(store), sorted((story.slug, story.wanted) for story in store.stories())
    with open_store(tmp_path / "once", never) as store:
        put(store, final)
        assert (groups(store), sorted((story.slug, story.wanted) for story in store.stories())) == stepwise
    profiles = sorted(final.items(), key=lambda item: (item[1].day is None, item[1].day or 0, item[1].key))
    at_once = stories.group([regroup.profile(one) for _, one in profiles])
    assert {frozenset(profiles[at][0] for at in group) for group in at_once} == stepwise[0]


def test_a_key_that_becomes_too_common_parts_what_it_joined(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reporter.stories.pairs.COMMON", 3)
    monkeypatch.setattr("reporter.stories.COMMON", 3)
    dice = random.Random(1)  # noqa: S311
    articles = {f"in/{number}.txt": row(f"k{number}", made_up(dice, number % 2)) for number in range(24)}
    with open_store(tmp_path / "steps", never) as store:
        for size in (5, 8, 12, 24, 7, 16):
            put(store, dict(sorted(articles.items())[:size]))
        stepwise = groups(store)
    with open_store(tmp_path / "once", never) as store:
        put(store, dict(sorted(articles.items())[:16]))
        assert groups(store) == stepwise


def test_a_fixed_story_takes_its_articles_out_of_the_grouping_and_gives_them_back(tmp_path: Path) -> None:
    dice = random.Random(2)  # noqa: S311
    one = made_up(dice, 1)
    articles = {f"in/{name}.txt": row(f"k{name}", one) for name in "abcd"}
    fixed = (Fixed("by hand", "Title", ("in/a.txt",)),)
    with open_store(tmp_path, never) as store:
        put(store, articles)
        assert groups(store) == {frozenset(articles)}
        assert put(store, articles, fixed)
        assert groups(store) == {frozenset({"in/a.txt"}), frozenset(articles) - {"in/a.txt"}}
        assert not put(store, articles, fixed)
        assert put(store, articles)
        assert groups(store) == {frozenset(articles)}


def test_what_is_stored_comes_back(tmp_path: Path) -> None:
    whole = Row("k", '{"text": "…"}', None, 736_305, "Title", (2**32 - 1, 7), (65_535, 1), (3, 4))
    fault = Row("f", "", ("broken-pdf", "it is broken"), None, "", (), (), ())
    with open_store(tmp_path, never) as store:
        store.add_articles([whole, fault])
        assert store.bodies(["k", "f", "absent"]) == {"k": whole, "f": fault}
        assert store.known_keys(["k", "absent"]) == {"k"}


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def interrupted(store: Store) -> None:
        with store.transaction():
            store.set_meta("name", "value")
            raise KeyboardInterrupt

    with open_store(tmp_path, never) as store:
        with pytest.raises(KeyboardInterrupt):
            interrupted(store)
        assert store.meta("name") == ""


def test_a_second_process_waits_and_then_gives_up(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from reporter.store import open_store\n"
        "with open_store(Path(sys.argv[1]), print): print('in', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        (sys.executable, "-c", code, str(tmp_path)), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert other.stdout is not None
    assert other.stdout.readline() == b"in\n"
    told: list[int] = []
    with pytest.raises(ConfigError) as caught, open_store(tmp_path, lambda: told.append(1), wait=1.5):
        pass
    assert caught.value.slug == "build-running"
    assert told == [1]
    other.kill()
    other.wait()
    with open_store(tmp_path, never) as store:
        assert store.files() == {}


@pytest.mark.parametrize("damage", [b"this is no database, and long enough to be looked at" * 100, b"SQLite"])
def test_a_damaged_store_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "store.sqlite").write_bytes(damage)
    with open_store(tmp_path, never) as store:
        assert store.last_run() == (0, "")
    db = sqlite3.connect(tmp_path / FOLDER / "store.sqlite")
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()


def test_an_output_folder_that_cannot_be_made_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(RenderError) as caught, open_store(tmp_path / "file" / "out", never):
        pass
    assert caught.value.slug == "cannot-write"
