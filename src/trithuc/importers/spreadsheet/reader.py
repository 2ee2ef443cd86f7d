"""Reads a workbook in a child process, so that no file can harm the one who asks.

Reach for it to read any XLSX, XLSM, XLSB, XLS, ODS or delimited text that came from outside. The
reader of cells aborts its whole process on a hostile or merely careless workbook (1.4 kB are
enough); here that is an `UnreadableFile` with its reason. Invariant: the answer is a whole workbook
or that exception, within the limits of time and memory; nothing is half read.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, Final

from trithuc.importers.reading import Problem, UnreadableFile
from trithuc.importers.spreadsheet.limits import MEGABYTE, Limits
from trithuc.importers.spreadsheet.workbook import Sheet, Workbook

CHILD_MODULE: Final = "trithuc.importers.spreadsheet.child"
_IMPORT_ROOT: Final = str(Path(__file__).parents[3])
_LONGEST_COMPLAINT: Final = 2000


def read_workbook(path: Path, *, limits: Limits = Limits(), name: str = "") -> Workbook:  # noqa: B008
    """The sheets of a file, whatever its name says it is.

    name: what to call the file in messages; its own name by default.
    Raises UnreadableFile, see `trithuc.importers.reading.SENTENCES` for the reasons.
    """
    file = name or path.name
    _refuse_by_size(path, file=file, limits=limits)
    spool = tempfile.TemporaryFile()  # noqa: SIM115 - the workbook closes it
    try:
        verdict = _verdict_of_child(path, spool, file=file, limits=limits)
        return _workbook(verdict, spool)
    except BaseException:
        spool.close()
        raise


def _refuse_by_size(path: Path, *, file: str, limits: Limits) -> None:
    try:
        size = path.stat().st_size
        is_file = path.is_file()
    except OSError as error:
        raise UnreadableFile("file-missing", file=file) from error
    if not is_file or not os.access(path, os.R_OK):
        raise UnreadableFile("file-missing", file=file)
    if size == 0:
        raise UnreadableFile("file-empty", file=file)
    if size > limits.file_bytes:
        raise UnreadableFile(
            "file-too-large",
            file=file,
            megabytes=str(size // MEGABYTE),
            limit=str(limits.file_bytes // MEGABYTE),
        )


def _verdict_of_child(path: Path, spool: IO[bytes], *, file: str, limits: Limits) -> dict[str, Any]:
    task = {"path": str(path.absolute()), "file": file, "limits": asdict(limits)}
    with _child(spool) as child:
        try:
            verdict, complaint = child.communicate(json.dumps(task).encode(), limits.seconds)
        except subprocess.TimeoutExpired as error:
            raise UnreadableFile("time-exceeded", file=file, limit=str(limits.seconds)) from error
        finally:
            child.kill()
    if child.returncode == 0:
        return dict(json.loads(verdict))
    raise _unreadable_after(child.returncode, complaint, file=file, limits=limits)


def _child(spool: IO[bytes]) -> subprocess.Popen[bytes]:
    # Nothing of the parent's environment is handed on: it may hold secrets, and is not needed.
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-P", "-s", "-m", CHILD_MODULE, str(spool.fileno())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pass_fds=[spool.fileno()],
        env={"PYTHONPATH": _IMPORT_ROOT, "LC_ALL": "C.UTF-8"},
    )


def _unreadable_after(
    return_code: int, complaint: bytes, *, file: str, limits: Limits
) -> UnreadableFile:
    """What the end of a child that gave no verdict means."""
    if return_code == -signal.SIGXCPU:
        return UnreadableFile("time-exceeded", file=file, limit=str(limits.seconds))
    if return_code == -signal.SIGABRT and b"memory allocation" in complaint:
        megabytes = str(limits.memory_bytes // MEGABYTE)
        return UnreadableFile("memory-exceeded", file=file, limit=megabytes)
    if return_code in (-signal.SIGKILL, -signal.SIGTERM, -signal.SIGINT):
        return UnreadableFile("reader-stopped", file=file)
    error = UnreadableFile("file-damaged", file=file)
    error.add_note(complaint[-_LONGEST_COMPLAINT:].decode("utf-8", "replace"))
    return error


def _workbook(verdict: dict[str, Any], spool: IO[bytes]) -> Workbook:
    if "unreadable" in verdict:
        raise UnreadableFile(verdict["unreadable"], **verdict["parameters"])
    return Workbook(
        sheets=tuple(Sheet(spool=spool, **sheet) for sheet in verdict["sheets"]),
        notices=tuple(
            Problem("", "", reason, tuple(parameters.items()))
            for reason, parameters in verdict["notices"]
        ),
        format=verdict["format"],
        encoding=verdict["encoding"],
        spool=spool,
    )
