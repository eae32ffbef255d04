"""JSON: what is written is read back; what is no comparison is refused."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from reporter.errors import ReadError
from reporter.formats.json import load, render
from reporter.model import Comparison
from tests.builders import hostile, story


@pytest.mark.parametrize("comparison", [story(), hostile("<b>\u202e\ud800\x00"), Comparison((), (), ())])
def test_a_comparison_survives_the_way_there_and_back(comparison: Comparison) -> None:
    again = load(render(comparison))
    assert again.to_dict() == comparison.to_dict()
    assert render(again) == render(comparison)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda plain: plain.update(format="reporter-comparison/9"),
        lambda plain: plain.pop("findings"),
        lambda plain: plain["findings"][0].update(relation="maybe"),
        lambda plain: plain["findings"][0]["members"][0].update(article=7),
        lambda plain: plain["findings"][0]["members"][0].update(sentence=-1),
        lambda plain: plain["findings"][0]["members"][0].update(span=[5, 2]),
        lambda plain: plain["findings"][0]["members"][0].update(text="other words"),
        lambda plain: plain["alignments"][0]["members"][0].update(sentence=99),
        lambda plain: plain["articles"][0].update(published="yesterday"),
        lambda plain: plain["articles"][0].update(sentences=None),
    ],
)
def test_a_spoilt_comparison_is_refused(spoil: Any) -> None:
    plain = copy.deepcopy(story().to_dict())
    spoil(plain)
    with pytest.raises(ReadError) as caught:
        load(json.dumps(plain).encode())
    assert caught.value.slug == "not-a-comparison"


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000])
def test_other_data_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError):
        load(data)
