"""docs/matching.md shows what its example prints, and the weights as they are."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

from trithuc.matching import WEIGHTS

PAGE = (Path(__file__).parents[3] / "docs" / "matching.md").read_text(encoding="utf-8")


def test_the_example_prints_what_the_page_says() -> None:
    example, printed = re.findall(r"```(?:python|text)\n(.*?)```", PAGE, flags=re.DOTALL)[:2]
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(example, {})  # noqa: S102 – our own page
    assert output.getvalue() == printed


def test_the_table_holds_the_weights() -> None:
    shown = dict(re.findall(r"^\| (\w+) \| ([\d.]+) \|", PAGE, flags=re.MULTILINE))
    assert {name: float(weight) for name, weight in shown.items()} == dict(WEIGHTS)
