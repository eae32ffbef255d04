"""The semantic model: its words, its opinions, and what becomes of them in a comparison."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from reporter import doctor, semantic
from reporter.config import Settings, load
from reporter.diff import replay
from reporter.diff.opinions import doubted
from reporter.diff.rules.base import Ruling, Story
from reporter.errors import ConfigError
from reporter.formats import json as json_format
from reporter.model import Alignment, Article, Opinion, Relation, SentenceRef
from reporter.pipeline import compare

ROOT = Path(__file__).parent.parent.parent
LEFT = "A blast at the Orne paper mill killed 12 people on Friday, the Interior Ministry said."
RIGHT = """Explosion at paper mill

Twelve people died on Friday in an explosion at a paper mill in Orne, according to the Interior Ministry.

The mill was built in 1911.

It makes paper for schoolbooks.

Nobody saw how the fire began.

Rain is expected in the valley at the weekend."""


def articles(left: str = LEFT, right: str = RIGHT, **metadata: str) -> list[Article]:
    return [
        Article.from_text(text, locator=name, published="2016-12-07", **metadata)
        for text, name in ((left, "a.txt"), (right, "b.txt"))
    ]


@pytest.fixture
def wordpiece(semantic_model: Path) -> ModuleType:
    return import_module("reporter_semantic_en.wordpiece")


@pytest.fixture
def fresh() -> Iterator[None]:
    """The model is loaded anew, before and after."""
    semantic.load.cache_clear()
    yield
    semantic.load.cache_clear()


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Unaffable people", "una ##ffa ##ble people"),
        ("the café’s 1,200 guests", "the cafe ’ s 1 , 200 guests"),
        ("naïve\u00ad façade\tat\nnight", "naive facade at night"),
        ("東京 tower", "東 京 tower"),
        ("x" * 101 + " ended", "[UNK] ended"),
        ("", ""),
    ],
)
def test_words_are_split_as_bert_splits_them(wordpiece: ModuleType, text: str, pieces: str) -> None:
    names = {place: piece for piece, place in wordpiece._vocabulary().items()}
    assert " ".join(names[place] for word in wordpiece.words(text) for place in word.pieces) == pieces


def test_words_that_both_sentences_have_are_marked(wordpiece: ModuleType) -> None:
    left, right = wordpiece.words("Twelve protesters died"), wordpiece.words("Protests: twelve injured")
    pieces, types = wordpiece.encode(left, right)
    assert [pieces[0], pieces[4], pieces[-1]] == [wordpiece.CLASSIFY, wordpiece.SEPARATE, wordpiece.SEPARATE]
    assert types[:5] == [0, 2, 2, 0, 0]
    assert types[5:] == [3, 1, 3, 1, 1]


def test_the_longer_sentence_is_cut(wordpiece: ModuleType) -> None:
    short, long = wordpiece.words("He left town."), wordpiece.words("word " * 400)
    for pieces, types in (wordpiece.encode(short, long), wordpiece.encode(long, short)):
        assert len(pieces) == len(types) == wordpiece.LONGEST_PAIR
    assert wordpiece.encode(short, long)[0][1:5] == [place for word in short for place in word.pieces]


def test_an_opinion_is_the_same_in_any_company(semantic_model: Path) -> None:
    model = semantic.load()
    pairs = [
        ("Three people died.", "Three people were killed."),
        ("Three people died in the blast at the mill on Friday, police said.", "It rained in the valley."),
        ("The mill was built in 1911.", "The mill was not built in 1911."),
    ]
    together = model.read(pairs)
    assert [model.read([pair])[0] for pair in pairs] == together
    assert model.read(list(reversed(pairs))) == list(reversed(together))


def test_the_opinions_tell_agreement_conflict_and_neither_apart(semantic_model: Path) -> None:
    agreeing, conflicting, neither = semantic.load().read(
        [
            ("A blast killed 12 people in Orne on Friday.", "Twelve people were killed by a blast in Orne."),
            ("A blast killed 12 people in Orne on Friday.", "A blast killed 30 people in Orne on Friday."),
            ("A blast killed 12 people in Orne on Friday.", "The mayor of Orne will speak on Monday."),
        ]
    )
    assert agreeing.aligned > 0 > agreeing.conflict
    assert conflicting.conflict > 0
    assert conflicting.conflict > max(conflicting.forward, conflicting.backward)
    assert max(neither.aligned, neither.conflict, neither.forward, neither.backward) < 0


def test_the_card_names_the_file(semantic_model: Path) -> None:
    package = import_module("reporter_semantic_en")
    data = (semantic_model / "reporter_semantic_en" / "model.onnx").read_bytes()
    assert package.sha256() == hashlib.sha256(data).hexdigest()
    assert len(data) <= 30_000_000


def test_a_damaged_model_is_refused(
    semantic_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh: None
) -> None:
    shutil.copytree(semantic_model / "reporter_semantic_en", tmp_path / "reporter_semantic_en")
    model = tmp_path / "reporter_semantic_en" / "model.onnx"
    model.write_bytes(model.read_bytes()[:-1] + b"?")
    monkeypatch.syspath_prepend(str(tmp_path))
    sys.modules.pop("reporter_semantic_en", None)
    with pytest.raises(ConfigError) as caught:
        compare(articles(), Settings(semantic="on"))
    assert caught.value.slug == "semantic-broken"


def test_without_the_model_auto_goes_on_and_on_says_how_to_install_it() -> None:
    if not semantic.missing():
        pytest.skip("the model is installed here")
    report = compare(articles(), Settings(semantic="auto"))
    assert report.run.semantic is None
    assert report.to_dict()["run"]["semantic"] is None
    assert all(alignment.opinion is None for alignment in report.alignments)
    with pytest.raises(ConfigError, match="pip install") as caught:
        compare(articles(), Settings(semantic="on"))
    assert caught.value.slug == "semantic-missing"


def test_what_the_model_says_stands_in_the_result(semantic_model: Path) -> None:
    report = compare(articles(), Settings(semantic="on"))
    used = report.run.semantic
    assert used is not None
    assert used.sha256 == import_module("reporter_semantic_en").sha256()
    read = [alignment for alignment in report.alignments if alignment.opinion]
    assert read
    assert json_format.load(report.to_json().encode()).alignments == report.alignments
    assert json.loads(report.to_json())["run"]["semantic"] == used._asdict()


def test_the_same_bytes_every_time_and_none_of_the_model_when_off(semantic_model: Path) -> None:
    first, again = (compare(articles(), Settings(semantic="on")).to_json() for _ in range(2))
    assert first == again
    without = compare(articles(), Settings(semantic="off"))
    assert without.run.semantic is None
    assert not any(alignment.opinion for alignment in without.alignments)


def test_articles_in_another_language_are_not_read(semantic_model: Path) -> None:
    report = compare(articles(language="de"), Settings(semantic="on"))
    assert report.run.semantic is None
    assert not any(alignment.opinion for alignment in report.alignments)


def test_whole_articles_are_not_read(semantic_model: Path) -> None:
    report = compare(articles(RIGHT, RIGHT.replace("Friday", "Thursday")), Settings(semantic="on"))
    assert report.run.semantic is None
    assert (
        report.to_json()
        == compare(articles(RIGHT, RIGHT.replace("Friday", "Thursday")), Settings(semantic="on")).to_json()
    )
    assert not any(alignment.opinion for alignment in report.alignments)


def test_a_claim_that_no_words_align_is_aligned_by_the_model(semantic_model: Path) -> None:
    claim, other = (
        "Anna Keller is an actress.",
        "Keller has appeared in several films and won a prize for her role in a drama.",
    )
    for setting, wanted in (("off", 0), ("on", 1)):
        report = compare(articles(claim, other), Settings(semantic=setting))
        assert len(report.alignments) == wanted, setting
    assert list(report.alignments[0].signals) == ["semantic-aligned"]


def test_a_conflict_of_words_alone_is_held_back_where_the_one_follows(semantic_model: Path) -> None:
    supported = Opinion(-2.0, 5.0, -5.0, 5.0)
    story = Story((), (Alignment("x", (SentenceRef(0, 0), SentenceRef(1, 0)), 60.0, {}, supported),), ())
    ruling = Ruling(Relation.CONTRADICTS, (), "status", "", "value", "They differ.")
    doubt = doubted(story, ruling)
    assert doubt.relation is None
    assert replay(doubt.trace[-1]) is True
    unsure = Story((), (Alignment("x", story.alignments[0].members, 60.0, {}, Opinion(0, 1.0, 0, 5.0)),), ())
    assert doubted(unsure, ruling) == ruling


def test_the_setting_takes_three_words(tmp_path: Path) -> None:
    file = tmp_path / "reporter.toml"
    file.write_text('semantic = "off"\n', encoding="utf-8")
    assert load(tmp_path).settings.semantic == "off"
    file.write_text('semantic = "maybe"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="semantic must be one of auto, on, off, not 'maybe'"):
        load(tmp_path)
    file.write_text("semantic = true\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="one of auto, on, off"):
        load(tmp_path)


def test_the_doctor_tries_it(semantic_model: Path) -> None:
    check = doctor._semantic()
    assert check.passed
    assert check.found.startswith("reporter-semantic-en ")


def test_a_build_is_renewed_when_the_model_is_another(semantic_model: Path) -> None:
    assert semantic.digest("on") == semantic.digest("auto") != ""
    assert semantic.digest("off") == ""


def test_the_command_line_uses_it_where_it_is_installed(semantic_model: Path, tmp_path: Path) -> None:
    for article, name in zip(articles(), "ab", strict=True):
        (tmp_path / f"{name}.txt").write_text(article.text, encoding="utf-8")
    command = (sys.executable, "-m", "reporter", "compare", "a.txt", "b.txt", "-f", "json", "-o", "-")
    path = os.pathsep.join((str(ROOT), str(semantic_model)))
    environment = {**os.environ, "PYTHONPATH": path, "OMP_NUM_THREADS": "3"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True)
    result = json.loads(done.stdout)
    assert result["run"]["semantic"]["name"] == "reporter-semantic-en"
    here = compare(
        [Article.from_text(a.text, locator=a.locator) for a in articles()], Settings(semantic="on")
    )
    assert [a["opinion"] for a in result["alignments"]] == [
        a.opinion and a.opinion._asdict() for a in here.alignments
    ]


def test_its_wheel_holds_model_words_and_licences(semantic_model: Path, tmp_path: Path) -> None:
    command = (sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path))
    subprocess.run(command, cwd=semantic_model, capture_output=True, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    wanted = ("/model.onnx", "/model.json", "/vocab.txt", "/wordpiece.py", "/LICENSE", "/LICENSE-APACHE")
    assert [name for name in wanted if not any(entry.endswith(name) for entry in names)] == []
