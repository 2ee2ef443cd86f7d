"""Where the index stands, what is read while it is written, and what becomes of a broken one."""

from __future__ import annotations

import multiprocessing
import shutil
from pathlib import Path

import pytest

from caunoi.search.documents import NAME, Audience, Document, Text
from caunoi.search.index import (
    CURRENT,
    BeingWritten,
    NoIndex,
    Writer,
    current_generation,
    index_home,
    new_generation,
    read_index,
    turn_to,
    writing,
)


def document(record: int, name: str = "Ví Dụ") -> Document:
    return Document("expert", record, Audience.OFFICER, (Text(name, NAME),))


def write(*records: int) -> Path:
    with writing(waits=True) as home:
        generation = new_generation(home)
        writer = Writer(generation, memory=30_000_000, threads=1)
        writer.add(document(record) for record in records)
        writer.finish()
        turn_to(generation)
    return generation


def records() -> list[int]:
    from tantivy import Query

    reader = read_index()
    return sorted(record for record, _ in reader.best(Query.all_query(), 100))


def test_there_is_none_before_it_is_built():
    with pytest.raises(NoIndex):
        read_index()


def test_what_was_committed_is_read_and_what_was_not_is_as_if_never_written():
    generation = write(1, 2)
    assert records() == [1, 2]
    with writing(waits=True):
        writer = Writer(generation, memory=30_000_000, threads=1)
        writer.add([document(3)])
        assert records() == [1, 2]
        writer.commit()
        assert records() == [1, 2, 3]
        writer.remove("expert", [1])
        writer.finish()
    assert records() == [2, 3]


def test_a_new_generation_is_read_from_the_moment_it_is_turned_to_and_the_old_one_is_gone():
    old = write(1)
    assert records() == [1]
    new = write(2)
    assert records() == [2]
    assert new.exists()
    assert not old.exists()


def test_what_a_killed_rebuild_left_is_taken_away_by_the_next_one():
    write(1)
    left = new_generation(index_home())
    other_version = index_home().parent / "0"
    other_version.mkdir()
    assert records() == [1]
    write(2)
    assert not left.exists()
    assert not other_version.exists()


@pytest.mark.parametrize("damage", ["pointer", "meta", "segments", "gone"])
def test_a_damaged_index_is_none(damage):
    generation = write(1)
    if damage == "pointer":
        (index_home() / CURRENT).write_text("elsewhere")
    elif damage == "meta":
        (generation / "meta.json").write_text("{")
    elif damage == "segments":
        for part in generation.glob("*.*"):
            if part.name != "meta.json":
                part.write_bytes(b"")
    else:
        shutil.rmtree(generation)
    with pytest.raises(NoIndex):
        read_index()


def test_one_writes_at_a_time():
    with writing(waits=True), pytest.raises(BeingWritten), writing(waits=False):
        pass
    with writing(waits=False):
        pass


def _hold_and_die(path: str) -> None:
    import fcntl
    import os

    lock = os.open(path, os.O_RDWR | os.O_CREAT)
    fcntl.flock(lock, fcntl.LOCK_EX)
    os.kill(os.getpid(), 9)


def test_a_killed_writer_holds_nobody_up():
    with writing(waits=True) as home:
        pass
    process = multiprocessing.get_context("spawn").Process(
        target=_hold_and_die, args=(str(home / "writer.lock"),)
    )
    process.start()
    process.join()
    with writing(waits=False):
        pass


def test_the_pointer_names_the_generation():
    generation = write(5)
    assert current_generation(index_home()) == generation
    assert read_index().generation == generation
