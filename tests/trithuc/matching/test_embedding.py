"""Nearness of meaning, where an embedder is given."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from tests.trithuc.matching.samples import CANDIDATES
from trithuc.matching import Need
from trithuc.matching.collection import Collection
from trithuc.matching.embedding import MissingEmbedder, load_embedder

NEED = Need("n", "Gas in rock")


class Pointer:
    """Points one way for texts of hydrogen and the need, another for all else."""

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        near = [any(word in text.lower() for word in ("hydrogen", "rock")) for text in texts]
        return np.array([[one, not one] for one in near], dtype=np.float32)


def test_nearness_is_one_more_reason() -> None:
    collection = Collection.of(CANDIDATES, embedder=Pointer())
    (match,) = collection.best(collection.read(NEED))
    assert match.candidate == "hydrogen"
    assert [one.feature for one in match.evidence] == ["semantic"]


def test_without_an_embedder_nothing_else_changes() -> None:
    plain, pointed = Collection.of(CANDIDATES), Collection.of(CANDIDATES, embedder=Pointer())
    need = Need("n", "Breeding rice")
    by_words = {one.feature: one.score for one in plain.best(plain.read(need))[0].evidence}
    with_it = {one.feature: one.score for one in pointed.best(pointed.read(need))[0].evidence}
    assert "semantic" not in by_words
    assert by_words.items() <= with_it.items()


def test_a_directory_without_a_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingEmbedder):
        load_embedder(tmp_path / "nowhere")
