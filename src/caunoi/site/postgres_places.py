"""Where the embedded PostgreSQL keeps its files and its socket, and which process serves them.

Invariant: the socket's folder is open to the server's account alone, for whoever reaches the
socket is trusted; and nothing above the data folder is ever opened to anyone.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import psutil

from caunoi.site.data_folder import DataFolder
from caunoi.site.postgres_programs import ROOT_STATE, Account, PostgresError, make_root_state, run

PORT = 5432  # no TCP: it only ends the socket's name
CLUSTER = "cluster"
_INSIDE = "socket"
_LONGEST_SOCKET_PATH = 103 if sys.platform == "darwin" else 107  # bytes, from sockaddr_un


def socket_folder(server: Path) -> Path:
    """Inside the server's folder, or a short path in the temporary folder where that is too long.

    The short name is a digest of the folder's identity, not of its path: a folder that was moved
    must not be answered by the one now standing in its place.
    """
    inside = server / _INSIDE
    if postmaster(server / CLUSTER) is not None:
        # Whoever started it may have had another temporary folder, or found it at another path.
        used = Path(_pid_file_lines(server / CLUSTER)[4])
        return inside if used.name == _INSIDE else used
    if _fits(inside):
        return inside
    identity = server.stat()
    digest = hashlib.sha256(f"{identity.st_dev}:{identity.st_ino}".encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"caunoi-{digest}"


def _fits(socket: Path) -> bool:
    # libpq reads a comma as the beginning of a second host.
    length = len(os.fsencode(socket / f".s.PGSQL.{PORT}"))
    return length <= _LONGEST_SOCKET_PATH and "," not in str(socket)


def make_socket_folder(server: Path, account: Account | None) -> Path:
    socket = socket_folder(server)
    if not _fits(socket):
        raise PostgresError(
            f"The path {socket} is too long for the database's socket, and so is {server}. "
            "Set TMPDIR to a short path such as /tmp, or choose a shorter one with --data-dir."
        )
    socket.mkdir(mode=0o700, exist_ok=True)
    _hand_over(socket, account)
    found = socket.lstat()
    expected_uid = account.uid if account else os.geteuid()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != expected_uid or found.st_mode & 0o077:
        raise PostgresError(
            f"{socket} belongs to someone else or is open to others, so the database's socket is "
            "not safe there. Remove it, or set TMPDIR to another folder."
        )
    return socket


def remove_short_socket_folder(server: Path, socket: Path) -> None:
    """Leave nothing behind in the temporary folder."""
    if not socket.is_relative_to(server):
        with suppress(OSError):
            socket.rmdir()


def server_folder_for(folder: DataFolder, account: Account | None) -> Path:
    """The server's own folder, one that its account can reach, made if need be.

    No folder above the data folder is ever opened to others: when one is closed to the account,
    as /root is, the database lives under /var/lib instead.
    """
    server = folder.postgres
    if account is not None and not server.exists():
        if _can_enter(folder.path.parent, account):
            _open_to_group(folder.path, account)
        else:
            make_root_state()
            server = folder.place_postgres_under(ROOT_STATE)
    server.mkdir(mode=0o700, exist_ok=True)
    _hand_over(server, account)
    if account is not None and not _can_enter(server, account):
        raise PostgresError(
            f"The database server cannot reach {server}: a folder above it is closed to the user "
            "it runs as. Move the data folder back where it was, or open that folder."
        )
    return server


def _open_to_group(path: Path, account: Account) -> None:
    """Let the account pass through root's data folder, which stays closed to everyone else."""
    if path.stat().st_uid == 0:
        os.chown(path, -1, account.gid)
        path.chmod(0o710)


def _hand_over(path: Path, account: Account | None) -> None:
    if account is not None and path.lstat().st_uid == 0:
        os.chown(path, account.uid, account.gid, follow_symlinks=False)


def _can_enter(path: Path, account: Account) -> bool:
    # Asked of the system rather than worked out: groups, access lists and mounts all have a say.
    tried = run(
        Path("/bin/sh"), "-c", 'cd -- "$1"', "sh", str(path), cwd=Path("/"), account=account
    )
    return tried.returncode == 0


def _pid_file_lines(cluster: Path) -> list[str]:
    """Process, data, start time, port, socket's folder, and more (PostgreSQL's `miscadmin.h`)."""
    return (cluster / "postmaster.pid").read_text().splitlines()


def postmaster(cluster: Path) -> int | None:
    """The process that serves the cluster; None for a zombie or a stranger with its number.

    Recognised by its command line, which the server itself wrote down: the folder a process works
    in, or what it opened, is not for root to see in every container.
    """
    try:
        pid = int(_pid_file_lines(cluster)[0])
        arguments = psutil.Process(pid).cmdline()[1:]
        noted = os.fsdecode((cluster / "postmaster.opts").read_bytes()).rstrip("\n")
    except (FileNotFoundError, ValueError, IndexError, OverflowError, psutil.Error):
        return None
    said = "".join(f' "{argument}"' for argument in arguments)
    return pid if said and noted.endswith(said) else None
