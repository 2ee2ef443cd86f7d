"""The process that opens a file from outside: reads it whole, writes rows, says its verdict.

Started by `reader` and by nothing else: `python -m trithuc.importers.spreadsheet.child SPOOL_FD`,
with the task as JSON on standard input. Rows go to the spool as JSON lines, the verdict to standard
output. Invariant: it bounds its own memory and time before it opens the file, and a file's fault is
a verdict, not a crash, wherever Python can tell.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path
from typing import IO, Any

from trithuc.importers.reading import UnreadableFile
from trithuc.importers.spreadsheet.formats import HEAD_BYTES, Container, container_of
from trithuc.importers.spreadsheet.limits import MEGABYTE, Limits
from trithuc.importers.spreadsheet.spooling import Spooling, is_disk_full


def main() -> None:
    task = json.load(sys.stdin)
    limits = Limits(**task["limits"])
    _bind_self(limits)
    spool = os.fdopen(int(sys.argv[1]), "wb", buffering=MEGABYTE)
    verdict = _verdict(Path(task["path"]), spool, file=task["file"], limits=limits)
    json.dump(verdict, sys.stdout)
    sys.stdout.flush()
    # Closing the spool would fail once more on a full disk, and freeing a large sheet takes time.
    os._exit(0)


def _bind_self(limits: Limits) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 1))


def _verdict(path: Path, spool: IO[bytes], *, file: str, limits: Limits) -> dict[str, Any]:
    spooling = Spooling(spool, file=file, limits=limits)
    try:
        read_into(spooling, path)
        spool.flush()
        return spooling.verdict()
    except UnreadableFile as error:
        return {"unreadable": error.reason, "parameters": dict(error.parameters)}
    except MemoryError:
        megabytes = str(limits.memory_bytes // MEGABYTE)
        return _refusal("memory-exceeded", file=file, limit=megabytes)
    except OSError as error:
        return _refusal("no-room-on-disk" if is_disk_full(error) else "file-missing", file=file)


def _refusal(reason: str, **parameters: str) -> dict[str, Any]:
    return {"unreadable": reason, "parameters": parameters}


def read_into(spooling: Spooling, path: Path) -> None:
    """Write every row of the file to the spool.

    Raises UnreadableFile.
    """
    # The readers are imported by need: each costs more to load than a small file to read.
    with path.open("rb") as content:
        container = container_of(content.read(HEAD_BYTES), file=spooling.file)
    if container is Container.TEXT:
        from trithuc.importers.spreadsheet.text_reader import read_text

        read_text(spooling, path)
    else:
        from trithuc.importers.spreadsheet.cell_reader import read_cells

        read_cells(spooling, path, container)


if __name__ == "__main__":
    main()
