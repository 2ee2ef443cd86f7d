"""Writing about events."""

import datetime

import pytest
from django.core.files.base import ContentFile

from caunoi.events import services
from caunoi.events.models import Event, Participation
from caunoi.people.facts import Fact, Standing, standing_of
from caunoi.people.models import Person
from caunoi.people.particulars import AffiliationLine, Particulars
from caunoi.sources.models import Attachment
from tests.factories import make_event, make_expert, make_officer, make_organisation

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 14)


def hosts_of(event):
    return {host.organisation for host in event.hosts.all()}


def test_an_event_is_saved_with_its_hosts():
    first, second, third = (make_organisation() for _ in range(3))
    event = services.save_event(event=Event(title="A", starts_on=DAY), hosts=[first, second])
    assert hosts_of(event) == {first, second}
    kept = event.hosts.get(organisation=second)

    services.save_event(event=event, hosts=[second, third])

    assert hosts_of(event) == {second, third}
    assert event.hosts.get(organisation=second) == kept


def test_only_an_empty_event_is_deleted():
    event, attended = make_event(hosts=[make_organisation()]), make_event(people=[make_expert()])

    services.delete_event(event=event)
    with pytest.raises(services.EventNotEmpty):
        services.delete_event(event=attended)

    assert list(Event.objects.all()) == [attended]


def test_a_newcomer_is_a_participant_of_whom_little_is_kept():
    event = make_event()
    particulars = Particulars(
        "Trần Văn Mẫu",
        affiliations=[AffiliationLine("KU Leuven")],
        facts={Fact.EMAIL: "mau@example.org", Fact.CITY: "Gent"},
    )

    person = services.add_participant_of(
        event=event,
        particulars=particulars,
        role=Participation.Role.SPEAKER,
        by=make_officer(),
        on=DAY,
    )

    person = Person.objects.get(pk=person.pk)
    assert standing_of(person) == Standing.PARTICIPANT
    assert person.participant.delete_on == datetime.date(2026, 5, 13)
    assert (person.email, person.city) == ("mau@example.org", "")
    assert event.participations.get().role == "speaker"


def test_someone_known_comes_once_in_the_role_said_last():
    event, person = make_event(), make_expert()

    for role in (Participation.Role.PARTICIPANT, Participation.Role.SPEAKER):
        services.note_participation(event=event, person=person, role=role)

    assert event.participations.get().role == "speaker"


def test_a_file_is_kept_with_the_event_and_deleted_with_its_bytes(
    django_capture_on_commit_callbacks,
):
    event = make_event()
    file = ContentFile(b"programme", name="../chương trình.pdf")

    kept = services.attach_file(event=event, file=file, by=make_officer())
    assert (kept.name, event.attachments.get()) == ("chương trình.pdf", kept)
    storage, name = kept.file.storage, kept.file.name

    with django_capture_on_commit_callbacks(execute=True):
        services.detach_file(event=event, attachment=kept)
    assert not Attachment.objects.exists()
    assert not storage.exists(name)
