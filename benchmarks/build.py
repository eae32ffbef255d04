"""What a build costs: the first one, one more article, nothing to do; printed as a Markdown table.

    python benchmarks/build.py [--articles 1000] [--jobs 2] [--sample 1]

The articles are made up: variations of the sample texts in stories of one to six, of real size (see
tests/newsroom.py). Each step is a run of the command line, start of the interpreter included,
but for the last: builds one after the other in one process, as ``--watch`` does them. CPU seconds are of
all processes of a run; memory is the most that any one of them held. With ``--sample 10`` all articles are read and
grouped and every tenth story is reported, its cost counted ten times; the others are entered as if they were.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from reporter.formats import index  # noqa: E402  # from this checkout
from reporter.newsroom.build import Plan, _Build, _entry, _names, build  # noqa: E402
from reporter.newsroom.intake import Round, listing, take_in  # noqa: E402
from reporter.newsroom.work import Told  # noqa: E402
from reporter.store import Made, open_store  # noqa: E402
from tests.newsroom import Piece, fill, story  # noqa: E402  # the tests are not installed

LATE = 5
"""Articles that come one by one after the first build."""


class Cost(NamedTuple):
    """What a run took."""

    wall: float
    cpu: float
    memory: float
    """Megabytes."""
    said: str


def run(desk: Path, jobs: int) -> Cost:
    """One build of ``in`` into ``out``."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    command = (
        "/usr/bin/env",
        sys.executable,
        "-m",
        "reporter",
        "build",
        "in",
        "-o",
        "out",
        "--jobs",
        str(jobs),
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    code = (
        "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:], capture_output=True, text=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss);"
        "print(done.stderr.strip().splitlines()[-1]); sys.exit(done.returncode)"
    )
    done = subprocess.run(
        (sys.executable, "-c", code, *command),
        cwd=desk,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    wall, after = time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    memory, said = done.stdout.splitlines()[:2]
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu, int(memory) / 1024, said)


def sampled(desk: Path, jobs: int, every: int) -> Cost:
    """A first build of which only every so manieth story is reported."""
    os.chdir(desk)
    plan = Plan((Path("in"),), Path("out"), jobs=jobs)
    wall, cpu = time.monotonic(), _cpu()
    with open_store(plan.output, lambda: None) as store:
        steps = _Build(plan, store, quiet)
        take_in(Round(store, plan.terms, jobs, quiet), listing(plan.folders, plan.output))
        wall, cpu = time.monotonic() - wall, _cpu() - cpu
        stories = store.stories()
        names = _names(stories)
        counts = dict.fromkeys(("conflicting", "shared", "unique", "settled"), 0)
        told = Told("", b"", (), (), (), counts, (), ())
        for number, story in enumerate(stories):
            if number % every:
                entry = _entry(names[story.id], steps.members(story.id), told, (), {"run": 1, "day": ""})
                entry["timeline"] = []
                line = json.dumps(index.shelf(entry))
                made = steps._made(story, names[story.id], ())
                store.save(story.id, Made(names[story.id], made, line, "[]", b"", (), ()))
    os.chdir(ROOT)
    rest = run(desk, jobs)
    said = f"reading and grouping {cpu:.0f} s CPU, every {every}th report {rest.cpu:.0f} s; {rest.said}"
    return Cost(wall + every * rest.wall, cpu + every * rest.cpu, rest.memory, said)


def quiet(step: str, done: int, total: int) -> None:
    """Show no progress."""


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def lates(count: int, skip: int = 0) -> Iterator[Piece]:
    """One more article each on stories of three, two, one, four, two, … articles, as newsroom.fill makes them."""
    for number in range(skip, skip + count):
        kind = number % 5
        yield list(story(8 * number + kind, (3, 2, 1, 4, 2)[kind] + 1))[-1]


def watched(desk: Path) -> list[Cost]:
    """The cost of more articles to a process that has built before."""
    os.chdir(desk)
    plan, costs = Plan((Path("in"),), Path("out")), []
    for number, late in enumerate(lates(2 * LATE, LATE)):
        (desk / "in" / late.name).write_text(late.text, encoding="utf-8")
        wall, cpu = time.monotonic(), time.process_time()
        build(plan, quiet, print)
        if number >= LATE:  # the first ones compile what is compiled at first use
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            costs.append(Cost(time.monotonic() - wall, time.process_time() - cpu, memory, ""))
    os.chdir(ROOT)
    return costs


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--sample", type=int, default=1, metavar="N")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        desk = Path(scratch)
        fill(desk / "in", given.articles)
        time.sleep(2.5)  # a file as young as the look at it is looked at again
        first = run(desk, given.jobs) if given.sample == 1 else sampled(desk, given.jobs, given.sample)
        nothing = [run(desk, given.jobs) for _ in range(3)]
        more = []
        for late in lates(LATE):
            (desk / "in" / late.name).write_text(late.text, encoding="utf-8")
            more.append(run(desk, given.jobs))
        warm = watched(desk)
        size = sum(path.stat().st_size for path in (desk / "out" / ".reporter").iterdir()) / 2**20
    rows = {
        "first build": [first],
        "nothing to do": nothing,
        "one more article": more,
        "one more, watching": warm,
    }
    print(
        f"{given.articles:,} articles, --jobs {given.jobs}: {given.articles / first.wall:.1f} articles/s; {first.said}"
    )
    print(f"store {size:.0f} MB\n\n| run | wall s | CPU s | share of the first build (CPU) | memory MB |")
    print("|---|---|---|---|---|")
    for name, costs in rows.items():
        wall, cpu, memory = (statistics.median(one[at] for one in costs) for at in range(3))
        print(f"| {name} | {wall:.2f} | {cpu:.2f} | {100 * cpu / first.cpu:.2f} % | {memory:.0f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
