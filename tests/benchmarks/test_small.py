"""The benchmarks still run, and each keeps its promises that do not hang on speed.

What they measure is left to `python -m benchmarks`: a machine that runs tests is no quiet one.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks import cordis, imports, invented, names, pages, ror, same_proposals, start
from benchmarks.__main__ import BENCHMARKS
from benchmarks.reports import PAGE, Report, Target, quantile, write_section
from trithuc.identifiers import ror as ror_identifiers

PROJECT = Path(__file__).parents[2]


def found(report: Report, promise: str) -> Target:
    return next(target for target in report.targets if target.promise == promise)


# --- each of them, small ---


@pytest.mark.slow
def test_an_import_is_measured_beside_people_saved_one_by_one() -> None:
    report = imports.measure(imports.SMALL)

    assert "30 people with 10 proposals" in report.subject
    assert "First plan: 40 create;" in report.subject
    assert "left alone by the undo: 0" in report.subject
    assert found(report, "the second plan changes nothing").is_met
    assert [row[0] for row in report.rows if row[0].startswith("baseline")] == [
        "baseline: read with openpyxl",
        "baseline: save 5 people",
        "baseline: save 30 people, reckoned",
    ]


@pytest.mark.slow
def test_pages_are_measured_beside_those_of_a_small_register() -> None:
    report = pages.measure(pages.SMALL)

    assert found(report, "no page asks more queries of a larger register").is_met
    assert {"desk", "people", "person", "organisations", "events", "import, preview"} <= {
        row[0] for row in report.rows
    }


@pytest.mark.slow
def test_ror_is_measured_beside_its_lines_alone() -> None:
    report = ror.measure(ror.SMALL)

    read, baseline = report.rows[:2]
    assert read[1] == baseline[1] == "500"
    assert found(report, "the second plan changes nothing").is_met


@pytest.mark.slow
def test_cordis_is_measured_beside_its_tables_alone() -> None:
    report = cordis.measure(cordis.SMALL)

    assert "Invented: 40 projects, 160 records" in report.subject
    assert found(report, "the second plan changes nothing (invented)").is_met
    assert found(report, "undone, every table is as before (invented)").is_met


def test_names_are_measured_beside_sets_of_words() -> None:
    report = names.measure(names.SMALL)

    assert report.subject.startswith("60 invented Vietnamese names and 15 European ones")
    assert found(report, "variants found again ≥ 98 %").is_met
    assert found(report, "taken for one ≤ 0.5 %, however written").is_met


@pytest.mark.slow
def test_similar_proposals_are_looked_for_while_somebody_types() -> None:
    report = same_proposals.measure(same_proposals.SMALL)

    assert "60 proposals" in report.subject
    assert "request while typing" in {row[0] for row in report.rows}


@pytest.mark.slow
def test_a_second_start_is_measured_beside_the_first() -> None:
    try:
        report = start.measure(start.SMALL)
    except start.NotPrepared as missing:
        pytest.skip(str(missing))

    assert [row[0] for row in report.rows] == ["baseline: the first of the folder", "again, 1 of 1"]


# --- what they are made of ---


def test_invented_people_share_no_address_and_no_name() -> None:
    people = list(invented.people(range(10_000), organisations=300))

    assert len({person.email for person in people}) == 10_000
    assert len({person.display_name for person in people}) == 10_000
    assert 0.7 < sum("profile" in person.consents for person in people) / 10_000 < 0.8


def test_invented_ror_ids_are_valid_and_apart() -> None:
    ids = {invented.ror_id(number) for number in range(5_000)}

    assert len(ids) == 5_000
    assert all(ror_identifiers.is_valid(one) for one in ids)


@pytest.mark.parametrize(
    ("values", "percent", "expected"),
    [
        ([7.0], 95, 7.0),
        ([1.0, 2.0, 3.0], 50, 2.0),
        ([float(value) for value in range(101)], 95, 95.0),
    ],
)
def test_quantile(values: list[float], percent: int, expected: float) -> None:
    assert quantile(values, percent) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("scores", "recall"),
    [
        ([0.9, 0.8, 0.2, 0.1], 1.0),
        # To find the second, one would be wrong once in three.
        ([0.9, 0.2, 0.8, 0.1], 0.5),
        ([0.1, 0.2, 0.9, 0.8], 0.0),
    ],
)
def test_recall_at_a_precision(scores: list[float], recall: float) -> None:
    right = np.array([True, True, False, False])

    assert same_proposals.recall_at(np.array(scores), right) == recall


# --- the page ---


def test_only_what_stands_between_the_marks_is_written_anew(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("a\n<!-- begin: ror -->\nold\n<!-- end: ror -->\nz\n", encoding="utf-8")

    write_section("ror", r"new \1", page)

    expected = "a\n<!-- begin: ror -->\n\nnew \\1\n\n<!-- end: ror -->\nz\n"
    assert page.read_text(encoding="utf-8") == expected


def test_a_page_without_the_marks_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("nothing here\n", encoding="utf-8")

    with pytest.raises(ValueError, match="begin: ror"):
        write_section("ror", "new", page)

    assert page.read_text(encoding="utf-8") == "nothing here\n"


@pytest.mark.parametrize("name", BENCHMARKS)
def test_the_page_has_a_section_for_every_benchmark(name: str) -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert page.count(f"<!-- begin: {name} -->") == page.count(f"<!-- end: {name} -->") == 1


def test_a_benchmark_that_is_not_there_is_refused() -> None:
    called = subprocess.run(
        [sys.executable, "-m", "benchmarks", "nonsense"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
    )

    assert called.returncode == 2
    assert "there is no benchmark nonsense" in called.stderr
