"""Is it someone already there? Sure by a key, doubtful when alike, nobody otherwise."""

import pytest

from caunoi.people.lookup import Doubt, Listed, PeopleLookup, initials
from tests.factories import make_affiliation, make_expert, make_organisation
from trithuc.names import name_key
from trithuc.text.folding import fold


def listed(number, name, email="", *organisations):
    return Listed(number, name, name_key(name), fold(email), frozenset(map(fold, organisations)))


REGISTER = PeopleLookup(
    [
        listed(1, "Nguyễn Văn An", "an@example.org", "KU Leuven"),
        listed(2, "Trần Thị Bình", "", "Universiteit Gent"),
        listed(3, "Lê Thị Mẫu", "shared@example.org", "imec"),
        listed(4, "Phạm Văn Mẫu", "shared@example.org", "imec"),
        listed(5, "Đỗ Thị Ví", "", "Viện Ví dụ"),
        listed(6, "Đỗ Thị Ví", "", "Viện Ví dụ"),
        listed(7, "Nguyễn Chí Dũng", "", "Viện Ví dụ"),
        listed(8, "范明政", "", "Đại học Ví dụ"),
        listed(9, "Hans Müller", "", "KU Leuven"),
        listed(10, "Wang Xiaoming", "", "KU Leuven"),
    ]
)


@pytest.mark.parametrize(
    ("name", "email", "organisation", "person", "candidates", "doubt"),
    [
        ("Nguyễn Văn An", "an@example.org", "", 1, (), None),
        ("Nguyen Van An", "AN@Example.org", "Elsewhere", 1, (), None),
        ("AN NGUYEN VAN", "an@example.org", "", 1, (), None),
        ("Hoàng Quốc Khánh", "an@example.org", "", None, (1,), Doubt.SAME_EMAIL_OTHER_NAME),
        ("Mẫu Lê Thị", "shared@example.org", "", 3, (), None),
        ("Ngô Bá Mẫu", "shared@example.org", "", None, (3, 4), Doubt.SEVERAL_FIT),
        ("tran thi binh", "", "universiteit gent", 2, (), None),
        ("Bình Trần Thị", "new@example.org", "Universiteit Gent", 2, (), None),
        ("Nguyễn Văn An", "b@example.org", "KU Leuven", None, (1,), Doubt.SAME_NAME_OTHER_EMAIL),
        ("Trần Thị Bình", "", "UGent", None, (2,), Doubt.SAME_NAME_OTHER_ORGANISATION),
        ("Trần Thị Bình", "", "", None, (2,), Doubt.SAME_NAME_OTHER_ORGANISATION),
        ("Đỗ Thị Ví", "", "Viện Ví dụ", None, (5, 6), Doubt.SEVERAL_FIT),
        ("A. V. Nguyen", "", "KU Leuven", None, (1,), Doubt.SIMILAR_NAME_SAME_ORGANISATION),
        ("A. V. Nguyen", "", "", None, (), None),
        ("Ngô Bá Khá", "kha@example.org", "KU Leuven", None, (), None),
        ("阮志勇", "", "清華大學", None, (7,), Doubt.CHARACTERS_READ_SO),
        ("阮志勇", "", "Viện Ví dụ", None, (7,), Doubt.CHARACTERS_READ_SO),
        ("阮志明", "", "", None, (), None),
        ("Phạm Minh Chính", "", "", None, (8,), Doubt.CHARACTERS_READ_SO),
        ("PHAM Minh Chinh", "new@example.org", "", None, (8,), Doubt.CHARACTERS_READ_SO),
        ("Phạm Minh Chinh", "", "", None, (), None),
        ("范明政", "", "Đại học Ví dụ", 8, (), None),
        ("Mueller, Hans", "", "KU Leuven", None, (9,), Doubt.SIMILAR_NAME_SAME_ORGANISATION),
        ("Xiao Ming Wang", "", "KU Leuven", None, (10,), Doubt.SIMILAR_NAME_SAME_ORGANISATION),
    ],
)
def test_someone_is_identified_by_a_key_and_only_doubted_by_likeness(
    name, email, organisation, person, candidates, doubt
):
    found = REGISTER.identify(display_name=name, email=email, organisation=organisation)

    assert (found.person_id, found.candidates, found.doubt) == (person, candidates, doubt)


@pytest.mark.parametrize(
    ("email", "person"),
    [("An@example.org", 1), ("shared@example.org", None), ("nobody@example.org", None)],
)
def test_an_email_names_one_person_or_nobody(email, person):
    assert REGISTER.with_email(email) == person


def test_initials_are_those_of_any_order_and_abbreviation():
    assert initials(name_key("Nguyễn Văn An")) == initials(name_key("A. V. Nguyen")) == "anv"


@pytest.mark.django_db
def test_the_register_is_read_with_all_its_affiliations(django_assert_num_queries):
    person = make_expert("Nguyễn Văn An", email="An@Example.org")
    make_affiliation(person, make_organisation("KU Leuven"))

    with django_assert_num_queries(2):
        lookup = PeopleLookup.of_the_register()

    found = lookup.identify(display_name="Nguyen Van An", email="", organisation="ku leuven")
    assert found.person_id == person.pk
    assert lookup.with_email("an@example.org") == person.pk
