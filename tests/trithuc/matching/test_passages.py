"""The stretch of a text that speaks most for a need."""

import pytest

from tests.trithuc.matching.samples import analysed, statistics_of
from trithuc.matching import Need, Text, WeighedNeed, analyse_need, weigh
from trithuc.matching.passages import LONGEST, Passage, passage_naming, passage_with

STATISTICS = statistics_of(analysed())
FILLER = "The meeting took place in the afternoon. "


def need(text: str) -> WeighedNeed:
    return weigh(analyse_need(Need("n", text)), STATISTICS)


def with_words(text: Text, weighed: WeighedNeed) -> Passage:
    weights = dict(
        zip(weighed.keys.tolist(), weighed.words.max(axis=1, initial=0).tolist(), strict=True)
    )
    return passage_with(text, weighed, weights)


@pytest.mark.parametrize(
    ("asked", "sentence", "other"),
    [
        ("hydrogen storage", "Our hydrogen storage needs salt.", FILLER),
        ("lưu trữ hydro", "Lưu trữ hydro cần hang muối.", "Cuộc họp diễn ra vào buổi chiều."),
        (
            "Wasserstoffspeicherung",
            "Die Wasserstoffspeicherung braucht Salz.",
            "Das Treffen fand am Nachmittag statt.",
        ),
        ("储氢", "储氢需要盐穴。", "会议在下午举行。"),
    ],
)
def test_the_sentence_that_says_it_is_quoted_as_written(
    asked: str, sentence: str, other: str
) -> None:
    text = Text(f"{other} {sentence} {other}")
    assert passage_naming(text, need(asked)) == Passage(sentence, ("hydrogen-storage",))


def test_a_concept_is_quoted_across_languages() -> None:
    text = Text(f"{FILLER}Hydrogen storage needs salt.")
    assert passage_naming(text, need("lưu trữ hydro")).text == "Hydrogen storage needs salt."


def test_a_title_is_quoted_where_it_says_more() -> None:
    text = Text("Salt is cheap.", title="Hydrogen storage in salt caverns")
    assert with_words(text, need("hydrogen storage in salt caverns")).text == text.title


def test_a_long_sentence_is_cut_between_words() -> None:
    text = Text("and then " * 60 + "salt caverns hold hydrogen " + "and then " * 60)
    quoted = with_words(text, need("salt caverns hydrogen")).text
    assert "salt caverns hold hydrogen" in quoted
    assert len(quoted) <= LONGEST
    assert not quoted.endswith("the")


def test_nothing_to_quote_is_empty() -> None:
    assert with_words(Text("Opera."), need("hydrogen storage")) == Passage("", ())
