"""What a benchmark found, as Markdown, and the sections of docs/benchmarks.md that hold it.

Invariant: only what stands between a section's two marks is ever written anew.
"""

from __future__ import annotations

import datetime
import os
import platform
import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
GIGABYTE = 1024**3


@dataclass(frozen=True)
class Target:
    """A promise, what was found of it, and whether it holds."""

    promise: str
    found: str
    is_met: bool


@dataclass(frozen=True)
class Report:
    """subject: what was measured, in a sentence. rows: of the table, its headings apart."""

    subject: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    targets: Sequence[Target] = ()

    @property
    def misses_a_target(self) -> bool:
        return not all(target.is_met for target in self.targets)

    def markdown(self) -> str:
        parts = [self.subject, table(self.headings, self.rows)]
        if self.targets:
            headings = ("target", "found", "")
            verdicts = [(one.promise, one.found, _verdict(one)) for one in self.targets]
            parts.append(table(headings, verdicts))
        return "\n\n".join(parts)


def _verdict(target: Target) -> str:
    return "met" if target.is_met else "**missed**"


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The first column holds words, the others figures."""
    rule = ["---", *["---:"] * (len(headings) - 1)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (headings, rule, *rows))


def quantile(values: Sequence[float], percent: int) -> float:
    """The smallest of the values that `percent` of them do not exceed, interpolated."""
    if len(values) == 1:
        return values[0]
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def circumstances() -> str:
    """When and on what: figures of a busy machine are not those of a quiet one."""
    system = platform.freedesktop_os_release()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIGABYTE
    return (
        f"{datetime.date.today().isoformat()}, {os.cpu_count()} cores, {memory:.0f} GB, "
        f"{system['NAME'].split()[0]} {system.get('VERSION_ID', '')}, "
        f"Python {platform.python_version()}, load average {os.getloadavg()[0]:.1f} at the start"
    )


def write_section(name: str, text: str, page: Path = PAGE) -> None:
    """Put `text` between the marks of section `name`. Raises ValueError where they are missing."""
    begin, end = f"<!-- begin: {name} -->", f"<!-- end: {name} -->"
    section = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    written, found = section.subn(
        lambda _: f"{begin}\n\n{text}\n\n{end}", page.read_text(encoding="utf-8")
    )
    if found != 1:
        raise ValueError(f"{page} has no section between {begin} and {end}")
    page.write_text(written, encoding="utf-8")
