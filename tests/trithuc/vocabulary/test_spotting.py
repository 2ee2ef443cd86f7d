"""What a text names is found where it stands, in six languages and any spelling."""

from __future__ import annotations

import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trithuc.vocabulary import concepts, sectors
from trithuc.vocabulary.spotting import Spot, spot

LANGUAGES = ["vi", "en", "fr", "nl", "de", "zh", "unknown", ""]


def named(text: str, language: str = "") -> list[tuple[str, str]]:
    return [(one.text, one.concept) for one in spot(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "we work on chip design", [("chip design", "integrated-circuit-design")]),
        (
            "en",
            "Solar cells and fuel cells",
            [("Solar cells", "solar-cell"), ("fuel cells", "fuel-cell")],
        ),
        ("vi", "thiết kế vi mạch", [("thiết kế vi mạch", "integrated-circuit-design")]),
        (
            "fr",
            "Traitement des eaux usées",
            [("Traitement des eaux usées", "wastewater-treatment")],
        ),
        ("nl", "de rioolwaterzuivering", [("rioolwaterzuivering", "wastewater-treatment")]),
        ("de", "mit erneuerbaren Energien", [("erneuerbaren Energien", "renewable-energy")]),
        ("zh", "我们研究集成电路设计", [("集成电路设计", "integrated-circuit-design")]),
    ],
)
def test_the_longest_label_is_found(language: str, text: str, expected: list) -> None:
    assert named(text, language) == expected


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("renewable\nenergy", "renewable-energy"),
        ("RENEWABLE ENERGY", "renewable-energy"),
        ("aluminum alloy", "alloys"),
        ("aluminium alloys", "alloys"),
        ("optical fibers", "fibre-network"),
        ("optical fibre", "fibre-network"),
        ("digitalization", "digital-transformation"),
        ("digitalisation", "digital-transformation"),
        ("micro-electronics", "microelectronics"),
        ("microelectronics", "microelectronics"),
        ("lithium–ion battery", "lithium-ion-battery"),
    ],
)
def test_spellings_of_english(text: str, concept: str) -> None:
    assert [one.concept for one in spot(text, "en")] == [concept]


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("công nghệ hóa học", "chemical-technology"),
        ("công nghệ hoá học", "chemical-technology"),
        (unicodedata.normalize("NFD", "công nghệ hóa học"), "chemical-technology"),
        ("cong nghe hoa hoc", "chemical-technology"),
        ("CÔNG NGHỆ BÁN DẪN", "semiconductor-technology"),
        ("cong nghe ban dan", "semiconductor-technology"),
    ],
)
def test_spellings_of_vietnamese(text: str, concept: str) -> None:
    assert [one.concept for one in spot(text, "vi")] == [concept]


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("Ngành vi điện tử", ["microelectronics"]),
        ("Dùng ví điện tử", ["digital-payments"]),
        ("thiet ke chip, vi dien tu", ["integrated-circuit-design", "microelectronics"]),
        ("song bằng và sông băng", ["transnational-education", "cryosphere"]),
    ],
)
def test_vietnamese_marks_tell_words_apart(text: str, concepts: list[str]) -> None:
    assert [one.concept for one in spot(text, "vi")] == concepts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nâng cao mô hình học tập", []),
        ("cá nhân hóa học phần", []),
        ("tái chế nước thải", ["recycling", "wastewater-treatment"]),
        ("quản lý nước ngầm", ["groundwater"]),
        ("nghiên cứu sinh học biển", ["marine-biology"]),
    ],
)
def test_vietnamese_words_of_two_syllables_are_not_cut(text: str, expected: list[str]) -> None:
    assert [one.concept for one in spot(text, "vi")] == expected


