"""The product as an operator has it: real processes on a data folder that is thrown away.

Nothing here is taken from the test's own Django; what the processes did is read from the database
they used.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import psutil
import psycopg

from caunoi.imports.services import ONE_WRITER_AT_A_TIME
from caunoi.site import postgres, postgres_places
from caunoi.site.data_folder import DataFolder

PROJECT = Path(__file__).parents[2]
OURS = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PYTHONPATH")
PATIENCE_S = 180

# A register that is ready for work, and a browser in which its officer is signed in.
SEED = """
import sys
from pathlib import Path
from caunoi.cli import ready_database
from caunoi.site.data_folder import open_data_folder

with ready_database(open_data_folder(Path(sys.argv[1]))):
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from tests.factories import make_officer, make_register

    make_register()
    officer = make_officer()
    session = SessionStore()
    session[SESSION_KEY] = str(officer.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = officer.get_session_auth_hash()
    session.save()
    print(session.session_key)
"""


def environment(**more: str) -> dict[str, str]:
    """Ours without what the tests' own Django left in it."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in OURS and not name.startswith("CAUNOI_")
    }
    # Officers of a register sign in with a second factor, which the seeded session has not.
    return {**kept, "CAUNOI_REQUIRE_MFA": "0", "PYTHONPATH": str(PROJECT), **more}


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "caunoi.cli", *map(str, arguments)]


