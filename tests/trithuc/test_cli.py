"""`trithuc categorise`: what it writes, what it says of bad lines, and its exit code."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

TRITHUC = [sys.executable, "-m", "trithuc.cli"]
GOOD = '{"id": "a", "title": "Năng lượng mặt trời", "text": "Điện gió và lưới điện thông minh"}'
FAST_ENOUGH = 0.3


def run(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*TRITHUC, *arguments], input=given, capture_output=True, check=False)


def test_a_line_for_each_text_with_its_sectors_and_evidence() -> None:
    done = run("categorise", given=GOOD.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    answer = json.loads(done.stdout)
    assert list(answer) == ["id", "language", "sectors", "needs_review"]
    assert (answer["id"], answer["language"]) == ("a", "vi")
    best = answer["sectors"][0]
    assert list(best) == ["code", "score", "assigned", "evidence"]
    assert (best["code"], best["assigned"]) == ("energy", True)
    record = json.loads(GOOD)
    for evidence in best["evidence"]:
        assert list(evidence) == ["field", "start", "end", "text", "concept"]
        assert record[evidence["field"]][evidence["start"] : evidence["end"]] == evidence["text"]


def test_bad_lines_are_named_and_skipped(tmp_path: Path) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_bytes(
        b"\xef\xbb\xbf"
        + GOOD.encode()
        + b'\r\n\r\nbroken\r\n{"id": 2}\r\n{"id": 3, "text": "\xff"}\r\n'
        + b'{"id": 4, "text": "x", "title": 5}\r\n{"id": 5, "text": ""}\r\n'
    )
    done = run("categorise", str(file))
    assert done.returncode == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a", 5]
    places = [line.split(": ")[0] for line in done.stderr.decode().splitlines()]
    assert places == [f"{file}:{number}" for number in (3, 4, 5, 6)]


def test_a_missing_file_is_told_and_the_exit_code_is_1(tmp_path: Path) -> None:
    done = run("categorise", str(tmp_path / "absent.jsonl"))
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().endswith("absent.jsonl: No such file or directory\n")


def test_no_lines_is_no_error() -> None:
    done = run("categorise", "-")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_the_same_input_gives_the_same_bytes() -> None:
    lines = "\n".join([GOOD, '{"id": "b", "text": "用AI技术 và robot 🙂 \\ud83d"}']).encode()
    assert run("categorise", given=lines).stdout == run("categorise", given=lines).stdout


def test_two_megabytes_in_one_line() -> None:
    line = json.dumps({"id": 1, "text": "năng lượng gió " * 140_000}).encode()
    done = run("categorise", given=line)
    assert done.returncode == 0
    assert json.loads(done.stdout)["sectors"][0]["code"] == "energy"


def test_a_reader_who_goes_away_is_no_crash() -> None:
    process = subprocess.Popen(
        [*TRITHUC, "categorise"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    process.stdout.close()
    _, told = process.communicate((GOOD + "\n").encode() * 500)
    assert process.returncode == 1
    assert told == b""


@pytest.mark.parametrize("arguments", [["--help"], ["categorise", "--help"]])
def test_help_comes_at_once(arguments: list[str]) -> None:
    def seconds() -> float:
        started = time.perf_counter()
        assert run(*arguments).returncode == 0
        return time.perf_counter() - started

    bare = min(_seconds_of_bare_python() for _ in range(3))
    assert min(seconds() for _ in range(3)) - bare < FAST_ENOUGH


def _seconds_of_bare_python() -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", ""], check=True)
    return time.perf_counter() - started


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys, trithuc, trithuc.cli;"
        "print(sorted({'numpy', 'rjieba', 'lingua', 'sklearn', 'django'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


def test_running_needs_no_scikit_learn_and_no_jieba_without_han() -> None:
    script = (
        "import sys; from trithuc.categorise import categorise; categorise('Solar power');"
        "print(sorted({'rjieba', 'sklearn', 'scipy', 'django'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


def test_a_wrong_command_line_is_told() -> None:
    assert run().returncode == 2
    assert run("divine").returncode == 2
