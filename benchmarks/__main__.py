"""`python -m benchmarks [NAME...] [--small] [--write]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import partial

from benchmarks import (
    cordis,
    expert_finding,
    imports,
    keyboard,
    matching,
    names,
    need_at_scale,
    pages,
    ror,
    same_proposals,
    search,
    sectors,
    start,
)
from benchmarks.reports import PAGE, Report, circumstances, write_section

# By name: the benchmark at the size of docs/benchmarks.md, and small, to see that it runs.
BENCHMARKS: dict[str, tuple[Callable[[], Report], Callable[[], Report]]] = {
    module.__name__.rpartition(".")[2].replace("_", "-"): (
        partial(module.measure, module.FULL),
        partial(module.measure, module.SMALL),
    )
    for module in (
        cordis,
        expert_finding,
        imports,
        keyboard,
        matching,
        names,
        need_at_scale,
        pages,
        ror,
        same_proposals,
        search,
        sectors,
        start,
    )
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 1 if a target was missed at full size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHMARKS)}")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--small", action="store_true", help="only to see that they still run")
    how.add_argument("--write", action="store_true", help=f"put the figures into {PAGE.name}")
    options = parser.parse_args(arguments)
    if unknown := set(options.names) - set(BENCHMARKS):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}")
    reports = [run(name, options) for name in options.names or BENCHMARKS]
    return int(not options.small and any(report.misses_a_target for report in reports))


def run(name: str, options: argparse.Namespace) -> Report:
    full, small = BENCHMARKS[name]
    print(f"{name} …", file=sys.stderr, flush=True)
    when = circumstances()
    report = small() if options.small else full()
    command = f"    .venv/bin/python -m benchmarks {name}{' --small' if options.small else ''}"
    section = f"{command}\n\n{when}.\n\n{report.markdown()}"
    print(f"## {name}\n\n{section}\n", flush=True)
    if options.write:
        write_section(name, section)
    return report


if __name__ == "__main__":
    sys.exit(main())