def test_unmarked_vietnamese_is_not_read_as_english() -> None:
    assert named("nghien cuu dam bao chat luong", "vi") == []


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("集成电路", "集成電路"),
        ("机器学习", "機器學習"),
        ("区块链", "區塊鏈"),
        ("网络安全", "網絡安全"),
        ("钙钛矿太阳能电池", "鈣鈦礦太陽能電池"),
    ],
)
def test_both_chinese_scripts(simplified: str, traditional: str) -> None:
    concepts = [one.concept for one in spot(simplified, "zh")]

    assert concepts
    assert [one.concept for one in spot(traditional, "zh")] == concepts


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("这位博士生活在河内", "biology"),
        ("发展中国家庭教育", "family-and-youth-studies"),
    ],
)
def test_two_characters_across_two_chinese_words_are_none(text: str, absent: str) -> None:
    assert absent not in [one.concept for one in spot(text, "zh")]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nl", "halfgeleiderchips", [("halfgeleider", "semiconductor-technology")]),
        ("nl", "waterstofopslagsystemen", [("waterstofopslag", "hydrogen-storage")]),
        ("de", "Wasserstoffspeicherung", [("Wasserstoffspeicherung", "hydrogen-storage")]),
        ("de", "Straßenbahnnetze", [("Straßenbahn", "urban-rail")]),
        ("de", "Klärschlammverwertung", [("Klärschlamm", "sludge-treatment")]),
        (
            "de",
            "Halbleiter-Lieferkette",
            [("Halbleiter-Lieferkette", "semiconductor-supply-chain")],
        ),
        ("de", "Kuenstliche Intelligenz", [("Kuenstliche Intelligenz", "artificial-intelligence")]),
    ],
)
def test_compounds_and_umlauts(language: str, text: str, expected: list) -> None:
    assert named(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AI helps", ["artificial-intelligence"]),
        ("ai helps", []),
        ("J'ai vu la mer", []),
        ("we use LEDs", ["light-emitting-diode"]),
        ("IoT devices", ["internet-of-things"]),
        ("IOT devices", ["internet-of-things"]),
        ("the car and the sea", []),
        ("GAN image synthesis", ["generative-adversarial-network"]),
        ("GaN power transistor", ["gallium-nitride"]),
        ("5g networks", ["fifth-generation-network"]),
    ],
)
def test_acronyms_are_meant_only_in_capitals(text: str, expected: list[str]) -> None:
    found = [one.concept for one in spot(text, "en")]

    assert found[: len(expected)] == expected
    assert bool(found) == bool(expected)


@pytest.mark.parametrize(
    ("language", "text", "label", "concept"),
    [
        ("en", "the cell membrane and its proteins", "cell", "cell-biology"),
        ("en", "a chip made of semiconductor", "chip", "integrated-circuit"),
        ("fr", "une puce en silicium", "puce", "integrated-circuit"),
        ("de", "ein Chip aus dem Halbleiter-Werk", "Chip", "integrated-circuit"),
        ("vi", "một con chip mới, mạch bán dẫn", "con chip", "integrated-circuit"),
        ("en", "a cracked bridge of concrete and steel", "bridge", "bridge-engineering"),
    ],
)
def test_context_settles_a_bare_label(language: str, text: str, label: str, concept: str) -> None:
    found = dict(named(text, language))

    assert found.get(label, "") == concept


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "call me on my cell"),
        ("en", "fish and a chip"),
        ("en", "we bridge the gap"),
        ("fr", "la puce du chien"),
        ("en", "a concrete plan"),
        ("en", "we exploit the results"),
        ("en", "a glass of port"),
    ],
)
def test_without_its_context_a_bare_label_is_none(language: str, text: str) -> None:
    assert {"cell", "chip", "bridge", "puce", "concrete", "exploit", "port"}.isdisjoint(
        dict(named(text, language))
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "She works at the Vietnam Academy of Science and Technology."),
        ("en", "the University of Science and Technology of Hanoi"),
        ("en", "the Ministry of Education and Training"),
        ("en", "the Ministry of Education, Science and Technology"),
        ("fr", "le ministère de l'Éducation et l'université de Lyon"),
        ("de", "das Bundesministerium für Bildung und Forschung"),
        ("nl", "de Universiteit van Amsterdam"),
        ("vi", "Bộ Khoa học và Công nghệ"),
        ("vi", "bộ giáo dục và đào tạo"),
        ("vi", "Bộ Giáo dục và Đào tạo"),
        ("vi", "Đại học Bách khoa Hà Nội"),
        ("vi", "Viện Hàn lâm Khoa học và Công nghệ Việt Nam"),
        ("vi", "Trung tâm Đổi mới sáng tạo Quốc gia"),
        ("zh", "科学技术部与教育部"),
    ],
)
def test_the_names_of_institutions_say_nothing(language: str, text: str) -> None:
    assert named(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "concept"),
    [
        ("vi", "đào tạo đại học ở vùng sâu", "higher-education"),
        ("vi", "Bộ Khoa học và Công nghệ hỗ trợ ngành bán dẫn", "semiconductor-industry"),
        ("en", "University of Hanoi: quantum computing", "quantum-computing"),
        ("en", "vocational training in Vietnam", "vocational-education"),
        ("vi", "sở hữu trí tuệ", "intellectual-property"),
    ],
)
def test_the_same_words_as_a_subject_do(language: str, text: str, concept: str) -> None:
    assert concept in [one.concept for one in spot(text, language)]


