import re

import pytest

from trithuc.names import name_key, typed_words


def finds(typed: str, name: str) -> bool:
    """As a list does that searches by the key of a name."""
    key = name_key(name)
    return all(fits(word, key) for word in typed_words(typed))


def fits(word, key: str) -> bool:
    words = key.split()
    return (
        any(one in key for one in word.anywhere)
        or any(one in words for one in word.whole)
        or (bool(word.together) and all(set(group) & set(words) for group in word.together))
        or (bool(word.initials) and all(re.search(rf"\b{one}", key) for one in word.initials))
    )


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        # Vietnamese
        ("Nguyễn Chí Dũng", "Nguyễn Chí Dũng"),
        ("dung nguyen", "Nguyễn Chí Dũng"),
        ("Chí Dũ", "Nguyễn Chí Dũng"),
        ("C. D. Nguyễn", "Nguyễn Chí Dũng"),
        ("Nguyễn, C.D.", "Nguyễn Chí Dũng"),
        ("Nguyen CD", "Nguyễn Chí Dũng"),
        ("NGUYEN Chi-Dung", "Nguyễn Chí Dũng"),
        ("Lí Thị Mĩ", "Lý Thị Mỹ"),
        ("Ly Thi My", "Lí Thị Mĩ"),
        # Chinese characters and Vietnamese, both ways
        ("阮志勇", "Nguyễn Chí Dũng"),
        ("阮志勇", "NGUYEN Chi Dung"),
        ("阮志勇", "Dũng Chí Nguyễn"),
        ("范明政", "Phạm Minh Chính"),
        ("Nguyễn Chí Dũng", "阮志勇"),
        ("nguyen chi dung", "阮志勇"),
        ("Phạm Minh Chính", "范明政"),
        ("Trần", "陳明"),
        ("Trần", "陈明"),
        # Chinese alone
        ("陳明", "陈明"),
        ("陈明", "陳明"),
        # German, French, Dutch
        ("Mueller", "Hans Müller"),
        ("Müller", "Hans Mueller"),
        ("J.-P. Dupont", "Jean-Pierre Dupont"),
        ("Lefevre", "Marie Lefèvre"),
        ("van der Berg, J.", "Jan van der Berg"),
        ("D'Hondt", "Els D’Hondt"),
        # English
        ("Smith J", "John Smith"),
    ],
)
def test_a_name_is_found_by_what_is_typed(typed, name):
    assert finds(typed, name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("阮志勇", "Nguyễn Chí Hùng"),
        ("阮志勇", "Nguyễn Chinh Dũng"),
        ("Nguyễn Chí Dũng", "阮志明"),
        ("C. D. Trần", "Nguyễn Chí Dũng"),
        ("X. Nguyễn", "Nguyễn Chí Dũng"),
        ("Hue", "Hans Huhn"),
        ("Lý", "Linh Trần"),
        ("Mueller", "Hans Mull"),
    ],
)
def test_and_not_by_another(typed, name):
    assert not finds(typed, name)


@pytest.mark.parametrize("nothing", ["", " ", "–", "…"])
def test_nothing_typed_is_no_word(nothing):
    assert typed_words(nothing) == ()


def test_characters_nobody_can_read_are_looked_for_as_they_are():
    (word,) = typed_words("阮㐀")

    assert "阮㐀" in word.anywhere
    assert word.together == ()
