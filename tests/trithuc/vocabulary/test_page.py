"""docs/vocabulary.md shows what its example prints."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs" / "vocabulary.md"


def test_the_example_prints_what_the_page_says() -> None:
    page = PAGE.read_text(encoding="utf-8")
    example, printed = re.findall(r"```(?:python|text)\n(.*?)```", page, flags=re.DOTALL)[:2]

    ran = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", example],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )

    assert ran.stdout == printed
