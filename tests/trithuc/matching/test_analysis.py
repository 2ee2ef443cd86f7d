"""A text as compact numbers."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trithuc.matching import AnalysedText, Text, UnreadableAnalysis, analyse, analyse_many
from trithuc.matching.words import concept_key

SENTENCES = {
    "en": "Hydrogen is stored in salt caverns near the coast.",
    "vi": "Hydro được lưu trữ trong hang muối gần bờ biển.",
    "fr": "L'hydrogène est stocké dans des cavernes de sel près de la côte.",
    "nl": "Waterstof wordt opgeslagen in zoutcavernes bij de kust.",
    "de": "Wasserstoff wird in Salzkavernen nahe der Küste gespeichert.",
    "zh": "氢气储存在海岸附近的盐穴中。",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_every_language_gives_terms_and_the_concept(language: str) -> None:
    text = analyse(SENTENCES[language])
    assert text.language == language
    assert text.length > 3
    assert text.counts.min() >= 1


def test_a_title_counts_twice() -> None:
    in_title, in_body = analyse("", title="photonics"), analyse("photonics")
    assert in_title.counts.tolist() == [2]
    assert in_body.counts.tolist() == [1]
    assert in_title.terms.tolist() == in_body.terms.tolist()


def test_the_concepts_of_title_and_body_are_kept_with_their_counts() -> None:
    text = analyse("Green hydrogen and more green hydrogen.", title="Green hydrogen")
    counts = dict(zip(text.concepts.tolist(), text.concept_counts.tolist(), strict=True))
    assert counts == {concept_key("green-hydrogen"): 3}


@pytest.mark.parametrize("text", ["", " ", "👍🏽", "1 2 3", "\ud800", "<p>", "\x00", "ქართული"])
def test_what_says_nothing_is_an_answer_all_the_same(text: str) -> None:
    assert AnalysedText.from_bytes(analyse(text).to_bytes()) == analyse(text)


def test_two_megabytes_are_read_in_bounded_time() -> None:
    begun = time.process_time()
    text = analyse("quantum sensing of gravity " * 80_000)
    assert time.process_time() - begun < 10
    assert text.counts.max() == 255


def test_many_texts_come_back_in_order_however_many_share_the_work() -> None:
    texts = [Text(body) for body in SENTENCES.values()] * 3
    assert list(analyse_many(texts, processes=2)) == list(analyse_many(texts))


@given(st.text(max_size=200), st.text(max_size=40))
def test_bytes_lead_back(body: str, title: str) -> None:
    text = analyse(body, title=title)
    assert AnalysedText.from_bytes(text.to_bytes()) == text
    assert sorted(set(text.terms.tolist())) == text.terms.tolist()


@pytest.mark.parametrize("cut", [b"", b"\x01", b"\x09" + bytes(20)])
def test_other_bytes_are_refused(cut: bytes) -> None:
    with pytest.raises(UnreadableAnalysis):
        AnalysedText.from_bytes(cut)


def test_bytes_cut_short_are_refused() -> None:
    with pytest.raises(UnreadableAnalysis):
        AnalysedText.from_bytes(analyse(SENTENCES["en"]).to_bytes()[:-1])
