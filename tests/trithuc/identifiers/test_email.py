import unicodedata

import pytest

from trithuc.identifiers import email


@pytest.mark.parametrize(
    ("typed", "normalized"),
    [
        ("lan@example.org", "lan@example.org"),
        ("  Lan.Nguyen@Example.ORG ", "lan.nguyen@example.org"),
        ("mailto:lan@example.org", "lan@example.org"),
        ("Nguyễn Thị Lan <lan@example.org>", "lan@example.org"),
        ("<lan@example.org>;", "lan@example.org"),
        ("lan+seminar@example.org", "lan+seminar@example.org"),
        ("o'brien@example.org", "o'brien@example.org"),
        ("lan@sub.example.co.uk", "lan@sub.example.co.uk"),
        ("lan@example.org.", "lan@example.org"),
        ("lan＠example.org", "lan@example.org"),
        ("lan@müller.example", "lan@müller.example"),
        ("lan@xn--mller-kva.example", "lan@müller.example"),
        ("用户@例子.公司", "用户@例子.公司"),
        ("lân@example.org", "lân@example.org"),
        (unicodedata.normalize("NFD", "lân@example.org"), "lân@example.org"),
    ],
)
def test_normalize_gives_one_spelling(typed, normalized):
    assert email.normalize(typed) == normalized
    assert email.is_valid(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "lan",
        "lan@",
        "@example.org",
        "lan@example",
        "lan(at)example.org",
        "lan@@example.org",
        "lan@example.org, an@example.org",
        "lan@example.org an@example.org",
        "lan@exam ple.org",
        "lan@-example.org",
        "lan@example..org",
        ".lan@example.org",
        "la..n@example.org",
        "lan@127.0.0.1",
        '"la n"@example.org',
        "l" * 65 + "@example.org",
        "lan@" + "e" * 250 + ".org",
        "lan@" + "example." * 40 + "org",
    ],
)
def test_normalize_refuses_what_is_not_one_address(typed):
    assert email.normalize(typed) is None
    assert not email.is_valid(typed)


def test_format_shows_the_address_as_it_is_stored():
    assert email.format("lan@example.org") == "lan@example.org"
