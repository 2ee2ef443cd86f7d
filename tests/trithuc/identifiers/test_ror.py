import pytest

from trithuc.identifiers import ror


@pytest.mark.parametrize(
    "typed",
    [
        "02jmfj006",
        "02JMFJ006",
        "https://ror.org/02jmfj006",
        "http://www.ror.org/02jmfj006/",
        "ror.org/02jmfj006",
        "ROR: 02jmfj006",
        " <https://ror.org/02jmfj006> ",
    ],
)
def test_normalize_gives_one_spelling(typed):
    assert ror.normalize(typed) == "02jmfj006"
    assert ror.is_valid(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "02jmfj007",
        "02jmfj060",
        "02jmjf006",
        "12jmfj006",
        "02jmfj06",
        "02jmfj0066",
        "02jmfu006",
        "02ilou006",
        "https://example.org/02jmfj006",
        "grid.425938.1",
    ],
)
def test_normalize_refuses_what_is_no_ror_id(typed):
    assert ror.normalize(typed) is None
    assert not ror.is_valid(typed)


@pytest.mark.parametrize("real", ["001805t51", "05w54hk79", "02wsd5p50", "00397f963", "0031x3y66"])
def test_checksum_agrees_with_ids_that_were_given_out(real):
    assert ror.is_valid(real)


def test_format_gives_the_address():
    assert ror.format("02jmfj006") == "https://ror.org/02jmfj006"
