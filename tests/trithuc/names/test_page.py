"""docs/names.md shows what its example prints, and the scores as they are."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

from trithuc.names.comparison import SCORES

PAGE = (Path(__file__).parents[3] / "docs" / "names.md").read_text(encoding="utf-8")


def test_the_example_prints_what_the_page_says() -> None:
    example, printed = re.findall(r"```(?:python|text)\n(.*?)```", PAGE, flags=re.DOTALL)
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(example, {})  # noqa: S102 – our own page
    assert output.getvalue() == printed


def test_the_table_holds_the_scores() -> None:
    shown = re.findall(r"^\| ([\w-]+) \| ([\d.]+) \|", PAGE, flags=re.MULTILINE)
    assert {reason: float(score) for reason, score in shown} == dict(SCORES)


def test_the_page_names_every_table() -> None:
    named = set(re.findall(r"^\| `([\w.]+)` \|", PAGE, flags=re.MULTILINE))
    data = Path(__file__).parents[3] / "src" / "trithuc" / "names" / "data"
    assert named == {file.name for file in data.iterdir()}
