import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trithuc.names import ALIKE, ParsedName, compare, parse, variants
from trithuc.text.folding import fold

SPELLINGS = [
    row["spelling"]
    for row in csv.DictReader(
        (Path(__file__).parent / "spellings.tsv").read_text(encoding="utf-8").splitlines(),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Nguyễn Văn An", "Nguyen Van An"),
        ("Nguyễn Văn An", "An Văn Nguyễn"),
        ("Nguyễn Văn An", "Văn An Nguyễn"),
        ("Nguyễn Văn An", "Nguyễn, Văn An"),
        ("Nguyễn Văn An", "A. V. Nguyễn"),
        ("Nguyễn Văn An", "Nguyen Van A."),
        ("Nguyễn Văn An", "NGUYỄN Văn-An"),
        ("Đỗ Bình", "B. Do"),
        ("Jean-Pierre Dupont", "Dupont, Jean-Pierre"),
        ("Jean-Pierre Dupont", "J.-P. Dupont"),
        ("Jan van der Berg", "Berg, Jan van der"),
        ("Jan van der Berg", "van der Berg, J."),
        ("Zoé Lefèvre", "Zoe Lefevre"),
        ("Hans Müller", "Hans Mueller"),
        ("阮志勇", "Nguyễn Chí Dũng"),
        ("阮志勇", "Nguyen Chi Dung"),
        ("阮志勇", "Zhiyong Ruan"),
        ("陈省身", "陳省身"),
        ("欧阳修", "Ouyang Xiu"),
        ("Lan", "Lan"),
        ("Đào", "Dao"),
    ],
)
def test_variants_are_spellings_in_use(name, expected):
    assert expected in variants(name)


@pytest.mark.parametrize("name", SPELLINGS)
def test_every_variant_is_found_alike_the_name_it_was_made_from(name):
    for variant in variants(name):
        assert compare(name, variant).score >= ALIKE, variant


def test_variants_begin_with_the_name_as_displayed_and_hold_none_twice():
    for name in SPELLINGS:
        found = variants(name)
        assert found[0] == parse(name).display_name
        assert len(set(found)) == len(found) <= 60


def test_variants_follow_parts_that_are_known_better():
    known = ParsedName("Mai", "", "Linh", "Mai Linh", 1.0)

    assert "L. Mai" in variants(known)
    assert "M. Linh" not in variants(known)


@given(st.text())
def test_variants_answer_whatever_is_typed(text):
    assert all(isinstance(one, str) for one in variants(text))


@given(st.text())
def test_folding_again_changes_no_variant_any_more(text):
    assert all(fold(fold(one)) == fold(one) for one in variants(text))
