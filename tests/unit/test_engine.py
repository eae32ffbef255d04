"""Engines: all results, each once, also where workers die."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from reporter.engine import ENGINES, Lost, choose
from reporter.engine.processes import spread


def square(number: int) -> int:
    return number * number


def fragile(item: tuple[int, str]) -> int:
    """Kills its own process over item 3: always, or while the file named does not exist."""
    number, marker = item
    if number == 3 and (not marker or not Path(marker).exists()):
        if marker:
            Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def refuse(number: int) -> int:
    raise ValueError(f"no {number}")


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
def test_every_item_comes_back_once(engine: object) -> None:
    found = dict(engine.spread(square, list(range(9)), 2))  # type: ignore[attr-defined]
    assert found == {number: number * number for number in range(9)}
    assert list(engine.spread(square, [], 2)) == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
def test_an_exception_passes_on(engine: object) -> None:
    with pytest.raises(ValueError, match="no 1"):
        list(engine.spread(refuse, [1], 2))  # type: ignore[attr-defined]


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_what_a_killed_worker_had_is_done_again(tmp_path: Path) -> None:
    items = [(number, str(tmp_path / "once")) for number in range(8)]
    assert dict(spread(fragile, items, 2)) == {number: number for number in range(8)}


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_an_item_that_kills_every_worker_is_lost_and_the_others_are_not() -> None:
    found = dict(spread(fragile, [(number, "") for number in range(8)], 2))
    assert isinstance(found.pop(3), Lost)
    assert found == {number: number for number in range(8) if number != 3}


def test_few_items_need_no_processes() -> None:
    assert choose(4, 3).name == "serial"
    assert choose(1, 100).name == "serial"
    assert choose(2, 100).name == "processes"


def test_closing_early_ends_the_workers() -> None:
    started = time.monotonic()
    work = spread(square, list(range(1000)), 2)
    next(work)
    work.close()  # type: ignore[attr-defined]
    assert time.monotonic() - started < 60
