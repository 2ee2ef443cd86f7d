"""What is taken as typed, and what is asked again."""

import datetime

import pytest

from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE as OFFICER
from caunoi.people.facts import Fact
from caunoi.people.forms import (
    ExpertForm,
    OfficeHolderNameForm,
    PeopleFilterForm,
    PersonForm,
    affiliation_formset,
    form_class_for,
)
from caunoi.people.particulars import AffiliationLine
from caunoi.people.queries import Narrowing
from tests.factories import (
    make_affiliation,
    make_expert,
    make_office_holder,
    make_organisation,
    make_participant,
    make_person,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("0000 0002 1825 0097", "0000-0002-1825-0097"),
        ("", ""),
    ],
)
def test_an_orcid_is_taken_in_any_of_its_spellings(typed, kept):
    form = ExpertForm({"display_name": "A", "orcid": typed})

    assert form.is_valid(), form.errors
    assert form.facts()[Fact.ORCID] == kept


@pytest.mark.parametrize("typed", ["0000-0002-1825-0098", "12", "not an iD"])
def test_a_mistyped_orcid_is_asked_again(typed):
    assert "mistyped" in ExpertForm({"display_name": "A", "orcid": typed}).errors["orcid"][0]


def test_an_orcid_of_someone_else_is_refused_and_the_own_one_is_not():
    holder = make_expert("Nguyễn Văn Mẫu", orcid="0000-0002-1825-0097")
    data = {"display_name": "A", "orcid": "0000-0002-1825-0097"}

    assert "Nguyễn Văn Mẫu" in ExpertForm(data).errors["orcid"][0]
    assert ExpertForm(data, person=holder).is_valid()


def test_the_form_asks_for_no_more_than_the_standing_keeps():
    assert form_class_for(make_expert()) is ExpertForm
    assert form_class_for(make_participant()) is PersonForm
    assert form_class_for(make_person()) is PersonForm
    assert form_class_for(make_office_holder()) is OfficeHolderNameForm
    assert "email" not in OfficeHolderNameForm().fields
    assert not {"sectors", "orcid", "city"} & set(PersonForm().fields)


def test_no_form_asks_for_what_is_never_kept():
    for field in ExpertForm().fields:
        for never in ("nationality", "birth", "passport", "religion", "ethnic", "family_members"):
            assert never not in field


def test_saving_what_is_shown_changes_nothing():
    person = make_expert("Nguyễn Văn Mẫu", email="a@example.org", sectors=["ai"], city="Gent")
    shown = ExpertForm(person=person).initial

    form = ExpertForm({name: value for name, value in shown.items() if value}, person=person)

    assert form.is_valid(), form.errors
    assert not form.changed_data


def test_own_words_are_kept_as_written_whatever_the_browser_ends_its_lines_with():
    form = ExpertForm({"display_name": "Nguyễn Văn Mẫu", "expertise": "Pin mặt trời\r\nperovskite"})

    assert form.is_valid(), form.errors
    assert form.facts()[Fact.EXPERTISE] == "Pin mặt trời\nperovskite"


def test_a_rewritten_name_lets_its_old_parts_go():
    person = make_person("Nguyễn Mẫu", family_name="Nguyễn", given_name="Mẫu")
    parts = {"family_name": "Nguyễn", "given_name": "Mẫu"}

    rewritten = PersonForm({"display_name": "Trần Văn Mẫu", **parts}, person=person)
    corrected = PersonForm(
        {"display_name": "Trần Văn Mẫu", "family_name": "Trần", "given_name": "Mẫu"},
        person=person,
    )

    assert rewritten.is_valid()
    assert rewritten.particulars(None).family_name == ""
    assert corrected.is_valid()
    assert corrected.particulars(None).family_name == "Trần"


def test_other_spellings_are_read_line_by_line():
    form = PersonForm({"display_name": "A", "other_names": " 阮氏例 \n\nVi  Du\nVi Du\n"})

    assert form.is_valid()
    assert form.cleaned_data["other_names"] == ["阮氏例", "Vi Du"]


# --- affiliations ---


def lines(*rows, person=None):
    data = {"affiliations-TOTAL_FORMS": len(rows), "affiliations-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        for name, value in row.items():
            data[f"affiliations-{number}-{name}"] = value
    return affiliation_formset(data, person)


def test_an_emptied_line_is_an_affiliation_taken_away():
    formset = lines(
        {"id": 1, "organisation_name": "KU Leuven", "started_on": "2020-01-01"},
        {"id": 2, "organisation_name": ""},
        {},
    )

    assert formset.is_valid()
    assert formset.lines() == [
        AffiliationLine("KU Leuven", started_on=datetime.date(2020, 1, 1), id=1)
    ]


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"position": "professor"}, "organisation_name"),
        (
            {"organisation_name": "A", "started_on": "2020-01-02", "ended_on": "2020-01-01"},
            "ended_on",
        ),
        ({"organisation_name": "A", "started_on": "yesterday"}, "started_on"),
    ],
)
def test_a_line_that_cannot_be_is_asked_again(row, field):
    formset = lines(row)

    assert not formset.is_valid()
    assert field in formset.errors[0]


def test_of_a_participant_only_the_organisation_is_asked():
    formset = lines(
        {"organisation_name": "KU Leuven", "position": "dean", "started_on": "2020-01-01"},
        person=make_participant(),
    )

    assert formset.is_valid()
    assert set(formset.forms[0].fields) == {"id", "organisation_name"}
    assert formset.lines() == [AffiliationLine("KU Leuven")]


def test_the_lines_show_what_is_there_and_one_more():
    person = make_expert()
    make_affiliation(person, make_organisation("KU Leuven"), "professor")

    formset = affiliation_formset(None, person)

    assert [form.initial.get("organisation_name") for form in formset] == ["KU Leuven", None]


# --- the filters ---


@pytest.mark.parametrize(
    "query",
    [
        {"sector": "alchemy"},
        {"country": "XX"},
        {"event": "0"},
        {"event": "one"},
        {"q": "x" * 201},
        {"standing": "ghost"},
    ],
)
def test_what_cannot_be_read_narrows_nothing(query):
    assert PeopleFilterForm(query, viewer=OFFICER).narrowing() == Narrowing()


def test_other_spellings_lose_what_cannot_be_seen():
    form = PersonForm(
        {"display_name": "Lê Na", "other_names": "\u202eLe Na\u202c\n\u200b\n黎\u200d娜"}
    )

    assert form.is_valid()
    assert form.cleaned_data["other_names"] == ["Le Na", "黎娜"]
