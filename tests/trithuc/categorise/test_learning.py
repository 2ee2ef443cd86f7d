"""Logistic regressions that start from what is known."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from trithuc.categorise.learning import learn, probabilities


@pytest.fixture
def rows() -> np.ndarray:
    return np.random.default_rng(7).normal(size=(200, 6))


@pytest.fixture
def targets(rows: np.ndarray) -> np.ndarray:
    truth = np.array([[2.0, 0], [0, -1], [1, 1], [0, 0], [-1, 0], [0, 3]])
    return (rows @ truth + np.random.default_rng(8).normal(size=(200, 2)) > 0).astype(float)


def test_finds_the_weights_that_scikit_learn_finds(rows: np.ndarray, targets: np.ndarray) -> None:
    found = learn(rows, targets, np.ones_like(targets), np.zeros((6, 2)), strength=0.5, rounds=300)
    for column in range(2):
        peer = LogisticRegression(C=2.0, fit_intercept=False, tol=1e-8, max_iter=1_000)
        expected = peer.fit(rows, targets[:, column]).coef_[0]
        assert found[:, column] == pytest.approx(expected, abs=0.01)


def test_cells_that_do_not_count_teach_nothing(rows: np.ndarray, targets: np.ndarray) -> None:
    importance = np.ones_like(targets)
    importance[:, 1] = 0
    start = np.full((6, 2), 0.25)
    found = learn(rows, targets, importance, start, strength=1.0)
    assert found[:, 1] == pytest.approx(start[:, 1])
    assert not np.allclose(found[:, 0], start[:, 0])


def test_the_stronger_it_is_held_the_less_it_moves(rows: np.ndarray, targets: np.ndarray) -> None:
    start = np.ones((6, 2))
    moved = [
        float(np.linalg.norm(learn(rows, targets, np.ones_like(targets), start, held) - start))
        for held in (0.1, 10.0, 1_000.0)
    ]
    assert moved == sorted(moved, reverse=True)


def test_each_feature_can_be_held_by_itself(rows: np.ndarray, targets: np.ndarray) -> None:
    held = np.full((6, 1), 0.1)
    held[0] = 1e9
    found = learn(rows, targets, np.ones_like(targets), np.ones((6, 2)), held)
    assert found[0] == pytest.approx(1.0, abs=1e-6)
    assert not np.allclose(found[1:], 1.0, atol=0.1)


def test_features_that_no_row_shows_stay_exactly(rows: np.ndarray, targets: np.ndarray) -> None:
    wider = np.hstack([rows, np.zeros((200, 1))])
    start = np.full((7, 2), -1.5)
    found = learn(wider, targets, np.ones_like(targets), start, strength=0.1)
    assert (found[6] == -1.5).all()


def test_probabilities_of_extreme_scores_do_not_overflow() -> None:
    with np.errstate(all="raise"):
        found = probabilities(np.array([-1e6, 0.0, 1e6]))
    assert found == pytest.approx([0, 0.5, 1])
