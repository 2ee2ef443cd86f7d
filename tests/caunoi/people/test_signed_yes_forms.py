"""What an officer may write down of a yes that somebody signed, and what is asked again."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from caunoi.people.purposes import Purpose
from caunoi.people.signed_yes_forms import SignedYesForm
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db


def signed(**fields):
    data = {
        "purposes": ["profile"],
        "how_given": "signed_paper",
        "given_on": "2026-03-14",
        "language": "vi",
    } | fields
    files = {"evidence": SimpleUploadedFile("yes.pdf", b"%PDF-1.7")}
    return SignedYesForm(
        MultiValueDict({k: v if isinstance(v, list) else [v] for k, v in data.items()}),
        files,
        needs_profile=True,
    )


def test_nothing_is_ticked_beforehand():
    html = str(SignedYesForm())

    assert "checked" not in html
    assert SignedYesForm().initial == {}


def test_what_was_signed_is_read():
    yes = signed(purposes=["profile", "events"])

    assert yes.is_valid(), yes.errors
    assert set(yes.signed_yes().purposes) == {Purpose.PROFILE, Purpose.EVENTS}
    assert yes.signed_yes().given_on == datetime.date(2026, 3, 14)


def test_a_yes_needs_its_proof():
    form = SignedYesForm({"purposes": ["profile"], "how_given": "email", "given_on": "2026-03-14"})

    assert "evidence" in form.errors


@pytest.mark.parametrize("how", ["own_click", "seminar_sheet", "guess"])
def test_an_officer_writes_down_papers_and_emails_only(how):
    assert "how_given" in signed(how_given=how).errors


def test_an_expert_needs_the_yes_to_a_profile():
    assert "purposes" in signed(purposes=["events"]).errors


@pytest.mark.parametrize("purpose", ["network", "other_mission"])
def test_a_yes_to_a_named_body_names_it(purpose):
    make_organisation("VINEU of examples", kinds=["network"])

    assert purpose in signed(purposes=["profile", purpose]).errors
    named = signed(purposes=["profile", purpose], **{purpose: "vineu of examples"})
    assert named.is_valid(), named.errors
    assert str(named.signed_yes().recipients[Purpose(purpose)]) == "VINEU of examples"


def test_nobody_signed_tomorrow():
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)

    assert "given_on" in signed(given_on=tomorrow.isoformat()).errors
