"""Names come in as the eye sees them, by every form that takes one."""

import pytest
from django.core.exceptions import ValidationError

from caunoi.people.fields import LineField
from caunoi.people.forms import AffiliationForm, OfficeHolderForm, PersonForm
from caunoi.self_service.forms import (
    ColleagueForm,
    InviteForm,
    ProfileForm,
    RegistrationForm,
    WhoForm,
)

NAMES_OF_FORMS = [
    (PersonForm, ["display_name", "family_name", "middle_name", "given_name"]),
    (AffiliationForm, ["organisation_name", "position"]),
    (OfficeHolderForm, ["display_name", "role"]),
    (WhoForm, ["display_name", "organisation"]),
    (ProfileForm, ["position"]),
    (ColleagueForm, ["name"]),
    (InviteForm, ["name", "organisation"]),
    (RegistrationForm, ["name", "organisation"]),
]


def test_a_line_is_cleaned_of_what_cannot_be_seen():
    field = LineField(max_length=6)

    assert field.clean("\u202eLê \u200b Na\u2069") == "Lê Na"


def test_a_name_of_invisible_characters_alone_is_no_name():
    with pytest.raises(ValidationError, match="required"):
        LineField().clean("\u200b\u2067")


@pytest.mark.parametrize(("form", "names"), NAMES_OF_FORMS)
def test_every_form_takes_names_as_lines(form, names):
    for name in names:
        assert isinstance(form.base_fields[name], LineField), name
