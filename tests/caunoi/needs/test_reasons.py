"""Reasons in a reader's words."""

import pytest
from django.utils.translation import override

from caunoi.needs.marking import telling_keys
from caunoi.needs.reasons import features_without_evidence, main_reasons, shown_reasons
from caunoi.needs.services import Reason
from caunoi.needs.wording import FEATURE_LABELS
from trithuc.matching import WEIGHTS

WORDS = Reason("words", 0.42, "on solar cells", "A paper", ("photovoltaics",))


@pytest.mark.parametrize(("language", "label"), [("en", "photovoltaics"), ("vi", "quang điện")])
def test_a_concept_is_named_in_the_readers_language(language, label):
    with override(language):
        [shown] = shown_reasons([WORDS], telling_keys("solar cells"))

    assert any(label in concept.lower() for concept in shown.concepts)


def test_a_stretch_is_marked_and_its_work_named():
    [shown] = shown_reasons([WORDS], telling_keys("cells"))

    assert (shown.percent, shown.work) == (42, "A paper")
    assert "".join(piece.text for piece in shown.pieces) == "on solar cells"


def test_shared_sectors_and_ways_are_said_in_words():
    with override("en"):
        sectors, ways = shown_reasons(
            [Reason("sectors", 0.1, "energy"), Reason("ways", 0.1, "visit, teach_mentor")], set()
        )

    assert sectors.shared == "Renewable energy, hydrogen, grids and energy transition"
    assert ways.shared == "visit, teach or mentor"


def test_a_row_shows_each_stretch_once():
    assert main_reasons([WORDS, Reason("themes", 0.2, "on solar cells")]) == [WORDS]


def test_a_row_shows_two_stretches_and_passes_over_what_has_no_words():
    without_words = [Reason("themes", 0.6), Reason("ways", 0.5, "no_such_way")]
    sectors = Reason("sectors", 0.1, "energy")

    chosen = main_reasons([*without_words, WORDS, sectors, Reason("ways", 0.1, "visit")])

    assert chosen == [WORDS, sectors]


def test_what_says_nothing_is_named_and_not_counted():
    silent = features_without_evidence([WORDS])

    assert FEATURE_LABELS["words"] not in silent
    assert len(silent) == len(WEIGHTS) - 1


def test_every_feature_of_the_library_has_its_words():
    assert set(FEATURE_LABELS) == set(WEIGHTS)
