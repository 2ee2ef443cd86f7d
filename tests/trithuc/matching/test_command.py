"""`trithuc match`: what it writes, what it says of bad lines, and its exit code."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from trithuc.cli import main

CANDIDATES = (
    '{"id": "h", "works": [{"id": "w", "title": "Hydrogen storage", "year": 2024}]}',
    '{"id": 7, "profile": "Breeding rice for saline soils.", "sectors": ["agriculture"]}',
    '{"id": "silent"}',
)
NEEDS = (
    '{"id": "n1", "text": "Cần chuyên gia về lưu trữ hydro."}',
    '{"id": 2, "text": "Lúa chịu mặn", "language": "vi"}',
    '{"id": "nothing", "text": ""}',
)


@dataclass(frozen=True)
class Done:
    """What the command left behind."""

    returncode: int
    stdout: bytes
    stderr: str


def match(folder: Path, candidates: Iterable[str], needs: Iterable[str], *options: str) -> Done:
    """The command on two files, within this process: what it loads is loaded once."""
    for name, lines in (("c.jsonl", candidates), ("n.jsonl", needs)):
        (folder / name).write_bytes("\n".join(lines).encode("utf-8", "surrogateescape"))
    stdout, stderr = io.TextIOWrapper(io.BytesIO()), io.StringIO()
    with chdir(folder), redirect_stdout(stdout), redirect_stderr(stderr):
        try:
            code = main(["match", "--candidates", "c.jsonl", "--needs", "n.jsonl", *options])
        except SystemExit as refused:
            code = int(refused.code or 0)
    return Done(code, stdout.buffer.getvalue(), stderr.getvalue())


def answers(done: Done) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_line_for_each_need_with_matches_and_evidence(tmp_path: Path) -> None:
    done = match(tmp_path, CANDIDATES, NEEDS)
    assert (done.returncode, done.stderr) == (0, "")
    hydrogen, rice, nothing = answers(done)
    assert list(hydrogen) == ["need", "language", "semantic", "matches"]
    assert (hydrogen["need"], hydrogen["language"], hydrogen["semantic"]) == ("n1", "vi", False)
    assert [one["candidate"] for one in hydrogen["matches"]] == ["h"]
    assert rice["matches"][0]["candidate"] == 7
    assert nothing == {"need": "nothing", "language": "unknown", "semantic": False, "matches": []}
    (reason, *_) = hydrogen["matches"][0]["evidence"]
    assert list(reason) == ["work", "text", "concepts", "feature", "score"]
    assert (reason["work"], reason["text"]) == ("w", "Hydrogen storage")
    assert reason["concepts"] == ["hydrogen-storage"]


def test_all_gives_every_candidate_the_same_score_without_evidence(tmp_path: Path) -> None:
    best = answers(match(tmp_path, CANDIDATES, NEEDS))
    for shown, every in zip(
        best, answers(match(tmp_path, CANDIDATES, NEEDS, "--all")), strict=True
    ):
        scores = {one["candidate"]: one["score"] for one in every["matches"]}
        assert len(scores) == len(CANDIDATES)
        assert all(list(one) == ["candidate", "score"] for one in every["matches"])
        for one in shown["matches"]:
            assert scores[one["candidate"]] == one["score"]


def test_same_input_same_output(tmp_path: Path) -> None:
    once, again = (match(tmp_path, CANDIDATES, NEEDS).stdout for _ in range(2))
    assert once == again


@pytest.mark.parametrize(
    ("candidate", "reason"),
    [
        ("[]", "expected an object, found a list"),
        ('{"id": "h"}', 'the id "h" stands on an earlier line'),
        ('{"id": "x", "works": [{"title": 3}]}', '"title" should be text, not a number'),
        ('{"id": "x', "not JSON: Unterminated string starting at at character 8"),
        ('{"id": "\udcff"}', "not UTF-8 at byte 9"),
    ],
)
def test_a_bad_candidate_is_named_and_skipped(tmp_path: Path, candidate: str, reason: str) -> None:
    done = match(tmp_path, [*CANDIDATES, candidate], NEEDS)
    assert done.returncode == 1
    assert done.stderr == f"c.jsonl:4: {reason}\n"
    assert done.stdout == match(tmp_path, CANDIDATES, NEEDS).stdout


def test_a_bad_need_is_named_and_skipped(tmp_path: Path) -> None:
    done = match(tmp_path, CANDIDATES, [NEEDS[0], '{"id": "n"}', NEEDS[0], NEEDS[1]])
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        'n.jsonl:2: "text" is missing',
        'n.jsonl:3: the id "n1" stands on an earlier line',
    ]
    assert [one["need"] for one in answers(done)] == ["n1", 2]


def test_no_candidates_is_no_match_and_no_error(tmp_path: Path) -> None:
    done = match(tmp_path, [], NEEDS)
    assert (done.returncode, done.stderr) == (0, "")
    assert all(one["matches"] == [] for one in answers(done))


def test_age_is_counted_from_the_year_given(tmp_path: Path) -> None:
    fresh, aged = (
        answers(match(tmp_path, CANDIDATES, NEEDS[:1], "--as-of", year))[0]["matches"][0]["score"]
        for year in ("2024", "2040")
    )
    assert aged < fresh


def test_an_embedder_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = match(tmp_path, CANDIDATES, NEEDS, "--embedder", "nowhere")
    assert done.returncode == 1
    assert done.stderr.startswith("nowhere: ")
    assert done.stdout == b""


@pytest.mark.parametrize("options", [["--top", "0"], ["--top", "x"], ["--top", "3", "--all"]])
def test_a_wrong_command_line_is_told(tmp_path: Path, options: list[str]) -> None:
    assert match(tmp_path, CANDIDATES, NEEDS, *options).returncode == 2