@pytest.mark.parametrize("language", ["vi", "fr", "nl", "de", "zh"])
def test_english_terms_are_found_in_every_language(language: str) -> None:
    assert "deep-learning" in [one.concept for one in spot("deep learning", language)]


def test_where_the_language_is_unknown_all_are_searched() -> None:
    text = "半导体, bán dẫn, Halbleiter, halfgeleider, semi-conducteur, semiconductor"

    assert {one.concept for one in spot(text, "unknown")} == {"semiconductor-technology"}
    assert len(spot(text, "unknown")) == 6


def test_a_sectors_own_word_gives_its_code_and_a_concepts_word_the_concept() -> None:
    assert named("kinh tế", "vi") == [("kinh tế", "finance")]
    assert named("semiconductors", "en") == [("semiconductors", "semiconductor-technology")]


@pytest.mark.parametrize("language", ["vi", "en", "fr", "nl", "de", "zh"])
def test_nearly_every_preferred_label_is_found_as_a_whole(language: str) -> None:
    """Not those that only context settles, nor a label that a longer one begins with."""
    missed = [
        concept.id
        for concept in concepts()
        if concept.id not in {one.concept for one in spot(concept.pref_label[language], language)}
    ]

    assert len(missed) <= 0.02 * len(concepts()), missed


WORDS = """
    bán dẫn ban dan chip Halbleiterchips cell 半导体 用AI 積體電路 CO₂ é énergie e\u0301
    University of Hanoi Bộ Khoa học và Công nghệ semi- -conductor , . 😀 ﬁ ß <b>
    waterstofopslagsystemen Straßenbahnnetze ý
"""
TEXTS = st.lists(st.one_of(st.sampled_from([*WORDS.split(), "\n\n"]), st.text(max_size=5)))


@settings(deadline=None)  # the first text loads what all need
@given(TEXTS.map(" ".join), st.sampled_from(LANGUAGES))
def test_spots_are_in_order_apart_and_lead_back(text: str, language: str) -> None:
    found = spot(text, language)
    known = {one.id for one in concepts()} | {one.code for one in sectors()}

    assert all(text[one.start : one.end] == one.text != "" for one in found)
    assert all(one.concept in known for one in found)
    assert all(_apart(one, other) for one, other in pairwise(found))


def _apart(one: Spot, other: Spot) -> bool:
    return one.end <= other.start or (one.start, one.end) == (other.start, other.end)


@pytest.mark.parametrize(
    "text",
    [
        "semiconductor chip " * 10_000,
        "a-" * 100_000,
        "công nghệ " * 20_000,
        "人工智能与集成电路" * 10_000,
        "University of " * 14_000,
        "Halbleiter" * 20_000,
        " " * 200_000,
        "\n" * 200_000,
    ],
)
def test_time_grows_with_length_only(text: str) -> None:
    spot(text[:1000])

    started = time.process_time()
    spot(text)

    assert time.process_time() - started < 5
