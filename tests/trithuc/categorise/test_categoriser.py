"""Texts into sectors: what is assigned, on what evidence, and what happens to odd texts."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trithuc.categorise import Categorisation, Categoriser, Document, categorise, categorise_many
from trithuc.vocabulary import LANGUAGES, sectors

CODES = {one.code for one in sectors()}
WORK = (
    "We develop perovskite solar cells with a hydrogen storage system and study how the "
    "electricity grid takes up renewable energy. "
)


def assigned(answer: Categorisation) -> list[str]:
    return [one.code for one in answer.sectors if one.assigned]


@pytest.mark.parametrize(
    ("language", "text", "sector"),
    [
        ("vi", "Nghiên cứu pin mặt trời, điện gió và lưới điện thông minh cho nông thôn", "energy"),
        ("en", "Wind power, solar power and the smart grid of the countryside", "energy"),
        ("fr", "Énergie éolienne, énergie solaire et réseau électrique intelligent", "energy"),
        ("nl", "Windenergie, zonne-energie en slimme elektriciteitsnetten", "energy"),
        ("de", "Windenergie, Solarenergie und intelligente Stromnetze auf dem Land", "energy"),
        ("zh", "农村地区的风能、太阳能与智能电网研究", "energy"),
        ("vi", "Vắc-xin phòng bệnh sốt xuất huyết và thử nghiệm lâm sàng tại bệnh viện", "health"),
        ("en", "A dengue vaccine and its clinical trial in hospitals", "health"),
        ("fr", "Un vaccin contre la dengue et son essai clinique à l'hôpital", "health"),
        ("nl", "Een vaccin tegen dengue en een klinische proef in ziekenhuizen", "health"),
        ("de", "Ein Impfstoff gegen Dengue und seine klinische Studie im Krankenhaus", "health"),
        ("zh", "登革热疫苗及其在医院的临床试验", "health"),
    ],
)
def test_the_same_subject_is_placed_alike_in_six_languages(
    language: str, text: str, sector: str
) -> None:
    answer = categorise(text, language=language)
    assert answer.language == language
    assert sector in assigned(answer)


@pytest.mark.parametrize(
    ("language", "title", "text", "sector"),
    [
        (
            "en",
            "Packaging",
            "We study flip chip and fan-out packaging of chiplets on silicon interposers, "
            "thermal simulation of stacked dies, and yield in semiconductor assembly and test.",
            "semiconductors",
        ),
        ("en", "Cooperation", WORK, "energy"),
        ("vi", "Đề xuất", "Pin mặt trời, điện gió và lưu trữ điện năng bằng pin lithi", "energy"),
        ("fr", "Proposition", "Énergie éolienne, énergie solaire et réseau électrique", "energy"),
        ("de", "Vorschlag", "Windenergie, Solarenergie und intelligente Stromnetze", "energy"),
        ("nl", "Voorstel", "Windenergie, zonne-energie en slimme elektriciteitsnetten", "energy"),
        ("zh", "建议", "农村地区的风能、太阳能与智能电网研究", "energy"),
    ],
)
def test_a_vague_title_of_one_word_does_not_drown_the_text(
    language: str, title: str, text: str, sector: str
) -> None:
    scores = {one.code: one.score for one in categorise(text, language=language).sectors}
    titled = categorise(text, title=title, language=language)
    assert sector in assigned(titled)
    assert next(one.score for one in titled.sectors if one.code == sector) > 0.6 * scores[sector]


@pytest.mark.parametrize(
    "text",
    ["", "   \n", "🙂🙂", "...", "the", "Hello", "My grandmother walks the dog on Sunday."],
)
def test_none_of_these_is_an_answer_that_someone_should_look_at(text: str) -> None:
    answer = categorise(text)
    assert assigned(answer) == []
    assert answer.needs_review


def test_nothing_is_listed_of_a_text_without_words() -> None:
    assert categorise("—").sectors == ()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (WORK, ""),
        (WORK, "Khí hậu và nước biển dâng"),
        ("", "Énergie solaire"),
        (
            "<p>Wasserstoff</p><script>x</script> 🙂 用AI技术 năng lượng mặt trời",
            "RE: e\u0301nergie",
        ),
        ("НАУКА и технологии, 半導体とロボット", "Наука"),
    ],
)
def test_evidence_leads_back_to_the_text(text: str, title: str) -> None:
    fields = {"title": title, "text": text}
    for one in categorise(text, title=title).sectors:
        for evidence in one.evidence:
            assert fields[evidence.field][evidence.start : evidence.end] == evidence.text


@given(st.text(max_size=200), st.text(max_size=50), st.sampled_from(("", "xx", *LANGUAGES)))
@settings(max_examples=150, deadline=None)
def test_any_text_gets_an_answer_that_keeps_the_promises(
    text: str, title: str, language: str
) -> None:
    answer = categorise(text, title=title, language=language)
    scores = [one.score for one in answer.sectors]
    assert scores == sorted(scores, reverse=True)
    assert all(0.05 <= score <= 1 for score in scores)
    assert {one.code for one in answer.sectors} <= CODES
    assert all(one.evidence for one in answer.sectors if one.assigned)
    chosen = assigned(answer)
    assert "basic" not in chosen or chosen == ["basic"]


def test_basic_science_only_where_nothing_else_fits() -> None:
    assert assigned(categorise("Algebraic geometry, number theory and topology")) == ["basic"]
    both = categorise("Number theory for solar cells, wind turbines, batteries and the power grid")
    assert "basic" not in assigned(both)
    assert "energy" in assigned(both)


def test_a_language_that_is_said_is_believed_and_an_unknown_one_is_found() -> None:
    assert categorise("chip", language="vi-VN").language == "vi"
    assert categorise(WORK, language="pt").language == "en"


def test_many_texts_answer_as_each_alone_and_as_they_come() -> None:
    documents = [Document(WORK), Document("Vắc-xin", language="vi"), Document("")]
    assert list(categorise_many(documents)) == [
        categorise(one.text, title=one.title, language=one.language) for one in documents
    ]
    endless = (Document(WORK) for _ in iter(int, 1))
    assert next(categorise_many(endless)) == categorise(WORK)


def test_time_grows_with_length_and_no_faster() -> None:
    def once(text: str) -> float:
        started = time.thread_time()
        categorise(text, language="en")
        return time.thread_time() - started

    def seconds(text: str) -> float:
        return min(once(text) for _ in range(3))

    seconds(WORK)
    short, long = seconds(WORK * 300), seconds(WORK * 3_000)
    assert long < 30 * max(short, 0.01)


def test_the_standard_categoriser_is_loaded_once() -> None:
    assert Categoriser.standard() is Categoriser.standard()
