import pytest

from trithuc.identifiers import doi


@pytest.mark.parametrize(
    ("typed", "normalized"),
    [
        ("10.1000/xyz123", "10.1000/xyz123"),
        ("10.1000/XYZ123", "10.1000/xyz123"),
        ("https://doi.org/10.1000/xyz123", "10.1000/xyz123"),
        ("http://dx.doi.org/10.1000/xyz123", "10.1000/xyz123"),
        ("https://doi.org/10.1000%2Fxyz123", "10.1000/xyz123"),
        ("doi:10.1000/xyz123", "10.1000/xyz123"),
        ("DOI 10.1000/xyz123.", "10.1000/xyz123"),
        ("info:doi/10.1000/xyz123", "10.1000/xyz123"),
        ("10.1000.10/abc", "10.1000.10/abc"),
        ("10.1016/0010-8650(80)90003-X", "10.1016/0010-8650(80)90003-x"),
        ("10.1000/abc(1)", "10.1000/abc(1)"),
        ("10.1000/456#789", "10.1000/456#789"),
        ("10.1000/a%2Fb", "10.1000/a%2fb"),
        (
            "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O",
            "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o",
        ),
    ],
)
def test_normalize_gives_one_spelling(typed, normalized):
    assert doi.normalize(typed) == normalized
    assert doi.is_valid(typed)


@pytest.mark.parametrize(
    "typed", ["", "10.1000", "10.1000/", "11.1000/xyz", "10.1/x", "https://example.org/10", "x y"]
)
def test_normalize_refuses_what_is_no_doi(typed):
    assert doi.normalize(typed) is None
    assert not doi.is_valid(typed)


def test_format_gives_an_address_with_its_characters_escaped():
    assert doi.format("10.1000/456#789") == "https://doi.org/10.1000/456%23789"


@pytest.mark.parametrize("normalized", ["10.1000/456#789", "10.1000/a%2fb", "10.1000/a<b>c;2-o"])
def test_format_can_be_read_back(normalized):
    assert doi.normalize(doi.format(normalized)) == normalized
