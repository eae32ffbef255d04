"""The kept cases of the fuzzer, and what it starts from, through the functions it calls; no fuzzer needed.

A case is named after its stage and what it broke: ``tests/fuzz_cases/STAGE-what-it-broke``.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from fuzz.stages import STAGES, seeds
from reporter import sentences

CASES = sorted((Path(__file__).parent / "fuzz_cases").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_the_fuzzer_found_stays_mended(case: Path) -> None:
    STAGES[case.name.partition("-")[0]](case.read_bytes())


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_holds_on_what_the_fuzzer_starts_from(stage: str) -> None:
    started = list(islice(seeds(stage), 12))
    assert started
    for seed in started:
        STAGES[stage](seed)


def test_a_broken_promise_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentences, "split", lambda *given: ())
    with pytest.raises(AssertionError, match="every visible character"):
        STAGES["sentences"](next(seeds("sentences")))
