"""Nearness of meaning as one more feature, where a multilingual model is at hand.

Reach for it with a directory that holds a sentence-embedding model; nothing is ever downloaded.
Invariant: without an embedder every other feature and every score stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
import numpy.typing as npt

from trithuc.matching.analysis import AnalysedText, Text, Vector
from trithuc.matching.candidates import AnalysedCandidate, readings_of
from trithuc.matching.needs import AnalysedNeed
from trithuc.matching.records import Candidate, Need

_BATCH: Final = 256


class Embedder(Protocol):
    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """(texts × dimensions), each row of unit length."""
        ...


class MissingEmbedder(Exception):
    """The directory holds no model, or what reads it is not installed; the message says which."""


def load_embedder(directory: Path) -> Embedder:
    """directory: as sentence-transformers saves a model. Raises MissingEmbedder."""
    try:
        library: Any = import_module("sentence_transformers")
    except ImportError:
        raise MissingEmbedder('install the "semantic" extra to use an embedder') from None
    try:
        model: Any = library.SentenceTransformer(
            str(directory.resolve(strict=True)), device="cpu", local_files_only=True
        )
    except (OSError, ValueError) as error:
        raise MissingEmbedder(f"{directory} holds no model: {error}") from None
    return _SentenceTransformer(model)


def embed_candidates(
    analysed: Sequence[AnalysedCandidate], candidates: Sequence[Candidate], embedder: Embedder
) -> list[AnalysedCandidate]:
    """The same candidates, each work with its vector. candidates: in the same order."""
    texts = [one.text for candidate in candidates for one in readings_of(candidate)]
    distinct = list(dict.fromkeys(texts))
    vectors = dict(zip(distinct, _vectors(distinct, embedder), strict=True))
    return [
        replace(
            one,
            works=tuple(
                replace(work, text=_with_vector(work.text, vectors[reading.text]))
                for work, reading in zip(one.works, readings_of(candidate), strict=True)
            ),
        )
        for one, candidate in zip(analysed, candidates, strict=True)
    ]


def embed_need(analysed: AnalysedNeed, need: Need, embedder: Embedder) -> AnalysedNeed:
    text = Text(need.text, need.title)
    return replace(analysed, vector=next(_vectors([text], embedder)))


def _vectors(texts: Sequence[Text], embedder: Embedder) -> Iterator[Vector]:
    for start in range(0, len(texts), _BATCH):
        batch = [text.whole() for text in texts[start : start + _BATCH]]
        yield from embedder.encode(batch).astype(np.float16)


def _with_vector(text: AnalysedText, vector: Vector) -> AnalysedText:
    return replace(text, vector=vector)


class _SentenceTransformer:
    def __init__(self, model: Any) -> None:
        self._model = model

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        encoded: npt.NDArray[np.float32] = self._model.encode(
            list(texts), normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return encoded
