"""The embedded PostgreSQL: one server per data folder, started when needed, stopped when unused.

Reach for `running(folder)` in a command that ends, for `ensure_running` and `stop` in one that
stays, and for nothing here when DATABASE_URL names a server.

How it holds (docs/decisions/0002-embedded-postgresql.md says why):

- Starting and stopping happen under the data folder's lock, so two callers make one start.
- Whether it runs is what `pg_isready` says; `postmaster.pid` may name a zombie or a stranger.
- Every process that uses the server holds a shared lock on `postgres.clients` for as long as it
  lives. Only who can take that lock exclusively may stop the server: the last one out. A lock
  dies with its process, so a `kill -9` leaves nothing to clean up.
- PostgreSQL refuses to run as root. Root starts it as the data folder's owner or, where that is
  root too, as a user of its own.
"""

from __future__ import annotations

import fcntl
import os
import shlex
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psutil

from caunoi.site.data_folder import DataFolder, explain, open_lock
from caunoi.site.postgres_places import (
    CLUSTER,
    PORT,
    make_socket_folder,
    postmaster,
    remove_short_socket_folder,
    server_folder_for,
    socket_folder,
)
from caunoi.site.postgres_programs import (
    MAJOR_VERSION,
    Account,
    PostgresError,
    account_for,
    binary,
    explain_output,
    programs_for,
    run,
)

__all__ = [
    "LASTING",
    "THROWAWAY",
    "Connection",
    "PostgresError",
    "ServerSettings",
    "as_django",
    "binary",
    "database_url",
    "ensure_running",
    "is_ready",
    "running",
    "stop",
    "stop_for_everyone",
]

DATABASE = USER = "caunoi"

_CLIENTS = "postgres.clients"
_LOG = "server.log"
_LONGEST_START_S = 120  # replaying the log of a killed server takes its time
_LONGEST_FAREWELL_S = 20  # how long children of a killed server may outlive it


@dataclass(frozen=True)
class Connection:
    """Where the server listens.

    host: the folder of its socket.
    was_started: this call started the server; False when it was running already.
    """

    host: str
    port: int = PORT
    user: str = USER
    database: str = DATABASE
    was_started: bool = False

    @property
    def url(self) -> str:
        return f"postgresql://{self.user}@{quote(self.host, safe='')}:{self.port}/{self.database}"


@dataclass(frozen=True)
class ServerSettings:
    """What a server is started with; one that runs already keeps its own.

    Whatever the settings, what was committed survives a `kill -9`.
    """

    shared_buffers: str = "256MB"
    max_connections: int = 100
    survives_power_cut: bool = True


LASTING = ServerSettings()
THROWAWAY = ServerSettings(shared_buffers="64MB", survives_power_cut=False)


# --- what callers use ---


def ensure_running(folder: DataFolder, settings: ServerSettings = LASTING) -> Connection:
    """The folder's server, made and started if need be; this process is its client from now on.

    So are the processes forked from it. Raises PostgresError.
    """
    with _explained(folder), folder.locked():
        was_started = not _is_answering(folder) and _bring_up(folder, settings)
        _join(folder)
        return Connection(str(socket_folder(folder.postgres)), was_started=was_started)


@contextmanager
def running(folder: DataFolder, settings: ServerSettings = LASTING) -> Iterator[Connection]:
    """The server for one command, stopped afterwards unless another process uses it."""
    was_client_before = folder.path in _client_locks
    connection = ensure_running(folder, settings)
    try:
        yield connection
    finally:
        if not was_client_before:
            stop(folder)


def stop(folder: DataFolder) -> bool:
    """Leave the server and, if no other process uses it, shut it down. True when it is down."""
    _leave(folder)
    with _explained(folder):
        if not folder.postgres.exists():
            return True
        with folder.locked(), _sole_use(folder) as is_alone:
            if is_alone:
                _shut_down(folder)
            return is_alone


def stop_for_everyone(folder: DataFolder) -> None:
    """Shut the server down although others may use it: for an operator who said so."""
    _leave(folder)
    with _explained(folder):
        if folder.postgres.exists():
            with folder.locked():
                _shut_down(folder)


