"""Words that go together in a collection."""

import random

import numpy as np
import pytest

from trithuc.matching import analyse
from trithuc.matching.themes import LEAST_TEXTS, Themes, learn_themes
from trithuc.matching.words import concept_key, keys_of

_WORDS = {
    "barn": "silage cattle udder pasture manure lactation grazing heifer ruminant fodder",
    "chip": "wafer doping etching lithography photoresist plasma oxide transistor die mask",
    "court": "statute plaintiff verdict tribunal appeal clause litigation judge treaty tort",
    "reef": "coral polyp lagoon sponge algae bleaching tide atoll anemone seagrass",
    "song": "melody rhythm chord harmony tempo cadence soprano violin fugue sonata",
    "dig": "pottery excavation burial stratum amphora tomb inscription shard kiln ruin",
}
FIELDS = {field: words.split() for field, words in _WORDS.items()}


def field_texts(number: int) -> list[str]:
    draw = random.Random(7)
    others = [f"filler{n}" for n in range(60)]
    return [
        " ".join([*draw.sample(FIELDS[field], 4), *draw.sample(others, 2)])
        for field in draw.choices(sorted(FIELDS), k=number)
    ]


def learnt() -> Themes:
    themes = learn_themes([analyse(text, language="en") for text in field_texts(400)])
    assert themes is not None
    return themes


def mentions(themes: Themes, *keys: int) -> np.ndarray:
    return np.isin(themes.keys, keys).astype(np.float64)


def test_words_of_one_field_go_together() -> None:
    themes = learnt()
    (cattle,) = keys_of("cattle", "en")
    keys, weights = themes.words_that_go_with(mentions(themes, cattle), 10)
    barn = {key for word in FIELDS["barn"] for key in keys_of(word, "en")}
    chip = {key for word in FIELDS["chip"] for key in keys_of(word, "en")}
    assert len(barn.intersection(keys.tolist())) >= 5
    assert not chip.intersection(keys.tolist())
    assert weights.sum() == pytest.approx(1)


def test_a_concept_reaches_the_words_that_stand_beside_it() -> None:
    barn = set(FIELDS["barn"])
    named = [
        f"Hydrogen storage. {text}" if barn.intersection(text.split()) else text
        for text in field_texts(900)
    ]
    themes = learn_themes([analyse(text, language="en") for text in named])
    assert themes is not None
    concept = mentions(themes, concept_key("hydrogen-storage"))
    concept[: themes.words] = 0
    keys, _ = themes.words_that_go_with(concept, 8)
    found = {key for word in barn for key in keys_of(word, "en")}.intersection(keys.tolist())
    assert len(found) >= 5


def test_a_need_that_mentions_nothing_has_no_themes() -> None:
    keys, weights = learnt().words_that_go_with(mentions(learnt()), 10)
    assert len(keys) == len(weights) == 0


def test_too_few_texts_show_no_themes() -> None:
    texts = [analyse(text, language="en") for text in field_texts(LEAST_TEXTS - 1)]
    assert learn_themes(texts) is None


def test_texts_that_share_no_word_show_no_themes() -> None:
    texts = [analyse(f"word{n}", language="en") for n in range(LEAST_TEXTS)]
    assert learn_themes(texts) is None
