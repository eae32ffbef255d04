"""Several worker processes, with a new pool for one that lost a worker.

A ``ProcessPoolExecutor`` whose worker is killed gives up all it was asked to do. Here what was under way is
asked for again from a new pool, one item at a time, so that the item that kills its worker is found: after
``ATTEMPTS`` workers died over it alone it is Lost, and the others go on.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait as wait_for
from typing import Any

from reporter.engine.base import Engine, Lost

ATTEMPTS = 2
"""Workers that an item may cost."""
AHEAD = 2
"""Items handed out for each worker: one at work, one waiting."""


def spread(function: Callable[[Any], Any], items: Sequence[Any], jobs: int = 2) -> Iterator[tuple[int, Any]]:
    """The results as they come."""
    waiting = deque(range(len(items)))
    suspects: deque[int] = deque()
    died: Counter[int] = Counter()
    while waiting or suspects:
        pool = _pool(1 if suspects else jobs)
        try:
            queue, ahead = (suspects, 1) if suspects else (waiting, jobs * AHEAD)
            lost = yield from _drain(pool, function, items, queue, ahead)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
        if ahead > 1:
            suspects.extend(lost)
            continue
        for number in lost:
            died[number] += 1
            if died[number] < ATTEMPTS:
                suspects.append(number)
            else:
                yield number, Lost(f"{ATTEMPTS} worker processes died over it")


def _drain(
    pool: ProcessPoolExecutor,
    function: Callable[[Any], Any],
    items: Sequence[Any],
    queue: deque[int],
    ahead: int,
) -> Generator[tuple[int, Any], None, list[int]]:
    """Work the queue off; returns the items that were under way when the pool broke."""
    under_way: dict[Future[Any], int] = {}
    lost: list[int] = []
    while queue or under_way:
        while queue and len(under_way) < ahead and not lost:
            number = queue.popleft()
            try:
                under_way[pool.submit(function, items[number])] = number
            except BrokenProcessPool:
                lost.append(number)
        if not under_way:
            break
        done, _ = wait(under_way, return_when=FIRST_COMPLETED)
        for future in done:
            number = under_way.pop(future)
            try:
                yield number, future.result()
            except BrokenProcessPool:
                lost.append(number)
    return sorted(lost)


def _pool(jobs: int) -> ProcessPoolExecutor:
    """Fresh interpreters, on every system alike: a fork would share the open store."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_start_worker)


def _start_worker() -> None:
    """A worker leaves Ctrl-C to its parent, and ends when its parent does, however that was ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait_for([sentinel])
    os._exit(1)


PROCESSES = Engine("processes", "several processes of this machine", spread)
