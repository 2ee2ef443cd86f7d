"""`trithuc COMMAND`: the library on files, JSON lines in and JSON lines out, without a database.

Reach for it from a shell; from Python call the library itself. To add a command, write its two
functions (its arguments, its run) and put them into `COMMANDS`. Invariant: exit code 0 only when
every record was read; what a command needs is imported when it runs, so that help comes at once.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from trithuc.jsonlines import (
    Problems,
    identifier,
    optional_text,
    records,
    required_text,
    write_line,
)

if TYPE_CHECKING:
    from trithuc.categorise import Document

BATCH: Final = 200
INTERRUPTED: Final = 130


@dataclass(frozen=True, slots=True)
class Command:
    """add_arguments: to the command's own parser. run: writes to standard output."""

    name: str
    help: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, Problems], None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code: 0 when every record was read, 1 when not, 2 for a wrong command line."""
    options = _parser().parse_args(arguments)
    problems = Problems(sys.stderr)
    try:
        options.run(options, problems)
        sys.stdout.flush()
    except BrokenPipeError:
        _close_quietly()
        return 1
    except KeyboardInterrupt:
        _close_quietly()
        return INTERRUPTED
    return int(problems.count > 0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="trithuc", description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in COMMANDS:
        own = commands.add_parser(command.name, help=command.help, description=command.help)
        command.add_arguments(own)
        own.set_defaults(run=command.run)
    return parser


def _close_quietly() -> None:
    """Whoever read us has gone: keep the interpreter from flushing into nothing at its exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _add_categorise_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help='JSON lines {"id", "text", "title"?, "language"?}'
    )


def _categorise(options: argparse.Namespace, problems: Problems) -> None:
    from trithuc.categorise import categorise_many

    read = records(options.files, _text_to_place, problems)
    while batch := list(islice(read, BATCH)):
        answers = categorise_many(document for _, document in batch)
        for (id, _), answer in zip(batch, answers, strict=True):
            write_line(sys.stdout.buffer, {"id": id, **asdict(answer)})


def _text_to_place(record: Mapping[str, object]) -> tuple[str | int, Document]:
    from trithuc.categorise import Document

    return identifier(record, "id"), Document(
        text=required_text(record, "text"),
        title=optional_text(record, "title"),
        language=optional_text(record, "language"),
    )


def _add_match_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--candidates",
        required=True,
        metavar="FILE",
        help='JSON lines {"id", "profile"?, "works"?: [{"id"?, "title", "abstract"?, "year"?}], …}',
    )
    parser.add_argument(
        "--needs", required=True, metavar="FILE", help='JSON lines {"id", "text", "title"?, …}'
    )
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument(
        "--top", type=_positive, default=10, metavar="N", help="how many at most (10)"
    )
    shown.add_argument("--all", action="store_true", help="every candidate, without evidence")
    parser.add_argument("--as-of", type=int, metavar="YEAR", help="the year works age from")
    parser.add_argument("--embedder", metavar="DIRECTORY", help="a multilingual embedding model")


def _match(options: argparse.Namespace, problems: Problems) -> None:
    from trithuc.matching.command import run

    run(options, problems)


def _positive(text: str) -> int:
    """Raises ValueError, which argparse tells, for anything but a whole number above 0."""
    if (number := int(text)) < 1:
        raise ValueError(text)
    return number


COMMANDS: Final = (
    Command(
        name="categorise",
        help="place texts in sectors, with the words that say so",
        add_arguments=_add_categorise_arguments,
        run=_categorise,
    ),
    Command(
        name="match",
        help="rank candidates for needs, with the reasons",
        add_arguments=_add_match_arguments,
        run=_match,
    ),
)

if __name__ == "__main__":
    sys.exit(main())
