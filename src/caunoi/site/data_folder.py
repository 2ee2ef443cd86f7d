"""The data folder: everything one register keeps, in one place on disk.

One register = one database = one data folder. Reach for this module to make, open or set aside
such a folder; `caunoi.site.postgres` runs the database that lives in it.

Invariant: a folder that holds `register.json` was made whole by this product and says in which
format; any other folder with something in it belongs to someone else and is never written to,
renamed or deleted.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import pwd
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

FORMAT = 1

_REGISTER = "register.json"
_SECRET_KEY = "secret_key"  # noqa: S105  (the name of the file)
_LOCK = ".lock"
_POSTGRES = "postgres"
_POSTGRES_LOCATION = "postgres.location"
_FOLDERS = ("uploads", "logs", "static")
# What may stand in a folder whose making was cut short, and in the root of a fresh file system.
_NOT_FOREIGN = {_SECRET_KEY, _LOCK, *_FOLDERS, "lost+found"}
_HALF_WRITTEN = (f".{_SECRET_KEY}.", f".{_REGISTER}.")
_FRESH = "start with --fresh, which sets the old folder aside and deletes nothing"


class DataFolderError(Exception):
    """The data folder cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class Register:
    """What `register.json` says."""

    format: int
    is_demonstration: bool


@dataclass(frozen=True)
class DataFolder:
    """A place on disk, which need not exist yet: `open_data_folder` makes it."""

    path: Path

    @property
    def uploads(self) -> Path:
        return self.path / "uploads"

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    @property
    def static(self) -> Path:
        return self.path / "static"

    @property
    def postgres(self) -> Path:
        """The database server's folder: in here, or where `place_postgres_under` put it."""
        pointer = self.path / _POSTGRES_LOCATION
        try:
            return Path(pointer.read_text(encoding="utf-8").strip())
        except FileNotFoundError:
            return self.path / _POSTGRES
        except OSError as error:
            raise DataFolderError(explain(error, pointer)) from error

    @property
    def is_demonstration(self) -> bool:
        """False for a folder that does not exist yet."""
        register = _read_register(self.path)
        return register is not None and register.is_demonstration

    def read_secret_key(self) -> str:
        """The key that signs sessions and links.

        A folder that does not exist yet gives a key nobody else will ever see, so that settings
        can be imported for a build or a type check.
        """
        key = self.path / _SECRET_KEY
        try:
            return key.read_text(encoding="ascii")
        except FileNotFoundError:
            return secrets.token_urlsafe(50)
        except OSError as error:
            raise DataFolderError(explain(error, key)) from error

    def place_postgres_under(self, parent: Path) -> Path:
        """Give the database server a folder outside this one, remembered in a pointer file.

        Its name is a digest of this folder's path; a number is added when an earlier folder at
        the same path, since set aside, still owns the plain name.
        """
        digest = hashlib.sha256(os.fsencode(self.path)).hexdigest()[:16]
        place = _make_new_folder(parent / digest)
        _write_privately(self.path / _POSTGRES_LOCATION, f"{place}\n")
        return place

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder's one lock; whoever else asks for it waits. Freed by a `kill -9` too."""
        lock = open_lock(self.path / _LOCK)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)


def open_data_folder(path: Path, *, demonstration: bool | None = None) -> DataFolder:
    """The data folder at `path`, made on first use.

    demonstration: what the folder must be; None accepts an existing folder of either kind and
    makes a new one a register.
    Raises DataFolderError.
    """
    folder = DataFolder(Path(os.path.realpath(path.expanduser())))
    try:
        register = _read_register(folder.path) or _make(folder, bool(demonstration))
        _refuse_if_unusable(folder, register, demonstration)
    except OSError as error:
        raise DataFolderError(explain(error, folder.path)) from error
    return folder


def set_aside(path: Path, name: str) -> Path | None:
    """Rename the data folder, deleting nothing, and return its new path; None if there was none.

    The caller stops its database first. `name` is the new name beside the old one; a number is
    added if it is taken.
    Raises DataFolderError, also for a folder this product did not make.
    """
    path = Path(os.path.realpath(path.expanduser()))
    try:
        if not path.exists() or (path.is_dir() and not _foreign_entries(path)):
            return None
        if not (path / _REGISTER).exists():
            raise DataFolderError(_not_ours(path))
        target = _first_free(path.with_name(name))
        path.rename(target)
    except OSError as error:
        raise DataFolderError(explain(error, path)) from error
    return target