def is_ready(folder: DataFolder) -> bool:
    return folder.postgres.exists() and _answers(socket_folder(folder.postgres))


def database_url(folder: DataFolder) -> str:
    """The address of a server that `ensure_running` made: DATABASE_URL for a child process."""
    return Connection(str(socket_folder(folder.postgres))).url


def as_django(connection: Connection) -> dict[str, str]:
    """An entry of Django's DATABASES."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": connection.database,
        "USER": connection.user,
        "PASSWORD": "",
        "HOST": connection.host,
        "PORT": str(connection.port),
    }


@contextmanager
def _explained(folder: DataFolder) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise PostgresError(explain(error, Path(error.filename or folder.path))) from error


# --- clients: who uses the server ---

_client_locks: dict[Path, int] = {}
_joining = threading.Lock()


def _join(folder: DataFolder) -> None:
    with _joining:
        if folder.path not in _client_locks:
            descriptor = open_lock(folder.path / _CLIENTS)
            fcntl.flock(descriptor, fcntl.LOCK_SH)
            _client_locks[folder.path] = descriptor


def _leave(folder: DataFolder) -> None:
    with _joining:
        if folder.path in _client_locks:
            # Closed, not unlocked: unlocking would also put out a parent we were forked from.
            os.close(_client_locks.pop(folder.path))


@contextmanager
def _sole_use(folder: DataFolder) -> Iterator[bool]:
    """Whether no living process uses the server. Under the folder's lock, none can join."""
    descriptor = open_lock(folder.path / _CLIENTS)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        is_alone = True
    except BlockingIOError:
        is_alone = False
    try:
        yield is_alone
    finally:
        os.close(descriptor)


# --- is it running? ---


def _is_answering(folder: DataFolder) -> bool:
    cluster = folder.postgres / CLUSTER
    if not cluster.exists():
        return False
    _refuse_other_version(cluster, folder)
    return _answers(socket_folder(folder.postgres))


def _answers(socket: Path) -> bool:
    # Names a role that exists, else the server's log gains a line at every question.
    arguments = ["-q", "-h", str(socket), "-p", str(PORT), "-U", USER, "-d", DATABASE]
    return run(binary("pg_isready"), *arguments, cwd=Path("/")).returncode == 0


def _refuse_other_version(cluster: Path, folder: DataFolder) -> None:
    version = (cluster / "PG_VERSION").read_text().strip()
    if version != MAJOR_VERSION:
        raise PostgresError(
            f"The database in {folder.path} was made by PostgreSQL {version}; this version of "
            f"Cầu Nối carries PostgreSQL {MAJOR_VERSION}. Use the version that made it to write a "
            "backup and restore that here, or start with --fresh, which sets the old folder aside "
            "and deletes nothing."
        )


def _comes_up_by_itself(server: Path) -> bool:
    """Wait while a server is there that does not answer: it is starting, stopping or recovering."""
    deadline = time.monotonic() + _LONGEST_START_S
    while (pid := postmaster(server / CLUSTER)) is not None:
        if _answers(socket_folder(server)):
            return True
        if time.monotonic() > deadline:
            raise PostgresError(
                f"The database server of {server} (process {pid}) runs but does not answer. "
                "Stop it with `caunoi stop`, then start again."
            )
        time.sleep(0.1)
    return False


# --- start and stop ---


def _bring_up(folder: DataFolder, settings: ServerSettings) -> bool:
    """Make the server answer. True if that took a start."""
    account = account_for(folder)
    server = server_folder_for(folder, account)
    if _comes_up_by_itself(server):
        return False
    programs = programs_for(account)
    if not (server / CLUSTER).exists():
        _create_cluster(server, programs, account)
    _start(server, programs, account, settings)
    return True


