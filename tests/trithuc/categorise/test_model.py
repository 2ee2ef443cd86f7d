"""The linear model: unknown features, fields of different lengths, and the shipped arrays."""

from __future__ import annotations

import io
from importlib.resources import files

import numpy as np
import pytest

from trithuc.categorise.categoriser import Categoriser
from trithuc.categorise.features import codes, features_of
from trithuc.categorise.model import Model
from trithuc.categorise.results import Document

LARGEST = 5 * 1024 * 1024


@pytest.fixture
def model() -> Model:
    return Categoriser.standard().model


def probabilities(model: Model, text: str, title: str = "") -> np.ndarray:
    return model.probabilities(model.vector(features_of(Document(text, title, "en"))))


def test_what_is_shipped_is_small_and_whole(model: Model) -> None:
    shipped = (files("trithuc.categorise") / "data" / "model.npz").read_bytes()
    assert len(shipped) <= LARGEST
    assert model.weights.shape == (len(model.keys), len(codes()))
    assert model.whole.shape == (2 * len(codes()) + 1, len(codes()))
    assert (np.diff(model.keys.astype(np.int64)) > 0).all()
    assert all(np.isfinite(array).all() for array in (model.weights, model.whole))
    assert ((model.thresholds > 0.05) & (model.thresholds < 1)).all()


def test_saving_and_loading_changes_nothing(model: Model) -> None:
    file = io.BytesIO()
    model.save(file)
    read = Model.load(io.BytesIO(file.getvalue()))
    assert (read.weights == model.weights).all()
    assert (probabilities(read, "solar cells") == probabilities(model, "solar cells")).all()


def test_unknown_words_quieten_known_ones(model: Model) -> None:
    energy = codes().index("energy")
    alone = probabilities(model, "photovoltaics")[energy]
    among = probabilities(model, "photovoltaics " + " ".join(f"xq{n}zw" for n in range(40)))[energy]
    assert among < alone


def test_a_text_said_twice_is_about_the_same(model: Model) -> None:
    text = "Quantum sensors of nitrogen vacancies in diamond. "
    once, often = probabilities(model, text), probabilities(model, text * 20)
    assert int(once.argmax()) == int(often.argmax()) == codes().index("quantum")


def test_a_title_alone_counts_as_much_as_the_same_text_alone(model: Model) -> None:
    words = "Vaccines against malaria"
    assert probabilities(model, "", words) == pytest.approx(probabilities(model, words), abs=1e-6)


def test_a_model_that_knows_nothing_still_answers() -> None:
    sectors = len(codes())
    model = Model(
        keys=np.array([], np.uint32),
        importance=np.array([], np.float32),
        weights=np.zeros((0, sectors), np.float32),
        whole=np.zeros((2 * sectors + 1, sectors), np.float32),
        thresholds=np.full(sectors, 0.5, np.float32),
        unseen=np.array(1.0, np.float32),
    )
    assert probabilities(model, "solar cells") == pytest.approx(np.full(sectors, 0.5))