def caunoi(*arguments: object, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run(
        command(*arguments),
        env=environment(**environ),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )


def wait_until(what: str, is_so: Callable[[], Any], *, within_s: float = PATIENCE_S) -> Any:
    """What `is_so` returns once it is true; a database or a page that is away is not yet so."""
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        # ValueError: a server that only begins to start has not noted yet where its socket is.
        with suppress(psycopg.OperationalError, OSError, psutil.Error, ValueError):
            if found := is_so():
                return found
        time.sleep(0.05)
    raise AssertionError(f"never came about within {within_s} s: {what}")


# --- places ---


def new_place() -> Path:
    """A short path that the database's own user can reach, as pytest's own for root is not."""
    place = Path(tempfile.mkdtemp(prefix="caunoi-test-"))
    place.chmod(0o755)
    return place


def throw_away(place: Path) -> None:
    for register in place.rglob("register.json"):
        postgres.stop_for_everyone(DataFolder(register.parent))
    shutil.rmtree(place)


@dataclass(frozen=True)
class SeededRegister:
    """A data folder that nobody uses, with the key of the officer's session."""

    path: Path
    session_key: str

    def copied_to(self, path: Path) -> DataFolder:
        subprocess.run(["cp", "-a", self.path, path], check=True)
        return DataFolder(path)


def seed_register(path: Path) -> SeededRegister:
    seeded = subprocess.run(
        [sys.executable, "-c", SEED, path],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )
    assert seeded.returncode == 0, seeded.stderr
    return SeededRegister(path, seeded.stdout.strip())


# --- the database ---


@contextmanager
def connected(folder: DataFolder) -> Iterator[psycopg.Connection]:
    """The folder's database, which somebody else keeps running."""
    with psycopg.connect(postgres.database_url(folder), autocommit=True) as connection:
        yield connection


def ask(folder: DataFolder, query: str, *parameters: object) -> Any:
    """The one value that the query gives."""
    with connected(folder) as connection:
        row = connection.execute(query, parameters).fetchone()
        assert row is not None
        return row[0]


def count(folder: DataFolder, table: str) -> int:
    return int(ask(folder, f"SELECT count(*) FROM {table}"))  # noqa: S608


_BLOCKED_WRITERS = """
    SELECT count(*) FROM pg_locks AS turn JOIN pg_locks AS wish USING (pid)
    WHERE turn.locktype = 'advisory' AND turn.objid::bigint = %s AND turn.granted
      AND wish.locktype = 'relation' AND wish.relation = %s::regclass AND NOT wish.granted
"""
_WRITERS = """
    SELECT count(*) FROM pg_locks
    WHERE locktype = 'advisory' AND objid::bigint = %s AND granted
"""


class HeldMidway:
    """A table that can be read but not written, so that whoever applies an import stops there."""

    def __init__(self, folder: DataFolder, table: str) -> None:
        self.folder, self.table = folder, table
        self.connection = psycopg.connect(postgres.database_url(folder))
        self.connection.execute(f"LOCK TABLE {table} IN SHARE MODE")

    def wait_for_writer(self) -> None:
        def is_blocked() -> bool:
            return bool(ask(self.folder, _BLOCKED_WRITERS, ONE_WRITER_AT_A_TIME, self.table))

        wait_until(f"a writer stops at {self.table}", is_blocked)

    def let_go(self) -> None:
        with suppress(psycopg.OperationalError):
            self.connection.close()


@contextmanager
def held_midway(folder: DataFolder, table: str) -> Iterator[HeldMidway]:
    held = HeldMidway(folder, table)
    try:
        yield held
    finally:
        held.let_go()


def wait_for_no_writer(folder: DataFolder) -> None:
    wait_until("nobody applies an import", lambda: not ask(folder, _WRITERS, ONE_WRITER_AT_A_TIME))


# --- serving ---


@dataclass
class Served:
    """`caunoi serve` on a folder, and what its officer's browser would do."""

    folder: DataFolder
    port: int
    session_key: str
    process: subprocess.Popen[str]
    said: IO[str]

    def page(self, path: str = "/accounts/login/") -> int:
        return self._ask(path, None, {})

    def post(self, path: str, body: bytes = b"", content_type: str = "") -> int:
        kind = {"Content-Type": content_type} if content_type else {}
        return self._ask(path, body, kind)

    def _ask(self, path: str, body: bytes | None, headers: dict[str, str]) -> int:
        token = "t" * 32
        cookies = f"caunoi_session={self.session_key}; csrftoken={token}"
        request = urllib.request.Request(
            f"http://localhost:{self.port}{path}",
            data=body,
            headers={"Cookie": cookies, "X-CSRFToken": token, **headers},
        )
        with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310
            return int(response.status)

    def hand_in(self, file_name: str, content: str) -> int:
        """Upload a seminar's file as the page does; the number of its run."""
        boundary = "a-boundary"
        body = (
            f"--{boundary}\r\n"
            f'Content-Disposition: form-data; name="file"; filename="{file_name}"\r\n'
            f"Content-Type: text/csv\r\n\r\n{content}\r\n--{boundary}--\r\n"
        )
        kind = f"multipart/form-data; boundary={boundary}"
        assert self.post("/imports/new/seminar/", body.encode(), kind) == 200
        query = "SELECT id FROM imports_importrun WHERE file_name = %s"
        return int(ask(self.folder, query, file_name))

    def state_of(self, run: int) -> str:
        return str(ask(self.folder, "SELECT state FROM imports_importrun WHERE id = %s", run))

    def job_of(self, run: int) -> tuple[str, int, int]:
        """State, steps done and steps in all of the job that the run's page shows."""
        query = """
            SELECT job.state, job.done, job.total FROM jobs_jobrun AS job
            JOIN imports_importrun AS run ON run.job_id = job.id WHERE run.id = %s
        """
        with connected(self.folder) as connection:
            row = connection.execute(query, [run]).fetchone()
        assert row is not None
        return row

    def child(self, name: str) -> psutil.Process | None:
        """The "web" or "worker" process; None while there is none."""
        for child in psutil.Process(self.process.pid).children():
            with suppress(psutil.Error):
                if "caunoi.cli" in child.cmdline() and name in child.cmdline():
                    return child
        return None

    @property
    def postmaster(self) -> int | None:
        return postgres_places.postmaster(self.folder.postgres / postgres_places.CLUSTER)

    def wait_until_up(self) -> None:
        wait_until("the page answers", lambda: self.page() == 200)

    def words(self) -> str:
        """What it wrote on its terminal so far."""
        self.said.seek(0)
        return self.said.read()

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(PATIENCE_S)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def begin_serving(
    folder: DataFolder,
    session_key: str,
    *options: str,
    port: int | None = None,
    **environ: str,
) -> Served:
    """Start `caunoi serve` and wait for its page."""
    port = port or free_port()
    # A file, because a pipe that nobody reads stops the server once it is full.
    said = tempfile.TemporaryFile("a+")  # noqa: SIM115
    served = Served(
        folder,
        port,
        session_key,
        subprocess.Popen(
            command("--data-dir", folder.path, "serve", "--port", port, *options),
            env=environment(**environ),
            stdout=said,
            stderr=subprocess.STDOUT,
            text=True,
        ),
        said,
    )
    wait_until("it is served or gave up", lambda: served.process.poll() or served.page() == 200)
    if served.process.poll() is not None:
        raise AssertionError(f"not served: {served.words()}")
    return served


@contextmanager
def serving(
    folder: DataFolder, session_key: str, *options: str, **environ: str
) -> Iterator[Served]:
    served = begin_serving(folder, session_key, *options, **environ)
    try:
        yield served
    finally:
        if served.process.poll() is None:
            served.stop()


def workbook(rows: Sequence[tuple[str, str, str, str]]) -> str:
    """A seminar's file: name, e-mail, organisation and a proposal ("" for none) a row."""
    headings = ("Họ và tên", "Email", "Đơn vị công tác", "Nội dung đề xuất")
    return "".join(";".join(row) + "\n" for row in [headings, *rows])