def _create_cluster(server: Path, programs: Path, account: Account | None) -> None:
    """Made aside and renamed when whole: PG_VERSION stands long before initdb is done."""
    new = server / f"{CLUSTER}.new"
    shutil.rmtree(new, ignore_errors=True)
    locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    made = run(
        programs / "bin" / "initdb",
        *["-D", new.name, "-U", USER, "--auth=trust", "--encoding=UTF8", "--no-instructions"],
        *locale,
        cwd=server,
        account=account,
    )
    if made.returncode != 0:
        raise PostgresError(explain_output(made.stdout, server))
    named = run(
        programs / "bin" / "postgres",
        *["--single", "-D", new.name, "postgres"],
        cwd=server,
        account=account,
        text=f"CREATE DATABASE {DATABASE}\n",
    )
    if named.returncode != 0 or "ERROR" in named.stdout:
        raise PostgresError(explain_output(named.stdout, server))
    new.rename(server / CLUSTER)


def _start(server: Path, programs: Path, account: Account | None, settings: ServerSettings) -> None:
    socket = make_socket_folder(server, account)
    options = shlex.join(_server_options(settings, socket))
    log = server / _LOG
    deadline = time.monotonic() + _LONGEST_FAREWELL_S
    while True:
        _drop_misleading_lock_files(server / CLUSTER, socket)
        log_before = log.stat().st_size if log.exists() else 0
        # Relative names: pg_ctl hands them to a shell, and a folder may be called anything.
        started = run(
            programs / "bin" / "pg_ctl",
            *["start", "-D", CLUSTER, "-l", _LOG, "-o", options],
            *["-w", "-t", str(_LONGEST_START_S)],
            cwd=server,
            account=account,
        )
        if started.returncode == 0:
            return
        output = started.stdout + _log_since(log, log_before)
        # Children of a killed server finish what they were at before they see that it is gone.
        outlived = "pre-existing shared memory block" in output
        if not outlived or time.monotonic() > deadline:
            raise PostgresError(explain_output(output, server))
        time.sleep(0.2)


def _shut_down(folder: DataFolder) -> None:
    server = folder.postgres
    if postmaster(server / CLUSTER) is None:
        return  # pg_ctl would send its signal to whoever has that number now
    account = account_for(folder)
    socket = socket_folder(server)
    stopped = run(
        programs_for(account) / "bin" / "pg_ctl",
        *["stop", "-D", CLUSTER, "-m", "fast", "-w", "-t", "60"],
        cwd=server,
        account=account,
    )
    if stopped.returncode != 0:
        raise PostgresError(explain_output(stopped.stdout, server))
    remove_short_socket_folder(server, socket)


def _server_options(settings: ServerSettings, socket: Path) -> list[str]:
    quoted_socket = str(socket).replace('"', '""')
    options = {
        "listen_addresses": "",
        "port": str(PORT),
        "unix_socket_directories": f'"{quoted_socket}"',
        "unix_socket_permissions": "0700",
        "shared_buffers": settings.shared_buffers,
        "max_connections": str(settings.max_connections),
        "jit": "off",
        "timezone": "UTC",
        "log_timezone": "UTC",
        # A statement that failed, or the detail of its error, holds personal data: the caller gets
        # both, the log neither.
        "log_min_messages": "log",
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "log_checkpoints": "off",
    }
    if not settings.survives_power_cut:
        options |= {"fsync": "off", "full_page_writes": "off"}
    return [part for name, value in options.items() for part in ("-c", f"{name}={value}")]


def _drop_misleading_lock_files(cluster: Path, socket: Path) -> None:
    """Remove the lock files of a dead server whose number a zombie or a stranger has.

    PostgreSQL sees through the number of a process that is gone, not through these. Called only
    when `_postmaster` found none; should children of the dead server live on, PostgreSQL still
    refuses to start beside them, by its shared memory.
    """
    for lock_file in (cluster / "postmaster.pid", socket / f".s.PGSQL.{PORT}.lock"):
        try:
            is_misleading = psutil.pid_exists(abs(int(lock_file.read_text().split()[0])))
        except FileNotFoundError:
            continue
        except (ValueError, IndexError, OverflowError):
            is_misleading = True  # cut short by a full disk or a power cut
        if is_misleading:
            lock_file.unlink()


def _log_since(log: Path, offset: int) -> str:
    try:
        with log.open("rb") as file:
            file.seek(offset)
            return file.read().decode("utf-8", "replace")
    except FileNotFoundError:
        return ""
