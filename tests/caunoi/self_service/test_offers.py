"""What ORCID and files of references say is shown beside what stands; the person chooses."""

from __future__ import annotations

import threading
from http.server import HTTPServer

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from caunoi.people.models import Person, PersonStatement
from caunoi.self_service import offers, tasks
from caunoi.self_service.models import Offer, OfferedFrom
from caunoi.sources.models import SourceKind
from caunoi.works.models import Work
from tests.caunoi.self_service.fake_orcid import ORCID, FakeOrcid
from tests.factories import make_affiliation, make_expert, make_organisation, make_work

pytestmark = pytest.mark.django_db

BIBTEX = """
@article{one, title={Membranes of examples}, year={2021}, doi={10.1000/one}, journal={A journal}}
@article{two, title={Nghi{\\^e}n cứu ví dụ}, year={2022}}
@article{broken, year={2023}}
"""
RIS = "TY  - JOUR\nTI  - A work of examples in RIS\nPY  - 2020\nER  - \n"


@pytest.fixture
def orcid_service(settings):
    """ORCID's public interface, answering with one invented record."""
    server = HTTPServer(("127.0.0.1", 0), FakeOrcid)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.ORCID_PUBLIC_API = f"http://127.0.0.1:{server.server_port}"
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def person(register):
    person = make_expert("Nguyen Vi Du", city="Leuven", language="en")
    make_affiliation(person, make_organisation("KU Leuven"), "Lecturer")
    make_work(person, title="Standing Work")
    return person


# --- ORCID ---


def test_the_difference_is_shown_and_nothing_of_ones_own_is_ticked(opened, person, orcid_service):
    client = opened(person)
    shown = client.post("/me/orcid/", {"orcid": ORCID}, follow=True).content.decode()

    boxes = {
        part.partition('value="')[2].partition('"')[0]: "checked" in part.partition(">")[0]
        for part in shown.split("<input")[1:]
        if 'name="field"' in part.partition(">")[0]
    }
    assert boxes == {
        "display_name": False,
        "affiliation": False,
        "city": False,
        "country_code": True,
        "expertise": True,
    }
    assert next(iter(boxes)) == "display_name"
    assert "University of Examples" in shown
    assert "stands already" in shown


def test_looking_changes_nothing(opened, person, orcid_service):
    opened(person).post("/me/orcid/", {"orcid": ORCID}, follow=True)

    person.refresh_from_db()
    assert (person.orcid, person.city) == (None, "Leuven")
    assert Work.objects.count() == 1


def test_what_is_chosen_becomes_the_own_word_and_the_rest_stays(opened, person, orcid_service):
    client = opened(person)
    client.post("/me/orcid/", {"orcid": ORCID})

    chosen = {"field": ["expertise", "affiliation"], "work": ["0", "1"]}
    client.post("/me/orcid/choose/", chosen)
    client.post("/me/orcid/choose/", chosen)

    person = Person.objects.get(pk=person.pk)
    assert person.expert.expertise == "Works on membranes of examples."
    assert (person.display_name, person.city, person.orcid) == ("Nguyen Vi Du", "Leuven", ORCID)
    assert person.affiliations.get().organisation_name == "University of Examples"
    titles = set(Work.objects.values_list("title", flat=True))
    assert titles == {"Standing Work", "New work of examples"}
    kinds = PersonStatement.objects.filter(person=person).values_list("source__kind", flat=True)
    assert set(kinds) == {SourceKind.PERSON}
    assert not Offer.objects.exists()


def test_an_id_of_somebody_else_is_refused_without_a_name(opened, person, orcid_service):
    make_expert("Somebody Hidden", orcid=ORCID)

    shown = opened(person).post("/me/orcid/", {"orcid": ORCID}).content.decode()

    assert "stands on another profile" in shown
    assert "Somebody Hidden" not in shown


@pytest.mark.parametrize("typed", ["0000-0002-1825-0098", "an example", ""])
def test_what_is_no_id_is_asked_nowhere(opened, person, typed):
    answer = opened(person).post("/me/orcid/", {"orcid": typed})

    assert answer.status_code == 200
    assert not Offer.objects.exists()


def test_without_a_network_the_page_says_so(opened, person, settings, monkeypatch):
    settings.ORCID_PUBLIC_API = "http://127.0.0.1:9"
    monkeypatch.setattr(offers, "PATIENCE", offers.Limits(seconds=2, waits=()))

    shown = opened(person).post("/me/orcid/", {"orcid": ORCID}).content.decode()

    assert "ORCID" in shown
    assert 'class="field-errors"' in shown


# --- files of references ---


def test_a_file_is_shown_first_and_only_what_is_ticked_is_added(opened, person):
    client = opened(person)
    file = SimpleUploadedFile("works.bib", BIBTEX.encode())
    shown = client.post("/me/works/file/", {"file": file}, follow=True).content.decode()
    assert "Membranes of examples" in shown
    assert "Nghiên cứu ví dụ" in shown
    assert "could not be read" in shown
    assert Work.objects.count() == 1

    client.post("/me/works/file/choose/", {"work": ["0"]})

    added = Work.objects.exclude(title="Standing Work").get()
    assert (added.title, added.doi, added.venue) == (
        "Membranes of examples",
        "10.1000/one",
        "A journal",
    )
    assert added.source.kind == SourceKind.PERSON


def test_pasted_ris_is_read_too(opened, person):
    client = opened(person)
    client.post("/me/works/file/", {"text": RIS})

    client.post("/me/works/file/choose/", {"work": ["0"]})

    assert Work.objects.filter(title="A work of examples in RIS", year=2020).exists()


def test_the_same_file_twice_adds_nothing(opened, person):
    client = opened(person)
    for _time in range(2):
        client.post("/me/works/file/", {"text": BIBTEX})
        client.post("/me/works/file/choose/", {"work": ["0", "1", "2", "99", "x"]})

    assert Work.objects.count() == 3


def test_what_is_no_bibliography_is_refused_kindly(opened, person):
    answer = opened(person).post("/me/works/file/", {"text": "Nothing of this kind."})

    assert answer.status_code == 200
    assert not Offer.objects.exists()


def test_a_work_by_hand_and_off_again(opened, person):
    client = opened(person)
    client.post("/me/works/", {"title": "By hand", "doi": "https://doi.org/10.1000/hand"})
    work = Work.objects.get(doi="10.1000/hand")

    client.post(f"/me/works/{work.authorships.get().pk}/remove/")

    assert not Work.objects.filter(title="By hand").exists()


def test_a_work_of_two_stays_with_the_other_author(opened, person):
    other = make_expert()
    make_work(other, title="Of two", doi="10.1000/two")
    client = opened(person)
    client.post("/me/works/", {"title": "Something else", "doi": "10.1000/two"})
    work = Work.objects.get(doi="10.1000/two")
    assert work.title == "Of two"

    client.post(f"/me/works/{work.authorships.get(expert=person.pk).pk}/remove/")

    assert [one.expert_id for one in work.authorships.all()] == [other.pk]


def test_offers_are_forgotten_after_a_day(person):
    content = offers.Content(works=[offers.OfferedWork("x")])
    old = timezone.now() - tasks.OFFERS_KEPT_FOR
    offers.keep_offer(person=person, offered_from=OfferedFrom.FILE, content=content, now=old)
    offers.keep_offer(
        person=person, offered_from=OfferedFrom.ORCID, content=content, now=timezone.now()
    )

    tasks.forget(0)

    assert Offer.objects.get().offered_from == OfferedFrom.ORCID
