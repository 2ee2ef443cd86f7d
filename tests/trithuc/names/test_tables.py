import subprocess
import sys

import pytest

from trithuc.names.tables import (
    family_name_listed,
    family_names,
    is_chinese_family_name,
    is_given_name_listed,
    is_particle,
    is_vietnamese_syllable,
    other_names,
)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Nguyễn", "Nguyễn"),
        ("NGUYEN", "Nguyễn"),
        ("Trịnh", "Trịnh"),
        ("Vo", "Võ"),
        ("Hoàng", "Hoàng"),
    ],
)
def test_a_family_name_is_found_with_its_marks_or_without_any(word, name):
    assert family_name_listed(word).name == name


@pytest.mark.parametrize("word", ["Nguyền", "Smith", "", "王"])
def test_other_words_are_no_listed_family_name(word):
    assert family_name_listed(word) is None


def test_of_two_family_names_typed_alike_the_more_frequent_one_is_found():
    assert family_name_listed("Do").name == "Đỗ"
    assert family_name_listed("Le").name == "Lê"


def test_the_tables_hold_what_is_in_common_use():
    middle, given = other_names()

    assert len(family_names()) > 200
    assert {"Văn", "Thị"} <= set(middle)
    assert {"An", "Dũng", "Hương"} <= set(given)
    assert 85 < sum(name.percent for name in family_names()) < 100


@pytest.mark.parametrize(
    ("question", "yes", "no"),
    [
        (is_vietnamese_syllable, "Dũng", "Smith"),
        (is_given_name_listed, "Jean-Pierre", "Dupont"),
        (is_given_name_listed, "ZOE", "Lefèvre"),
        (is_chinese_family_name, "Wang", "Dupont"),
        (is_chinese_family_name, "Ouyang", "Zhiyong"),
        (is_particle, "Van", "Jan"),
        (is_particle, "’t", "Hof"),
    ],
)
def test_words_are_looked_up_whatever_their_case_and_marks(question, yes, no):
    assert question(yes)
    assert not question(no)


def test_nothing_is_read_before_it_is_asked_for():
    program = (
        "import trithuc.names\nfrom trithuc.names import readings, tables\n"
        "import sys\nreadings = sys.modules['trithuc.names.readings']\n"
        "print(sum(one.cache_info().currsize for one in (tables._family_names, "
        "tables._vietnamese_syllables, tables._european_given_names, readings._table)))"
    )
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert printed.stdout.strip() == "0", printed.stderr
