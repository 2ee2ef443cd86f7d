"""Whatever is killed midway: nothing committed is lost, nothing is half done or done twice.

Midway is made certain, not guessed: the test locks a table that an import writes late, so that
whoever applies it stops there, with people written and proposals not; then the kill comes.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from caunoi.site.data_folder import DataFolder
from caunoi.site.postgres import THROWAWAY, running
from tests.caunoi.processes import (
    SeededRegister,
    Served,
    ask,
    begin_serving,
    caunoi,
    command,
    count,
    environment,
    held_midway,
    new_place,
    serving,
    throw_away,
    wait_for_no_writer,
    wait_until,
    workbook,
)

WRITTEN_LATE = "proposals_proposal"


def rows_named(word: str) -> list[tuple[str, str, str, str]]:
    """Three invented people with a proposal each, unlike those of any other word."""
    return [
        (
            f"{family} {word} Voorbeeld",
            f"{word}{number}@example.org",
            f"Instituut {word}",
            f"{word}: voorstel {number} over een denkbeeldige brug",
        )
        for number, family in enumerate(("Nguyễn", "Lê", "Phạm"), 1)
    ]


def kill(process: psutil.Process | None) -> int:
    assert process is not None
    process.kill()
    return process.pid


def people_named(folder: DataFolder, word: str) -> int:
    query = "SELECT count(*) FROM people_person WHERE display_name LIKE %s"
    return int(ask(folder, query, f"% {word} %"))


def proposals_named(folder: DataFolder, word: str) -> int:
    return int(
        ask(folder, "SELECT count(*) FROM proposals_proposal WHERE text LIKE %s", f"{word}: %")
    )


# --- a command ---


@pytest.fixture
def database(register: DataFolder) -> Iterator[DataFolder]:
    with running(register, THROWAWAY):
        yield register


def test_a_killed_import_changed_nothing_and_the_next_applies_all_of_it_once(
    database: DataFolder, place: Path
) -> None:
    file = place / "seminar.csv"
    file.write_text(workbook(rows_named("Lenh")))
    words = ["--data-dir", database.path, "import", "seminar", file]

    with held_midway(database, WRITTEN_LATE) as held:
        killed = subprocess.Popen(command(*words), env=environment())
        held.wait_for_writer()
        killed.kill()
        killed.wait()
    wait_for_no_writer(database)
    assert (count(database, "people_person"), count(database, WRITTEN_LATE)) == (0, 0)
    assert count(database, "sources_source") == 0

    again = caunoi(*words)
    assert (again.returncode, again.stderr) == (0, "")
    assert "6 create" in again.stdout
    assert (count(database, "people_person"), count(database, WRITTEN_LATE)) == (3, 3)

    assert "6 unchanged" in caunoi(*words).stdout
    assert (count(database, "people_person"), count(database, WRITTEN_LATE)) == (3, 3)


# --- a served site ---


@pytest.fixture(scope="module")
def served(seeded_register: SeededRegister) -> Iterator[Served]:
    place = new_place()
    folder = seeded_register.copied_to(place / "register")
    with serving(folder, seeded_register.session_key, "--no-demo") as served:
        yield served
    throw_away(place)


def planned(served: Served, word: str) -> int:
    run = served.hand_in(f"{word}.csv", workbook(rows_named(word)))
    wait_until("the run is planned", lambda: served.state_of(run) == "planned")
    wait_until("the job of the plan is over", lambda: served.job_of(run)[0] == "done")
    new = "SELECT count(*) FROM imports_plannedaction WHERE run_id = %s AND outcome = 'create'"
    assert ask(served.folder, new, run) == 6
    return run


def apply(served: Served, run: int) -> None:
    assert served.post(f"/imports/{run}/apply/") == 200


def assert_applied_once(served: Served, run: int, word: str) -> None:
    wait_until("the run is applied", lambda: served.state_of(run) == "applied")
    wait_until("its job is done", lambda: served.job_of(run) == ("done", 4, 4))
    wait_until("no job is left", lambda: not jobs_left(served.folder))
    assert people_named(served.folder, word) == proposals_named(served.folder, word) == 3


def jobs_left(folder: DataFolder) -> int:
    query = """
        SELECT count(*) FROM procrastinate_jobs
        WHERE task_name = 'imports.apply' AND status <> 'succeeded'
    """
    return int(ask(folder, query))


def test_the_job_of_a_killed_worker_is_taken_up_again_and_applied_once(served: Served) -> None:
    run = planned(served, "Tho")
    with held_midway(served.folder, WRITTEN_LATE) as held:
        apply(served, run)
        held.wait_for_writer()
        assert served.job_of(run)[0] == "running"
        killed = kill(served.child("worker"))
    wait_for_no_writer(served.folder)
    assert_applied_once(served, run, "Tho")
    assert served.child("worker") not in (None, psutil.Process(os.getpid()))
    assert not psutil.pid_exists(killed)


def test_a_killed_web_server_is_brought_back(served: Served) -> None:
    killed = kill(served.child("web"))

    def is_another() -> bool:
        child = served.child("web")
        return child is not None and child.pid != killed

    wait_until("there is another web server", is_another)
    served.wait_until_up()


def test_the_web_server_brings_its_own_worker_process_back(served: Served) -> None:
    def gunicorn_worker() -> psutil.Process | None:
        web = served.child("web")
        return next(iter(web.children()), None) if web else None

    killed = wait_until("the web server has its worker", gunicorn_worker)
    killed.kill()

    def is_another() -> bool:
        found = gunicorn_worker()
        return found is not None and found.pid != killed.pid

    wait_until("the web server has another worker", is_another)
    served.wait_until_up()


def test_a_postgresql_killed_while_idle_is_brought_back_with_every_row(served: Served) -> None:
    before = count(served.folder, "accounts_user")
    killed = served.postmaster
    assert before
    assert killed
    os.kill(killed, signal.SIGKILL)
    wait_until("another server runs", lambda: served.postmaster not in (None, killed))
    assert wait_until("it answers", lambda: count(served.folder, "accounts_user")) == before
    served.wait_until_up()


def test_a_postgresql_killed_while_an_import_is_applied_ends_in_it_applied_once(
    served: Served,
) -> None:
    run = planned(served, "Maychu")
    killed = served.postmaster
    assert killed
    with held_midway(served.folder, WRITTEN_LATE) as held:
        apply(served, run)
        held.wait_for_writer()
        os.kill(killed, signal.SIGKILL)
    wait_until("another server runs", lambda: served.postmaster not in (None, killed))
    assert_applied_once(served, run, "Maychu")
    served.wait_until_up()


def test_two_who_apply_one_import_at_once_apply_it_once(served: Served) -> None:
    run = planned(served, "Doi")
    # As two clicks do that both come before the first one's job is noted beside the run.
    query = "SELECT args->>'job_id' FROM procrastinate_jobs ORDER BY id DESC LIMIT 1"
    with held_midway(served.folder, WRITTEN_LATE) as held:
        apply(served, run)
        held.wait_for_writer()
        job = ask(served.folder, query)
        ask(
            served.folder,
            "SELECT procrastinate_defer_jobs_v1(ARRAY[ROW("
            "'default', 'imports.apply', 0, NULL, NULL,"
            " jsonb_build_object('run_id', %s::bigint, 'job_id', %s::text), NULL"
            ")::procrastinate_job_to_defer_v1])",
            run,
            job,
        )
        wait_until("both are at work", lambda: jobs_being_done(served.folder) == 2)
    assert_applied_once(served, run, "Doi")


def jobs_being_done(folder: DataFolder) -> int:
    query = """
        SELECT count(*) FROM procrastinate_jobs
        WHERE task_name = 'imports.apply' AND status = 'doing'
    """
    return int(ask(folder, query))


def test_the_children_of_a_killed_serve_end_and_another_starts_clean(
    seeded_register: SeededRegister, register: DataFolder
) -> None:
    killed = begin_serving(register, seeded_register.session_key, "--no-demo")
    run = planned(killed, "Goc")
    children = [child for child in (killed.child("web"), killed.child("worker")) if child]
    assert len(children) == 2
    killed.process.kill()
    killed.process.wait()
    gone, alive = psutil.wait_procs(children, timeout=30)
    assert (len(gone), alive) == (2, [])
    # They were the last who used the database.
    wait_until("the database is stopped", lambda: killed.postmaster is None)

    again = begin_serving(register, seeded_register.session_key, "--no-demo", port=killed.port)
    try:
        apply(again, run)
        assert_applied_once(again, run, "Goc")
    finally:
        assert again.stop() == 0
    assert again.postmaster is None


@pytest.mark.slow
def test_a_worker_whose_serve_was_killed_ends_although_its_job_does_not(
    seeded_register: SeededRegister, register: DataFolder
) -> None:
    killed = begin_serving(register, seeded_register.session_key, "--no-demo")
    run = planned(killed, "Treo")
    worker = killed.child("worker")
    assert worker
    with running(register, THROWAWAY), held_midway(register, WRITTEN_LATE) as held:
        apply(killed, run)
        held.wait_for_writer()
        killed.process.kill()
        killed.process.wait()
        assert psutil.wait_procs([worker], timeout=60)[1] == []
    with serving(register, seeded_register.session_key, "--no-demo") as again:
        assert_applied_once(again, run, "Treo")
