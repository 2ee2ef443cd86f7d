"""A poorer spelling of what the register has is nothing new; a richer or another one is."""

from __future__ import annotations

import pytest

from caunoi.imports.nothing_new import (
    says_nothing_new_of_affiliation,
    says_nothing_new_of_name,
)


@pytest.mark.parametrize(
    ("here", "stated", "is_nothing_new"),
    [
        ("Nguyễn Văn An", "Nguyễn Văn An", True),
        ("Nguyễn Văn An", "NGUYEN VAN AN", True),
        ("Nguyễn Văn An", "Van An Nguyen", True),
        ("Nguyen Van An", "Nguyễn Văn An", False),
        ("Nguyễn Văn An", "Nguyễn Văn Ân", False),
        ("Nguyễn Văn An", "Nguyễn Văn Bình", False),
        ("Nguyễn Văn An", "阮文安", False),
        ("Jürgen Müller", "Jurgen Muller", True),
        ("Jurgen Muller", "Jürgen Müller", False),
        ("Hélène Lefèvre", "HELENE LEFEVRE", True),
        ("Hélène Lefèvre", "Hélène Lefèvre-Trần", False),
        ("Jan van den Berg", "van den Berg Jan", True),
        ("Mary Smith", "Mary Smith", True),
    ],
)
def test_a_name_that_only_lost_marks_case_or_order_says_nothing_new(here, stated, is_nothing_new):
    assert says_nothing_new_of_name(here, stated) is is_nothing_new


@pytest.mark.parametrize(
    ("here", "stated", "is_nothing_new"),
    [
        (["KU Leuven", "Professor"], ["ku leuven", ""], True),
        (["KU Leuven", "Professor"], ["KU Leuven", "Professor"], True),
        (["Đại học Huế", ""], ["Dai hoc Hue", ""], True),
        (["KU Leuven", ""], ["KU Leuven", "Professor"], False),
        (["KU Leuven", "Professor"], ["KU Leuven", "Dean"], False),
        (["KU Leuven", "Professor"], ["UGent", "Professor"], False),
        (["清华大学", "教授"], ["清华大学", ""], True),
    ],
)
def test_a_body_without_its_position_says_nothing_new(here, stated, is_nothing_new):
    assert says_nothing_new_of_affiliation(here, stated) is is_nothing_new
