"""Facts as a reader expects them, in the reader's language."""

import pytest
from django.utils.translation import override

from caunoi.people.facts import Fact
from caunoi.people.wording import fact_in_words, sector_choices, way_label
from trithuc.vocabulary import sectors


@pytest.mark.parametrize(
    ("language", "field", "value", "words"),
    [
        ("en", Fact.COUNTRY, "BE", "Belgium"),
        ("vi", Fact.COUNTRY, "BE", "Bỉ"),
        ("en", Fact.COUNTRY, "", ""),
        ("en", Fact.COUNTRY, "X9", "X9"),
        ("en", Fact.LANGUAGES, ["vi", "nl"], "Vietnamese, Dutch"),
        ("vi", Fact.LANGUAGES, ["zh"], "Tiếng Trung"),
        ("en", Fact.WAYS, ["visit", "act_as_bridge"], "visit, act as a bridge"),
        ("en", Fact.SECTORS, ["cybersecurity"], "Cybersecurity"),
        ("vi", Fact.SECTORS, ["cybersecurity"], "An ninh mạng và an toàn thông tin"),
        ("en", Fact.SECTORS, ["dropped"], "dropped"),
        ("en", Fact.AFFILIATION, ["KU Leuven", ""], "KU Leuven"),
        ("en", Fact.AFFILIATION, ["KU Leuven", "professor"], "KU Leuven, professor"),
        ("en", Fact.AFFILIATION, [], ""),
        ("en", Fact.CITY, "Gent", "Gent"),
        ("en", Fact.ORCID, None, ""),
    ],
)
def test_a_fact_is_told_in_words(language, field, value, words):
    with override(language):
        assert fact_in_words(field, value) == words


def test_an_unknown_way_is_shown_as_it_is():
    assert way_label("sing") == "sing"


def test_every_sector_stands_under_its_family_once():
    with override("vi"):
        families = sector_choices()

    assert len(families) == 7
    assert families[0][0] == "Số"
    assert [code for _family, choices in families for code, _label in choices] == [
        one.code for one in sectors()
    ]
