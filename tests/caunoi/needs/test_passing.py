"""A need goes to another mission and counts come back: never a person, nothing confidential."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from caunoi.needs.models import Need
from caunoi.needs.passing import UnreadableCounts, counts_file, keep_counts, needs_file
from caunoi.needs.services import shortlist
from caunoi.organisations.models import ContactPoint
from caunoi.people.purposes import Purpose
from tests.factories import make_expert, make_need, make_officer, make_organisation

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NAME, SECRET = "Zzname Of Somebody", "zzconfidential words"


@pytest.fixture
def desk(client):
    client.force_login(make_officer())
    return client


@pytest.fixture
def need():
    body = make_organisation("Zzbody")
    office = ContactPoint.objects.create(organisation=body, name="Zzoffice", email="zz@example.org")
    need = make_need(
        "Packaging",
        text=SECRET,
        is_confidential=True,
        summary="Chips.",
        asked_by=body,
        contact_point=office,
        funding="zzfunding",
        decided_by="zzdecides",
        sectors=["semiconductors"],
    )
    expert = make_expert(NAME, purposes=[Purpose.MATCHING], ask_before_naming=False)
    shortlist(need=need, candidate=expert, score=0.5, reasons=[], by=make_officer())
    return need


def url(name, need):
    return reverse(f"needs:{name}", args=[need.pk])


def counts_of(need, **changed):
    said = {"schema": "caunoi-counts/1", "from": "Example Mission", "reference": str(need.pk)}
    counts = {"suitable": 3, "asked": 2, "agreed": 1}
    return json.dumps(said | counts | changed).encode()


def test_the_file_holds_the_summary_and_nobody(desk, need):
    content = desk.get(url("pass_on", need)).content.decode()

    assert "Chips." in content
    assert "zz" not in content.casefold()
    [passed] = json.loads(content)["needs"]
    assert set(passed) == {"reference", "title", "text", "kind", "sectors"}


@pytest.mark.parametrize("fields", [{"review": "waiting"}, {"state": "closed"}])
def test_what_is_not_in_use_is_not_passed_on(desk, fields):
    need = make_need(**fields)

    page = desk.get(url("pass_on", need), follow=True).content.decode()

    assert "Write a summary" in page


def test_counts_go_back_as_three_numbers(desk, need):
    Need.objects.update(passed_by="Example Mission", passed_reference="7")

    said = json.loads(desk.get(url("counts", need)).content)

    assert set(said) == {"schema", "from", "reference", "suitable", "asked", "agreed"}
    assert (said["reference"], said["suitable"], said["asked"]) == ("7", 1, 0)
    assert NAME not in json.dumps(said)


def test_whoever_withdraws_is_counted_no_more(need):
    for consent in need.matches.get().person.consents.filter(purpose=Purpose.MATCHING):
        consent.withdrawn_on = TODAY
        consent.save()

    assert json.loads(counts_file(need))["suitable"] == 0


def test_counts_that_came_back_stand_beside_the_need(desk, need):
    upload = SimpleUploadedFile("counts.json", counts_of(need, people=[NAME]))

    page = desk.post(url("read_counts", need), {"file": upload}, follow=True).content.decode()

    assert "3 suitable, 2 asked, 1 agreed" in page
    assert NAME not in json.dumps(Need.objects.get().counts_back)


@pytest.mark.parametrize(
    "changed",
    [
        {"suitable": -1},
        {"asked": "2"},
        {"agreed": True},
        {"reference": "0"},
        {"reference": "x"},
        {"from": ""},
        {"schema": "other/1"},
    ],
)
def test_a_file_that_is_amiss_changes_nothing(need, changed):
    with pytest.raises(UnreadableCounts):
        keep_counts(counts_of(need, **changed), on=TODAY)

    assert Need.objects.get().counts_back == {}


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b"[" * 100_000])
def test_nor_does_what_is_no_such_file(desk, need, content):
    upload = SimpleUploadedFile("counts.json", content)

    page = desk.post(url("read_counts", need), {"file": upload}, follow=True).content.decode()

    assert "not a file of counts" in page


def test_a_need_of_nobody_elses_has_no_counts_to_send(desk, need):
    assert desk.get(url("counts", need)).status_code == 404
    assert needs_file(need, on=TODAY)
