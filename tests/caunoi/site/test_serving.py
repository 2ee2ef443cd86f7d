"""Serving: one process a folder, children that are always there, a good end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from caunoi.site.data_folder import DataFolder, open_data_folder
from caunoi.site.postgres import is_ready
from caunoi.site.serving import (
    Child,
    ServingError,
    keep_running,
    last_address,
    refuse_taken_port,
    serving_process,
    sole_server_of,
    sole_worker_of,
    stop_serving,
)
from tests.caunoi.processes import (
    SeededRegister,
    caunoi,
    environment,
    free_port,
    serving,
    wait_until,
)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return open_data_folder(tmp_path / "register")


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.fixture
def own_signals() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


# --- one server a folder ---


def test_a_folder_is_served_once_and_who_comes_second_is_told_where(folder: DataFolder) -> None:
    with sole_server_of(folder, "http://localhost:8123"):
        assert serving_process(folder) == os.getpid()
        with (
            pytest.raises(ServingError, match="served already, at http://localhost:8123"),
            sole_server_of(folder, "http://localhost:8124"),
        ):
            pass
    assert serving_process(folder) is None
    with sole_server_of(folder, "http://localhost:8124"):
        assert last_address(folder) == "http://localhost:8124"


def test_the_last_address_outlives_the_serving_and_begins_unknown(folder: DataFolder) -> None:
    assert last_address(folder) is None
    with sole_server_of(folder, "http://localhost:8123"):
        pass
    assert last_address(folder) == "http://localhost:8123"


def test_the_lock_of_a_killed_server_is_free(folder: DataFolder) -> None:
    program = (
        "import sys, time; from pathlib import Path\n"
        "from caunoi.site.data_folder import DataFolder\n"
        "from caunoi.site.serving import sole_server_of\n"
        "with sole_server_of(DataFolder(Path(sys.argv[1])), 'x'): print('on', flush=True), "
        "time.sleep(600)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, folder.path], env=environment(), stdout=subprocess.PIPE
    ) as server:
        assert server.stdout
        assert server.stdout.readline() == b"on\n"
        assert serving_process(folder) == server.pid
        server.kill()
    assert serving_process(folder) is None
    assert stop_serving(folder) is False


def test_a_second_worker_waits_for_the_first(folder: DataFolder) -> None:
    began = threading.Event()

    def second() -> None:
        with sole_worker_of(folder):
            began.set()

    thread = threading.Thread(target=second)
    with sole_worker_of(folder):
        thread.start()
        assert not began.wait(0.3)
    assert began.wait(10)
    thread.join()


def test_a_taken_port_is_refused_and_a_free_one_is_not(taken_port: int) -> None:
    with pytest.raises(ServingError, match=f"Port {taken_port} cannot be used .* --port"):
        refuse_taken_port(taken_port)
    refuse_taken_port(free_port())


# --- children ---


def test_a_child_that_ends_at_once_again_and_again_ends_the_serving(
    own_signals: None,
) -> None:
    broken = Child("bell ringer", ["no-such-command"])
    with pytest.raises(ServingError, match="The bell ringer ends as soon as it starts"):
        keep_running([broken], None, port=free_port(), greeting="never printed")
    assert broken.early_deaths == 6


def test_a_death_after_a_steady_life_is_forgiven(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Child, "start", lambda self: None)
    child = Child("web server", [], early_deaths=5, born_at=time.monotonic() - 3600)
    child.bring_back()
    assert child.early_deaths == 0


# --- the whole of it ---


def test_a_served_site_greets_refuses_company_and_stops_with_its_database(
    seeded_register: SeededRegister, register: DataFolder, place: Path, taken_port: int
) -> None:
    with serving(register, seeded_register.session_key, "--no-demo") as served:
        words = ["--data-dir", register.path]
        second = caunoi(*words, "serve", "--no-demo", "--port", free_port())
        assert second.returncode == 3
        assert f"is being served already, at http://localhost:{served.port}." in second.stderr
        elsewhere = ["--data-dir", place / "other", "serve", "--no-demo", "--port", taken_port]
        assert f"Port {taken_port} cannot be used" in caunoi(*elsewhere).stderr

        # A command beside it uses the same database and leaves it running.
        invited = caunoi(*words, "invite", "new@example.org", "--role", "officer")
        assert invited.stdout.startswith(f"http://localhost:{served.port}/")
        assert is_ready(register)

        assert caunoi(*words, "stop").stdout == "Stopped.\n"
        assert served.process.wait(30) == 0
        assert not is_ready(register)
        said = served.words()
    assert f"Cầu Nối is at  http://localhost:{served.port}" in said
    assert "invite YOU@EXAMPLE.ORG --role administrator --role officer" in said
    assert f"--data-dir {register.path} stop" in said
    assert said.endswith("Stopped.\n")
    assert "Traceback" not in said


def test_serving_afresh_sets_the_old_folder_aside_whole(
    seeded_register: SeededRegister, register: DataFolder
) -> None:
    with serving(register, "", "--no-demo", "--fresh") as served:
        [old] = register.path.parent.glob("register-until-*")
        assert (old / "postgres" / "cluster").is_dir()
        assert served.page() == 200
        assert served.stop() == 0


def test_serving_that_is_asked_to_end_while_it_begins_leaves_nothing_running(
    register: DataFolder,
) -> None:
    words = [sys.executable, "-m", "caunoi.cli", "--data-dir", str(register.path)]
    begun = subprocess.Popen(
        [*words, "serve", "--no-demo", "--port", str(free_port())],
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wait_until("the database is up", lambda: is_ready(register))
    begun.terminate()
    begun.wait(60)
    assert not is_ready(register)
