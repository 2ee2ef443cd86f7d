"""Reading texts for matching, many at once: what takes longest when an index is built.

Reach for an `Analyst`. It starts processes of its own only for thousands of texts, and they end
with the process that started them, however that ends. This module imports no Django, since those
processes import it.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from multiprocessing import connection, get_context, parent_process
from types import TracebackType

from trithuc.matching import AnalysedText, Text, analyse

WORTH_A_PROCESS = 2_000
TEXTS_AT_ONCE = 100


class Analyst:
    """processes: how many share the work at most."""

    def __init__(self, processes: int | None = None) -> None:
        self._processes = processes or os.cpu_count() or 1
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Analyst:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def analysed(self, texts: Sequence[Text]) -> list[AnalysedText]:
        """Of each text, in order."""
        if self._processes == 1 or (self._pool is None and len(texts) < WORTH_A_PROCESS):
            return [_analysed(text) for text in texts]
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._processes, get_context("spawn"), _end_with_parent
            )
        kept = self._pool.map(_analysed_to_bytes, _chunks(texts))
        return list(map(AnalysedText.from_bytes, chain.from_iterable(kept)))


def _analysed(text: Text) -> AnalysedText:
    return analyse(text.body, title=text.title, language=text.language)


def _analysed_to_bytes(texts: Sequence[Text]) -> list[bytes]:
    return [_analysed(text).to_bytes() for text in texts]


def _chunks(texts: Sequence[Text]) -> Iterator[Sequence[Text]]:
    return (texts[at : at + TEXTS_AT_ONCE] for at in range(0, len(texts), TEXTS_AT_ONCE))


def _end_with_parent() -> None:
    threading.Thread(target=_wait_for_parents_end, daemon=True).start()


def _wait_for_parents_end() -> None:
    if parent := parent_process():
        connection.wait([parent.sentinel])
        os._exit(1)
