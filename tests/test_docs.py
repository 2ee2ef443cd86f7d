"""docs/cli.md says what the command line says of itself.

`UPDATE_DOCS=1 pytest tests/test_docs.py` writes it anew.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from caunoi.cli import build_parser

PAGE = Path(__file__).parent.parent / "docs" / "cli.md"
NOTE = "Written by `tests/test_docs.py` from what `caunoi --help` says. Do not edit it by hand."


def commands_of(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Those that the help lists; processes that `serve` starts for itself are not among them."""
    for group in parser._actions:
        if isinstance(group, argparse._SubParsersAction):
            for listed in group._choices_actions:
                yield listed.dest, group.choices[listed.dest]


def arguments_of(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    skipped = argparse._HelpAction | argparse._SubParsersAction
    return [action for action in parser._actions if not isinstance(action, skipped)]


def value_of(action: argparse.Action) -> str:
    if action.nargs == 0:
        return ""
    if action.choices:
        return "|".join(map(str, action.choices))
    if isinstance(action.metavar, str):
        return action.metavar
    return action.dest.upper()


def spelling_of(action: argparse.Action) -> str:
    """As it is typed: `--port PORT`, or `FILE...` for what stands without a word before it."""
    words = [*action.option_strings[-1:], value_of(action)]
    return " ".join(filter(None, words)) + ("..." if action.nargs == "+" else "")


def usage_of(name: str, parser: argparse.ArgumentParser) -> str:
    parts = [
        spelling_of(action) if action.required else f"[{spelling_of(action)}]"
        for action in arguments_of(parser)
    ]
    return " ".join(["caunoi", name, *parts])


def argument_lines(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in arguments_of(parser):
        told = (action.help or "") % {"default": action.default}
        yield f"- `{spelling_of(action)}`: {told}."


def cli_page() -> str:
    parser = build_parser()
    usage = "caunoi [--data-dir FOLDER] COMMAND ..."
    blocks = ["# `caunoi` on the command line", NOTE, parser.description, f"    {usage}"]
    blocks += ["\n".join(argument_lines(parser)), parser.epilog]
    for name, command in commands_of(parser):
        blocks += [f"## `caunoi {name}`", command.description, f"    {usage_of(name, command)}"]
        blocks.append("\n".join(argument_lines(command)))
    return "\n\n".join(filter(None, blocks)) + "\n"


def test_the_page_on_the_command_line_is_up_to_date() -> None:
    if os.environ.get("UPDATE_DOCS"):
        PAGE.write_text(cli_page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == cli_page(), "UPDATE_DOCS=1 writes it anew"


@pytest.mark.parametrize("command", ["serve", "stop", "demo", "invite", "import", "undo"])
def test_every_command_for_people_has_its_section(command: str) -> None:
    assert f"\n## `caunoi {command}`\n" in cli_page()


@pytest.mark.parametrize("child", ["web", "worker"])
def test_what_serve_starts_for_itself_is_not_described(child: str) -> None:
    assert f"caunoi {child}" not in cli_page()


def test_every_command_and_argument_says_what_it_is_for() -> None:
    for name, command in commands_of(build_parser()):
        assert command.description, name
        for action in arguments_of(command):
            assert action.help, (name, action.dest)
