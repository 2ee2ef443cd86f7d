"""`caunoi serve`: the web server and the worker as children, watched and brought back if killed.

Invariant: one serving process per data folder, known by a lock that dies with it. Children die
with their parent, and PostgreSQL is stopped only by the last of all its users.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from caunoi.site import postgres
from caunoi.site.data_folder import DataFolder, open_lock

_SERVING = "serving"
_WORKING = "working"
_LOOK_EVERY_S = 0.5
_LONGEST_FAREWELL_S = 15
_RESTARTS_BEFORE_GIVING_UP = 5
_A_STEADY_LIFE_S = 30
_PR_SET_PDEATHSIG = 1


class ServingError(Exception):
    """The site cannot be served; the message says why and what to do."""


@dataclass
class Child:
    """A process that must always run, named as the command line names it."""

    name: str
    arguments: list[str]
    process: subprocess.Popen[bytes] | None = None
    born_at: float = 0.0
    early_deaths: int = field(default=0)

    def start(self) -> None:
        self.born_at = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603  (our own program and arguments)
            [sys.executable, "-m", "caunoi.cli", *self.arguments],
            stdin=subprocess.DEVNULL,
            env=os.environ | {"CAUNOI_PARENT": str(os.getpid())},
            start_new_session=True,
        )

    def bring_back(self) -> None:
        """Start again after a death; a child that never lives long is a fault to be told."""
        lived_s = time.monotonic() - self.born_at
        self.early_deaths = 0 if lived_s > _A_STEADY_LIFE_S else self.early_deaths + 1
        if self.early_deaths > _RESTARTS_BEFORE_GIVING_UP:
            raise ServingError(f"The {self.name} ends as soon as it starts; its messages say why.")
        self.start()

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None


@contextmanager
def sole_server_of(folder: DataFolder, address: str) -> Iterator[None]:
    """Hold the folder's serving lock, with our process id and address written in it."""
    descriptor = open_lock(folder.path / _SERVING)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        where = _serving_note(folder)[1]
        os.close(descriptor)
        raise ServingError(
            f"{folder.path} is being served already, at {where}. "
            "Open that address, or stop it with `caunoi stop`."
        ) from None
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()} {address}\n".encode(), 0)
    try:
        yield
    finally:
        os.close(descriptor)


def serving_process(folder: DataFolder) -> int | None:
    """The process id of who serves this folder now; None if nobody does."""
    path = folder.path / _SERVING
    if not path.exists():
        return None
    descriptor = open_lock(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return _serving_note(folder)[0]
    finally:
        os.close(descriptor)
    return None


def last_address(folder: DataFolder) -> str | None:
    """Where the folder is served or was last; None if it never was."""
    return _serving_note(folder)[1] or None if (folder.path / _SERVING).exists() else None


def _serving_note(folder: DataFolder) -> tuple[int, str]:
    pid, _, address = (folder.path / _SERVING).read_text().strip().partition(" ")
    return int(pid or 0), address


def stop_serving(folder: DataFolder) -> bool:
    """Ask whoever serves the folder to stop and wait until it has; False if nobody did."""
    pid = serving_process(folder)
    if not pid:
        return False
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + 2 * _LONGEST_FAREWELL_S
    while serving_process(folder):
        if time.monotonic() > deadline:
            raise ServingError(f"The process {pid} does not stop. Look at what it is doing.")
        time.sleep(0.1)
    return True


def refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise ServingError(
                f"Port {port} cannot be used ({error.strerror}). Choose another with --port."
            ) from error


def keep_running(
    children: list[Child], folder: DataFolder | None, *, port: int, greeting: str
) -> None:
    """Start the children and watch them until SIGTERM or SIGINT; then stop them in good order.

    folder: whose embedded PostgreSQL to bring back too; None when DATABASE_URL names a server.
    greeting: printed once the port answers.
    """
    asked_to_stop = _stop_flag()
    is_greeted = False
    try:
        for child in children:
            child.start()
        while not asked_to_stop():
            _look_after(children, folder)
            if not is_greeted and _answers(port):
                print(greeting, flush=True)
                is_greeted = True
            time.sleep(_LOOK_EVERY_S)
    finally:
        _stop(children)


def _look_after(children: list[Child], folder: DataFolder | None) -> None:
    for child in children:
        if not child.is_alive:
            child.bring_back()
    if folder is not None and not postgres.is_ready(folder):
        postgres.ensure_running(folder)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _stop_flag() -> Callable[[], bool]:
    received: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda got, _frame: received.append(got))
    return lambda: bool(received)


def _stop(children: list[Child]) -> None:
    for child in children:
        if child.process is not None and child.is_alive:
            child.process.terminate()
    deadline = time.monotonic() + _LONGEST_FAREWELL_S
    for child in children:
        if child.process is not None:
            try:
                child.process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.process.kill()


def die_with_parent() -> None:
    """Have the kernel ask this process to end when its parent is gone, however that came about."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if str(os.getppid()) != os.environ.get("CAUNOI_PARENT"):
        sys.exit("the serving process is gone")


def end_soon_after_parent() -> None:
    """End although a job is still running when the parent has been gone for a while.

    The job is taken up again by the next worker, which waits for this one.
    """
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        time.sleep(_LONGEST_FAREWELL_S)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def sole_worker_of(folder: DataFolder) -> Iterator[None]:
    """Wait until an earlier worker of this folder is gone; its jobs are nobody's then."""
    descriptor = open_lock(folder.path / _WORKING)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def serve_web(port: int, log_folder: Path) -> None:
    """The web server itself; returns when it was asked to stop."""
    from gunicorn.app.base import BaseApplication

    class Site(BaseApplication):
        def load_config(self) -> None:
            settings = {
                "bind": [f"127.0.0.1:{port}", *_ipv6(port)],
                "workers": 1,
                "threads": 8,
                "worker_class": "gthread",
                "timeout": 60,
                "graceful_timeout": 10,
                "control_socket_disable": True,
                "loglevel": "warning",
                "worker_tmp_dir": str(log_folder),
            }
            for name, value in settings.items():
                self.cfg.set(name, value)

        def load(self) -> object:
            from caunoi.site.warming import warm_up_beside
            from caunoi.site.wsgi import application

            warm_up_beside()
            return application

    Site().run()


def _ipv6(port: int) -> list[str]:
    """`localhost` means ::1 on some machines; many containers have no such address."""
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("::1", port))
    except OSError:
        return []
    return [f"[::1]:{port}"]
