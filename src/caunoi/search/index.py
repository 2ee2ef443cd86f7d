"""The index on disk: where it stands, who reads it, and the one who writes.

    <data folder>/index/<schema version>/
        current            the name of the generation that is read
        writer.lock        held by the one who writes; freed by a `kill -9` too
        <generation>/      what tantivy keeps

Reach for `read_index` to read and for `writing` to write. A rebuild fills a new generation and
then turns `current` to it, so a rebuild killed midway leaves the old one serving. Invariant: the
index is a cache: it may be thrown away at any time, and nothing is shown because it says so.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.conf import settings

from caunoi.search.analysis import analyzers
from caunoi.search.documents import Document
from caunoi.search.schema import (
    ANALYSED,
    CANDIDATES,
    KEY,
    KIND,
    RECORD,
    SHELF,
    VERSION,
    build_schema,
    candidate_documents,
    candidate_key,
    key_of,
    tantivy_document,
)

if TYPE_CHECKING:
    import tantivy

    from caunoi.search.kept_candidates import KeptCandidate

CURRENT, LOCK, META = "current", "writer.lock", "meta.json"
REBUILD_MEMORY, REFRESH_MEMORY = 200_000_000, 30_000_000


class NoIndex(Exception):
    """There is none to read: never built, of another version, or damaged."""


class BeingWritten(Exception):
    """Someone else writes at this moment."""


def index_home() -> Path:
    return Path(settings.DATA.path) / "index" / str(VERSION)


# --- reading ---


@dataclass(frozen=True, slots=True)
class Reader:
    """One commit, as whoever opened it goes on seeing it.

    generation: its directory. state: of the commit's own file, by inode, time and size.
    """

    generation: Path
    index: tantivy.Index
    searcher: tantivy.Searcher
    state: tuple[int, int, int]

    def best(self, query: tantivy.Query, limit: int) -> list[tuple[int, float]]:
        """(record, score) of the best documents, best first."""
        return list(self._best(query, limit, RECORD))

    def best_of_kinds(self, query: tantivy.Query, limit: int) -> list[tuple[int, int, float]]:
        """(kind, record, score) of the best documents, best first; kinds as `kind_number`."""
        return list(self._best(query, limit, KIND, RECORD))

    def _best(self, query: tantivy.Query, limit: int, *fields: str) -> Iterator[tuple[Any, ...]]:
        hits = self.searcher.search(query, limit, count=False).hits
        addresses = [address for _, address in hits]
        columns = [self.searcher.fast_field_values(field, addresses) for field in fields]
        return zip(*columns, [score for score, _ in hits], strict=True)

    def kept(self, kind: str, records: Sequence[int]) -> dict[int, KeptCandidate]:
        """The candidates with these records, as far as they are in the index."""
        from tantivy import Query

        keys = [candidate_key(kind, record) for record in records]
        query = Query.term_set_query(self.index.schema, SHELF, keys)
        return {int(one.candidate.id): one for one in self._kept(query, len(keys))}

    def all_kept(self) -> Iterator[KeptCandidate]:
        from tantivy import Query

        query = Query.term_query(self.index.schema, SHELF, CANDIDATES)
        yield from self._kept(query, self.searcher.num_docs)

    def _kept(self, query: tantivy.Query, limit: int) -> Iterator[KeptCandidate]:
        from caunoi.search.kept_candidates import KeptCandidate

        if not limit:
            return
        for _, address in self.searcher.search(query, limit, count=False).hits:
            kept = self.searcher.doc(address).get_first(ANALYSED)
            yield KeptCandidate.from_bytes(bytes(kept or b""))


_readers: dict[Path, Reader] = {}
_opening = threading.Lock()


def read_index() -> Reader:
    """The newest commit of the current generation. Raises NoIndex."""
    home = index_home()
    with _opening:
        try:
            _readers[home] = _newest(current_generation(home), _readers.get(home))
        except (OSError, ValueError, RuntimeError) as error:
            _readers.pop(home, None)
            raise NoIndex from error
        return _readers[home]


def current_generation(home: Path) -> Path:
    """Raises OSError where there is none."""
    return home / (home / CURRENT).read_text(encoding="ascii").strip()


def _newest(generation: Path, reader: Reader | None) -> Reader:
    state = _state_of(generation)
    if reader is None or reader.generation != generation:
        index = open_index(generation)
    elif reader.state == state:
        return reader
    else:
        index = reader.index
        index.reload()
    return Reader(generation, index, index.searcher(), state)


def _state_of(generation: Path) -> tuple[int, int, int]:
    found = (generation / META).stat()
    return found.st_ino, found.st_mtime_ns, found.st_size


def open_index(generation: Path) -> tantivy.Index:
    import tantivy

    index = tantivy.Index.open(str(generation))
    for name, analyzer in analyzers().items():
        index.register_tokenizer(name, analyzer)
    index.config_reader("manual")
    index.reload()
    return index


# --- writing ---


class Writer:
    """Puts documents into one generation; what was not committed is as if it had never been."""

    def __init__(self, generation: Path, *, memory: int, threads: int) -> None:
        self.generation = generation
        self._index = open_index(generation)
        self._writer = self._index.writer(heap_size=memory, num_threads=threads)

    def add(self, documents: Iterable[Document]) -> int:
        number = 0
        for number, document in enumerate(documents, 1):  # noqa: B007  (counted)
            self._writer.add_document(tantivy_document(document))
        return number

    def add_candidates(self, kind: str, candidates: Iterable[KeptCandidate]) -> None:
        for kept in candidates:
            for document in candidate_documents(kind, kept):
                self._writer.add_document(document)

    def remove(self, kind: str, records: Iterable[int]) -> None:
        for record in records:
            self._writer.delete_documents_by_term(KEY, key_of(kind, record))

    def commit(self) -> None:
        self._writer.commit()

    def finish(self) -> None:
        """Commit, and wait until tantivy has tidied up behind itself."""
        self._writer.commit()
        self._writer.wait_merging_threads()


@contextmanager
def writing(*, waits: bool) -> Iterator[Path]:
    """Be the one who writes; gives the home of the index.

    waits: for whoever writes now to end; else raises BeingWritten.
    """
    home = index_home()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = os.open(home / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX if waits else fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield home
    except BlockingIOError as error:
        raise BeingWritten from error
    finally:
        os.close(lock)


def new_generation(home: Path) -> Path:
    """An empty one that nobody reads yet."""
    import tantivy

    generation = home / uuid4().hex
    generation.mkdir(mode=0o700)
    tantivy.Index(build_schema(), path=str(generation))
    return generation


def turn_to(generation: Path) -> None:
    """From now on this generation is read, by every process, and the others are gone.

    Readers that hold an older one keep it until their next search.
    """
    home = generation.parent
    pointer = home / f".{CURRENT}"
    pointer.write_text(generation.name, encoding="ascii")
    os.replace(pointer, home / CURRENT)
    for other in _others_than(generation):
        shutil.rmtree(other, ignore_errors=True)


def _others_than(generation: Path) -> list[Path]:
    """Older generations, those of killed rebuilds, and indexes of other versions."""
    home = generation.parent
    beside = [path for path in home.iterdir() if path.is_dir() and path != generation]
    return beside + [path for path in home.parent.iterdir() if path.is_dir() and path != home]
