"""Thirty proposals placed and answered from the desk by keyboard, as docs/benchmarks.md says."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import keyboard

pytestmark = pytest.mark.browser


def test_thirty_proposals_are_placed_and_answered_without_a_mouse(
    chromium: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = keyboard.measure(keyboard.FULL)

    with capsys.disabled():
        print(f"\n{report.markdown()}")
    assert [target for target in report.targets if not target.is_met] == []
