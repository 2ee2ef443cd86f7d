"""What an officer is shown of the library's suggestions: numbers, words, and their places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.proposals.suggestions import Suggestion, marked_text, suggestions_for
from caunoi.sectors.models import Sector
from tests.factories import make_expert, make_proposal
from trithuc.categorise import Evidence

TEXTS = {
    "vi": ("energy", "Lắp pin mặt trời và lưu trữ hydrogen cho các trạm bơm."),
    "en": ("semiconductors", "A course on the packaging and testing of integrated circuits."),
    "fr": ("nuclear", "Former des inspecteurs à la sûreté des petits réacteurs modulaires."),
    "nl": ("environment", "Zuivering van afvalwater van textielbedrijven met membranen."),
    "de": ("energy", "Ein Pilotprojekt für grünen Wasserstoff und Brennstoffzellen."),
    "zh": ("ai", "利用机器学习和深度神经网络分析医学影像。"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("language", TEXTS)
def test_a_text_in_any_of_the_six_languages_is_given_its_sector_with_its_words(language):
    code, text = TEXTS[language]
    suggested = suggestions_for(make_proposal(make_expert(), text, language=language))

    row = next(row for row in suggested.rows if row.sector.code == code)
    assert row.words
    assert all(words in text for words in row.words)
    assert [row.number for row in suggested.rows] == list(range(1, len(suggested.rows) + 1))


@pytest.mark.django_db
def test_thanks_alone_suggest_nothing_to_assign():
    suggested = suggestions_for(make_proposal(make_expert(), "Xin cảm ơn, hẹn gặp lại."))

    assert not any(row.is_assigned for row in suggested.rows)


def row(number: int, *spans: tuple[int, int]) -> Suggestion:
    evidence = tuple(Evidence("text", start, end, "", "") for start, end in spans)
    return Suggestion(number, Sector(code="energy"), 50, True, (), evidence)


def test_a_stretch_that_speaks_for_two_carries_both_numbers():
    pieces = marked_text("solar hydrogen", "text", [row(1, (0, 14)), row(2, (6, 14))])

    assert [(piece.text, piece.numbers) for piece in pieces] == [
        ("solar ", (1,)),
        ("hydrogen", (1, 2)),
    ]


def test_evidence_of_another_field_marks_nothing():
    assert [piece.numbers for piece in marked_text("solar", "title", [row(1, (0, 5))])] == [()]


spans = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted).map(tuple))


@given(st.text(max_size=50), spans, spans)
def test_the_pieces_always_add_up_to_the_text(text, first, second):
    pieces = marked_text(text, "text", [row(1, *first), row(2, *second)])

    assert "".join(piece.text for piece in pieces) == text
