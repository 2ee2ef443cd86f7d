"""Pages about events: which role opens which, and whom each shows."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from caunoi.accounts.models import Role
from caunoi.events.models import Event
from caunoi.imports.models import ImportRun
from caunoi.people.models import Person
from tests.factories import (
    make_attachment,
    make_event,
    make_expert,
    make_officer,
    make_organisation,
    make_participant,
    make_proposal,
    make_source,
)

pytestmark = pytest.mark.django_db
EVENTS = "/events/"
OUTSIDERS = (Role.COORDINATOR, Role.HOME_PARTNER, Role.EXPERT)

# What stands in the event and is for officers alone.
INNER = {
    "guest": "Khách Chưa Đồng Ý",
    "guest's e-mail": "guest@example.org",
    "proposal": "A proposal of examples",
    "file": "minutes-inner.pdf",
    "import": "guests-inner.xlsx",
    "source": "A source of examples",
}


@pytest.fixture
def host():
    return make_organisation("A host university", kinds=["education"])


@pytest.fixture
def rich(host):
    """A hosted event with everything that could leak, and one expert who may be shown."""
    shown = make_expert("Chuyên Gia Đồng Ý", purposes=["universities"], ask_before_naming=False)
    guest = make_participant(INNER["guest"], email=INNER["guest's e-mail"])
    event = make_event(
        "Seminar of examples",
        hosts=[host],
        people=[shown, guest],
        source=make_source(title=INNER["source"]),
    )
    make_proposal(guest, title=INNER["proposal"], event=event)
    event.attachments.add(make_attachment(INNER["file"]))
    ImportRun.objects.create(kind="seminar", file_name=INNER["import"], event=event)
    return event


def url_of(name, event, *args):
    return reverse(f"events:{name}", args=[event.pk, *args])


def leaking(html):
    return [what for what, text in INNER.items() if text in html]


# --- which role opens which page ---


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", ["events", "event", "add", "change", "add_participant"])
def test_a_role_opens_its_pages_and_no_others(client, sign_in, rich, host, role, name):
    sign_in(role, organisation_ids=frozenset({host.pk}))
    url = reverse(f"events:{name}") if name in {"events", "add"} else url_of(name, rich)

    status = client.get(url).status_code

    may_look = name in {"events", "event"} and role in OUTSIDERS
    assert status == (200 if role == Role.OFFICER or may_look else 403)


@pytest.mark.parametrize("role", [*OUTSIDERS, Role.ADMINISTRATOR])
@pytest.mark.parametrize("name", ["delete", "attach", "detach", "note_participation"])
def test_only_an_officer_changes_anything(client, sign_in, rich, host, role, name):
    sign_in(role, organisation_ids=frozenset({host.pk}))
    more = {
        "detach": [rich.attachments.get().pk],
        "note_participation": [make_expert().pk],
    }.get(name, [])

    assert client.post(url_of(name, rich, *more)).status_code == 403
    assert rich.attachments.count() == 1
    assert rich.participations.count() == 2


@pytest.mark.parametrize("name", ["delete", "attach", "detach", "note_participation"])
def test_what_changes_something_is_no_link(client, sign_in, rich, name):
    sign_in(Role.OFFICER)
    more = [1] if name in {"detach", "note_participation"} else []

    assert client.get(url_of(name, rich, *more)).status_code == 405


def test_whoever_is_not_signed_in_is_led_to_the_door(client, rich):
    for url in (EVENTS, url_of("event", rich)):
        assert client.get(url).url.startswith("/accounts/login/")


# --- what the pages show ---


@pytest.mark.parametrize("role", OUTSIDERS)
def test_a_host_sees_the_event_and_only_those_who_agreed(client, sign_in, rich, host, role):
    sign_in(role, organisation_ids=frozenset({host.pk}))

    for url in (EVENTS, url_of("event", rich)):
        html = client.get(url).content.decode()
        assert "Seminar of examples" in html
        assert leaking(html) == []
    assert "Chuyên Gia Đồng Ý" in html


@pytest.mark.parametrize("role", OUTSIDERS)
def test_an_event_of_others_is_not_found(client, sign_in, rich, role):
    sign_in(role, organisation_ids=frozenset({make_organisation().pk}))

    assert client.get(url_of("event", rich)).status_code == 404
    assert "Seminar of examples" not in client.get(EVENTS).content.decode()


def test_a_guest_sees_the_event_and_not_the_other_guests(client, sign_in, rich):
    guest = make_participant("Trần Văn Mẫu")
    rich.participations.create(person=guest)
    sign_in(Role.EXPERT, person_id=guest.pk)

    html = client.get(url_of("event", rich)).content.decode()

    assert "Trần Văn Mẫu" in html
    assert leaking(html) == []
    assert "Chuyên Gia Đồng Ý" not in html


def test_an_officer_sees_who_came_what_was_handed_in_and_what_was_imported(client, sign_in, rich):
    sign_in(Role.OFFICER)

    html = client.get(url_of("event", rich)).content.decode()

    assert set(INNER) - set(leaking(html)) == {"guest's e-mail"}
    assert ImportRun.objects.get().get_absolute_url() in html
    assert "No state secrets" in html


def test_a_page_holds_fifty_who_came(client, sign_in):
    sign_in(Role.OFFICER)
    event = make_event(people=[make_participant() for _ in range(51)])

    assert len(client.get(url_of("event", event)).context["page"].object_list) == 50
    assert len(client.get(url_of("event", event), {"page": 2}).context["page"].object_list) == 1


def test_more_cost_no_more_queries(
    client, sign_in, rich, host, django_assert_num_queries, django_assert_max_num_queries
):
    sign_in(Role.OFFICER)
    urls = (EVENTS, url_of("event", rich))
    counts = []
    for url in urls:
        client.get(url)
        with django_assert_max_num_queries(25) as one:
            client.get(url)
        counts.append(len(one))
    for _ in range(2):
        person = make_expert(organisation=make_organisation())
        rich.participations.create(person=person)
        rich.hosts.create(organisation=make_organisation())
        make_proposal(person, event=rich)
        rich.attachments.add(make_attachment())
        make_event(hosts=[host])

    for url, count in zip(urls, counts, strict=True):
        with django_assert_num_queries(count):
            client.get(url)


# --- changing ---


def typed(**fields):
    return {"title": "Seminar", "kind": "seminar", "starts_on": "2026-03-14"} | fields


def test_an_event_is_added_and_changed(client, sign_in, host):
    sign_in(Role.OFFICER)

    client.post(reverse("events:add"), typed(hosts="a host university", country_code="BE"))
    event = Event.objects.get()
    assert (event.title, event.country_code) == ("Seminar", "BE")
    assert event.hosts.get().organisation == host

    client.post(url_of("change", event), typed(title="Renamed", hosts=""))
    event.refresh_from_db()
    assert event.title == "Renamed"
    assert not event.hosts.exists()


def test_only_an_empty_event_can_be_deleted(client, sign_in, rich):
    sign_in(Role.OFFICER)
    empty = make_event()

    assert "Delete this event?" in client.get(url_of("event", empty)).content.decode()
    assert "Delete this event?" not in client.get(url_of("event", rich)).content.decode()
    client.post(url_of("delete", empty))
    refused = client.post(url_of("delete", rich), follow=True)

    assert list(Event.objects.all()) == [rich]
    assert "Not deleted" in refused.content.decode()


def test_a_newcomer_is_added_to_the_event(client, sign_in, rich):
    sign_in(Role.OFFICER)
    answers = {"display_name": "Trần Văn Mẫu", "email": "mau@example.org", "role": "speaker"}

    response = client.post(url_of("add_participant", rich), answers)

    assert response.status_code == 302
    assert rich.participations.get(person__email="mau@example.org").role == "speaker"


def test_someone_alike_is_shown_before_anybody_is_added_twice(client, sign_in, rich):
    sign_in(Role.OFFICER)
    known = make_expert("Trần Văn Mẫu", email="mau@example.org")
    before = Person.objects.count()
    answers = {"display_name": "Tran Van Mau", "email": "mau@example.org", "role": "participant"}

    asked = client.post(url_of("add_participant", rich), answers)
    assert url_of("note_participation", rich, known.pk) in asked.content.decode()

    client.post(url_of("note_participation", rich, known.pk))
    assert rich.participations.filter(person=known).exists()
    assert Person.objects.count() == before

    client.post(url_of("add_participant", rich), answers | {"add_anyway": "on"})
    assert Person.objects.count() == before + 1


# --- files ---


def test_a_file_is_attached_downloaded_and_deleted(
    client, sign_in, django_capture_on_commit_callbacks
):
    sign_in(Role.OFFICER)
    event = make_event()
    upload = SimpleUploadedFile("chương trình.html", b"<script>")

    client.post(url_of("attach", event), {"file": upload})
    kept = event.attachments.get()
    response = client.get(url_of("attachment", event, kept.pk))

    assert b"".join(response.streaming_content) == b"<script>"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url_of("detach", event, kept.pk))
    assert not event.attachments.exists()


def test_without_a_file_nothing_is_attached_and_it_is_said(client, sign_in):
    sign_in(Role.OFFICER)
    event = make_event()

    response = client.post(url_of("attach", event), {}, follow=True)

    assert response.status_code == 200
    assert not event.attachments.exists()


@pytest.mark.parametrize("role", [*OUTSIDERS, Role.ADMINISTRATOR])
def test_files_are_for_officers(client, sign_in, rich, host, role):
    sign_in(role, organisation_ids=frozenset({host.pk}))

    assert client.get(url_of("attachment", rich, rich.attachments.get().pk)).status_code == 403


def test_a_file_of_another_event_is_not_found(client, sign_in, rich):
    sign_in(Role.OFFICER)
    other = make_event()

    url = url_of("attachment", other, rich.attachments.get().pk)

    assert client.get(url).status_code == 404


def test_proposals_of_an_event_are_shown_page_by_page(client):
    author = make_expert()
    event = make_event(people=[author])
    for number in range(25):
        make_proposal(author, f"Proposal number {number:02}", event=event)
    client.force_login(make_officer())

    first = client.get(event.get_absolute_url())
    second = client.get(event.get_absolute_url(), {"proposals": 2})

    assert first.content.decode().count("<summary>Proposal number") == 20
    assert second.content.decode().count("<summary>Proposal number") == 5
