import pytest

from trithuc.identifiers import openalex


@pytest.mark.parametrize(
    ("typed", "normalized"),
    [
        ("A5023888391", "A5023888391"),
        ("w2741809807", "W2741809807"),
        ("https://openalex.org/W2741809807", "W2741809807"),
        ("https://openalex.org/works/W2741809807/", "W2741809807"),
        ("https://api.openalex.org/authors/A5023888391", "A5023888391"),
        ("openalex:I27837315", "I27837315"),
        ("T11636", "T11636"),
    ],
)
def test_normalize_gives_one_spelling(typed, normalized):
    assert openalex.normalize(typed) == normalized
    assert openalex.is_valid(typed)


@pytest.mark.parametrize(
    "typed", ["", "5023888391", "A", "A0", "X123", "A12B", "https://example.org/A5023888391"]
)
def test_normalize_refuses_what_is_no_openalex_id(typed):
    assert openalex.normalize(typed) is None
    assert not openalex.is_valid(typed)


def test_format_gives_the_address():
    assert openalex.format("W2741809807") == "https://openalex.org/W2741809807"
