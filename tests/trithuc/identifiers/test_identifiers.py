import pytest
from hypothesis import given
from hypothesis import strategies as st

from trithuc.identifiers import IDENTIFIERS

EXAMPLES = {
    "orcid": ["0000-0002-1825-0097", "0000-0002-1694-233X"],
    "ror": ["02jmfj006", "001805t51"],
    "doi": ["10.1000/xyz123", "10.1016/0010-8650(80)90003-x"],
    "openalex": ["W2741809807", "A5023888391"],
    "email": ["lan@example.org", "an.van.nguyen+x@example.co.uk"],
}


def test_every_identifier_has_the_same_three_functions():
    assert set(IDENTIFIERS) == set(EXAMPLES)
    for module in IDENTIFIERS.values():
        assert all(callable(getattr(module, n)) for n in ("is_valid", "normalize", "format"))


@pytest.mark.parametrize(
    ("name", "stored"), [(name, one) for name, ones in EXAMPLES.items() for one in ones]
)
def test_what_is_stored_is_its_own_normal_form_and_can_be_read_back(name, stored):
    module = IDENTIFIERS[name]

    assert module.normalize(stored) == stored
    assert module.normalize(module.format(stored)) == stored


@given(
    st.sampled_from(sorted(IDENTIFIERS)),
    st.text(alphabet="0127aWx@./:%-– <>();\u200bé例") | st.text(),
)
def test_normalize_twice_changes_nothing_more(name, text):
    module = IDENTIFIERS[name]
    once = module.normalize(text)

    assert module.is_valid(text) == (once is not None)
    if once is not None:
        assert module.normalize(once) == once


@given(st.from_regex(r"10\.[0-9]{4}/\S{1,12}") | st.from_regex(r"\S{1,6}@\w{1,6}\.\w{1,4}"))
def test_normalize_twice_changes_nothing_more_near_the_border(text):
    for name in ("doi", "email"):
        once = IDENTIFIERS[name].normalize(text)
        if once is not None:
            assert IDENTIFIERS[name].normalize(once) == once
