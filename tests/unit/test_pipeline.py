"""What the run tells a reader about its inputs."""

from __future__ import annotations

from reporter.model import Article
from reporter.pipeline import compare

GERMAN = (
    "Bei der Explosion in der Papiermühle von Orne kamen am Freitag 12 Menschen ums Leben, sagte die Polizei. "
    "Die Stadt will die Brücke noch vor dem Winter wieder aufbauen, wie die Bürgermeisterin Anna Keller sagte. "
    "Der Schaden wird auf mehrere Millionen Euro geschätzt, und die Ermittlungen dauern nach Angaben der Behörden an."
)
ENGLISH = "The blast in Orne killed 12 people on Friday, police said."


def notes(*articles: Article) -> list[str]:
    return list(compare(articles).run.notes)


def test_a_missing_publication_day_is_said() -> None:
    told = notes(
        Article.from_text(ENGLISH, published="2016-12-07"), Article.from_text(ENGLISH + " It rained.")
    )
    assert told == ["Article B has no publication date: its relative dates stay as they are."]


def test_another_language_is_said() -> None:
    told = notes(
        Article.from_text(ENGLISH, published="2016-12-07"), Article.from_text(GERMAN, published="2016-12-07")
    )
    assert told == [
        "The articles are in different languages (A in English, B in German): between these, names, figures and dates "
        "are compared and no words."
    ]


def test_a_language_without_a_pack_is_said() -> None:
    french = (
        "L’explosion a fait douze morts vendredi à Orne, a indiqué la police. Le maire a parlé d’un drame. "
        * 3
    )
    told = notes(*(Article.from_text(french + end, published="2016-12-07") for end in ("Il pleuvait.", "")))
    assert [note.partition(":")[0] for note in told] == ["Article A is in French", "Article B is in French"]


def test_the_same_file_twice_is_said() -> None:
    one = Article.from_text(ENGLISH, published="2016-12-07")
    assert notes(one, one) == ["Article B is the same file as article A."]