def explain(error: OSError, path: Path) -> str:
    """What went wrong at `path` and what to do about it, for whoever started the program."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return f"The disk that holds {path} is full. Free some space there, then start again."
        case errno.EACCES | errno.EPERM:
            return (
                f"{path} cannot be read and written by the user {_user_name()}. "
                "Start as the user who owns it, or choose another folder with --data-dir."
            )
        case errno.EROFS:
            return f"{path} is on a read-only disk. Choose another folder with --data-dir."
        case errno.EEXIST | errno.ENOTDIR:
            return (
                f"{path} cannot be a folder: a file stands there or above it. "
                "Choose another folder with --data-dir."
            )
        case _:
            return f"{path} cannot be used: {error.strerror or error}."


def open_lock(path: Path) -> int:
    """A new descriptor of the lock file at `path`, owned like the folder it stands in."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    if os.geteuid() == 0:
        # After `sudo`, the folder's own user must still be able to take the lock.
        folder = path.parent.stat()
        os.fchown(descriptor, folder.st_uid, folder.st_gid)
    return descriptor


def _make(folder: DataFolder, is_demonstration: bool) -> Register:
    path = folder.path
    if path.is_dir() and _foreign_entries(path):
        raise DataFolderError(_not_ours(path))
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.stat().st_uid == os.geteuid():
        path.chmod(0o700)
    with folder.locked():
        if made_meanwhile := _read_register(path):
            return made_meanwhile
        for name in _FOLDERS:
            (path / name).mkdir(mode=0o700, exist_ok=True)
        if not (path / _SECRET_KEY).exists():
            _write_privately(path / _SECRET_KEY, secrets.token_urlsafe(50))
        # Written last: it says that the rest is there.
        register = {"format": FORMAT, "demonstration": is_demonstration}
        _write_privately(path / _REGISTER, json.dumps(register) + "\n")
    return Register(FORMAT, is_demonstration)


def _refuse_if_unusable(folder: DataFolder, register: Register, demonstration: bool | None) -> None:
    if register.format != FORMAT:
        age = "a later" if register.format > FORMAT else "an earlier"
        raise DataFolderError(
            f"{folder.path} was made by {age} version "
            f"(format {register.format}; this one reads {FORMAT}). "
            f"Use that version to export what it holds, or {_FRESH}."
        )
    if demonstration not in (None, register.is_demonstration):
        kind = "a demonstration" if register.is_demonstration else "a register"
        raise DataFolderError(
            f"{folder.path} holds {kind} and stays one. Choose another folder with --data-dir."
        )
    # Told apart from a damaged folder here, rather than by the first thing that fails to be kept.
    with folder.locked():
        pass


def _read_register(path: Path) -> Register | None:
    """None if there is none, so that the folder was never made whole."""
    register = path / _REGISTER
    try:
        stated = json.loads(register.read_text(encoding="utf-8"))
        match stated:
            case {"format": int(number), "demonstration": bool(is_demonstration)}:
                return Register(number, is_demonstration)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise DataFolderError(explain(error, register)) from error
    except ValueError:
        pass  # not UTF-8 or not JSON
    raise DataFolderError(
        f"{register} is damaged: it does not say which format the folder has. "
        f"Put it back from a backup, or {_FRESH}."
    )


def _foreign_entries(path: Path) -> list[str]:
    return sorted(
        name
        for name in os.listdir(path)
        if name not in _NOT_FOREIGN and not name.startswith(_HALF_WRITTEN)
    )


def _not_ours(path: Path) -> str:
    return (
        f"{path} is not a data folder of Cầu Nối: it has no {_REGISTER} but is not empty. "
        "Nothing in it was touched. Choose an empty or new folder with --data-dir."
    )


def _write_privately(path: Path, text: str) -> None:
    """Write all of it or nothing, readable by its owner alone."""
    descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(descriptor)
        os.replace(temporary, path)
    except OSError:
        os.unlink(temporary)
        raise


def _make_new_folder(wanted: Path) -> Path:
    while True:
        place = _first_free(wanted)
        try:
            place.mkdir(mode=0o700, parents=True)
        except FileExistsError:
            continue
        return place


def _first_free(wanted: Path) -> Path:
    candidate, number = wanted, 1
    while os.path.lexists(candidate):
        number += 1
        candidate = wanted.with_name(f"{wanted.name}-{number}")
    return candidate


def _user_name() -> str:
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:  # a container may run as a number without a name
        return f"number {os.geteuid()}"
