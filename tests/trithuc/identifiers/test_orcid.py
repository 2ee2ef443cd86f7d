import pytest

from trithuc.identifiers import orcid

# Josiah Carberry, the invented person of ORCID's own examples.
CARBERRY = "0000-0002-1825-0097"


@pytest.mark.parametrize(
    "typed",
    [
        "0000-0002-1825-0097",
        "https://orcid.org/0000-0002-1825-0097",
        "http://www.orcid.org/0000-0002-1825-0097/",
        "orcid.org/0000-0002-1825-0097",
        "ORCID: 0000-0002-1825-0097",
        "ORCID iD 0000-0002-1825-0097",
        "0000 0002 1825 0097",
        "0000000218250097",
        "0000–0002–1825–0097",
        "0000‑0002‑1825‑0097",
        "００００-０００２-１８２５-００９７",
        "  <https://orcid.org/0000-0002-1825-0097>, ",
        "\u200b0000-0002-1825-0097",
    ],
)
def test_normalize_gives_one_spelling(typed):
    assert orcid.normalize(typed) == CARBERRY
    assert orcid.is_valid(typed)


@pytest.mark.parametrize(
    "typed", ["0000-0002-1694-233X", "0000-0002-1694-233x", "000000021694233x"]
)
def test_normalize_writes_the_check_character_as_a_capital(typed):
    assert orcid.normalize(typed) == "0000-0002-1694-233X"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "0000-0002-1825-0098",
        "0000-0002-1825-009X",
        "0000-0002-1852-0097",
        "0000-0002-1825",
        "0000-0002-1825-00977",
        "X000-0002-1825-0097",
        "https://example.org/0000-0002-1825-0097",
        "0000-0002-1825-0097 0000-0002-1694-233X",
        "Nguyễn Văn An",
        "0" * 100_000,
    ],
)
def test_normalize_refuses_what_is_no_orcid(typed):
    assert orcid.normalize(typed) is None
    assert not orcid.is_valid(typed)


@pytest.mark.parametrize("place", [place for place in range(19) if CARBERRY[place] != "-"])
def test_any_one_wrong_digit_is_noticed(place):
    for digit in set("0123456789") - {CARBERRY[place]}:
        assert not orcid.is_valid(CARBERRY[:place] + digit + CARBERRY[place + 1 :])


def test_format_gives_the_address():
    assert orcid.format(CARBERRY) == "https://orcid.org/0000-0002-1825-0097"
