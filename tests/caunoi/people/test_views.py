"""Pages about people: what each role sees on them, and that nothing else leaks."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from caunoi.accounts.models import Role
from caunoi.people.facts import Standing, standing_of
from caunoi.people.models import Affiliation, Expert, Look, Person, PersonName, PersonStatement
from caunoi.people.purposes import Purpose
from caunoi.people.services import withdraw_consent
from caunoi.sources.models import SourceKind
from tests.factories import (
    make_affiliation,
    make_attachment,
    make_consent,
    make_event,
    make_expert,
    make_office_holder,
    make_organisation,
    make_participant,
    make_person,
    make_proposal,
    make_register,
    make_source,
)

pytestmark = pytest.mark.django_db
PEOPLE = "/people/"
DAY = datetime.date(2026, 3, 14)
OUTSIDERS = (Role.COORDINATOR, Role.HOME_PARTNER, Role.EXPERT)

# Every one of these stands in the expert's record; none may reach a reader outside the mission.
INNER = {
    "e-mail": "inner@example.org",
    "other name": "阮氏例",
    "link": "Studied in a place of examples",
    "source": "guests.xlsx",
    "said beside": "Brugge-as-said",
    "recipient": "A recipient of examples",
    "evidence": "signed-inner.pdf",
    "proposal": "A proposal of examples",
    "event": "A closed meeting of examples",
    "orcid": "0000-0002-1825-0097",
}


@pytest.fixture
def rich():
    """An expert who may be shown to universities, with everything that could leak."""
    person = make_expert(
        "Nguyễn Thị Ví Dụ",
        email=INNER["e-mail"],
        orcid=INNER["orcid"],
        city="Gent",
        country_code="BE",
        purposes=[Purpose.UNIVERSITIES],
        sectors=["cybersecurity"],
        ask_before_naming=False,
    )
    person.expert.link_with_vietnam = INNER["link"]
    person.expert.languages = ["nl"]
    person.expert.ways_to_contribute = ["act_as_bridge"]
    person.expert.save()
    make_affiliation(person, make_organisation("KU Leuven"), "professor")
    PersonName.objects.create(person=person, value=INNER["other name"])
    PersonStatement.objects.create(person=person, field="city", value="Gent", source=make_source())
    row = make_source(SourceKind.IMPORT_ROW, title=INNER["source"], row=12)
    PersonStatement.objects.create(
        person=person, field="city", value=INNER["said beside"], source=row, is_chosen=False
    )
    make_consent(
        person,
        Purpose.NETWORK,
        recipient=make_organisation(INNER["recipient"], kinds=["network"]),
        evidence=make_attachment(INNER["evidence"]),
    )
    event = make_event(INNER["event"], people=[person])
    make_proposal(person, title=INNER["proposal"], event=event)
    return person


@pytest.fixture
def university():
    return make_organisation("A university", kinds=["education"])


def page_of(person):
    return reverse("people:person", args=[person.pk])


# --- which role opens which page ---

PAGES = {
    "people:people": "view",
    "people:person": "view",
    "people:change": "change",
    "people:add": "change",
    "people:add_expert": "change",
    "people:add_office_holder": "change",
    "people:record_yes": "change",
    "people:evidence": "change",
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", Role)
def test_a_role_opens_its_pages_and_no_others(client, sign_in, rich, university, role, name):
    sign_in(role, organisation_ids=frozenset({university.pk}))
    evidence = rich.consents.get(purpose=Purpose.NETWORK)
    needs = {"people:person", "people:change", "people:record_yes"}
    args = [evidence.pk] if name == "people:evidence" else [rich.pk] if name in needs else []

    status = client.get(reverse(name, args=args)).status_code

    opens = role == Role.OFFICER or (PAGES[name] == "view" and role in OUTSIDERS)
    assert status == (200 if opens else 403)


@pytest.mark.parametrize("path", [PEOPLE, "/people/1/", "/people/add/expert/"])
def test_whoever_is_not_signed_in_is_led_to_the_door(client, path):
    response = client.get(path)

    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")


@pytest.mark.parametrize("role", [*OUTSIDERS, Role.ADMINISTRATOR])
def test_only_an_officer_withdraws(client, sign_in, rich, role):
    sign_in(role)
    consent = rich.expert.yes

    response = client.post(reverse("people:withdraw_consent", args=[consent.pk]))

    consent.refresh_from_db()
    assert response.status_code == 403
    assert consent.withdrawn_on is None


# --- the list ---


def test_the_list_begins_with_experts(client, sign_in):
    sign_in(Role.OFFICER)
    make_expert("An Expert", sectors=["cybersecurity", "ai", "health", "ocean"])
    make_participant("A Guest", email="guest@example.org")
    make_office_holder("A Minister")

    html = client.get(PEOPLE).content.decode()

    assert "An Expert" in html
    assert "+1" in html
    assert "A Guest" not in html
    assert "A Minister" not in html


@pytest.mark.parametrize(("days", "is_marked"), [(366, True), (365, True), (364, False)])
def test_a_profile_nobody_confirmed_for_a_year_is_marked(client, sign_in, days, is_marked):
    person = make_expert("Lê Đã Lâu")
    confirmed_on = timezone.localdate() - datetime.timedelta(days=days)
    Expert.objects.filter(person=person).update(confirmed_on=confirmed_on)
    sign_in(Role.OFFICER)

    for page in (PEOPLE, person.get_absolute_url()):
        shown = client.get(page).content.decode()
        assert confirmed_on.isoformat() in shown
        assert ("over a year ago" in shown) is is_marked


def test_participants_stand_under_their_own_tab_with_the_day_they_go(client, sign_in):
    sign_in(Role.OFFICER)
    guest = make_participant("A Guest", email="guest@example.org")
    guest.participant.delete_on = datetime.date(2027, 1, 20)
    guest.participant.save()
    make_expert("An Expert")

    html = client.get(PEOPLE, {"standing": "participant"}).content.decode()

    assert "A Guest" in html
    assert "guest@example.org" in html
    assert "2027" in html
    assert "An Expert" not in html


@pytest.mark.parametrize("role", OUTSIDERS)
@pytest.mark.parametrize("standing", ["participant", "office_holder", "none", ""])
def test_outside_the_mission_only_experts_who_agreed_are_listed(
    client, sign_in, university, role, standing
):
    sign_in(role, organisation_ids=frozenset({university.pk}))
    make_expert("Shown Expert", purposes=["universities"], ask_before_naming=False)
    make_expert("Hidden Expert", purposes=["firms"], ask_before_naming=False)
    make_participant("Hidden Guest")
    make_office_holder("Hidden Minister")

    html = client.get(PEOPLE, {"standing": standing}).content.decode()

    assert "Shown Expert" in html
    assert "Hidden" not in html


def test_the_list_shows_outsiders_no_inner_fact(client, sign_in, rich, university):
    sign_in(Role.HOME_PARTNER, organisation_ids=frozenset({university.pk}))

    html = client.get(PEOPLE).content.decode()

    assert rich.display_name in html
    assert [what for what, text in INNER.items() if text in html] == []


def test_htmx_is_answered_with_the_results_alone(client, sign_in):
    sign_in(Role.OFFICER)
    make_expert("An Expert")

    part = client.get(PEOPLE, headers={"HX-Request": "true", "HX-Target": "results"})

    assert "An Expert" in part.content.decode()
    assert "<html" not in part.content.decode()


def test_a_page_holds_fifty(client, sign_in):
    sign_in(Role.OFFICER)
    for _ in range(51):
        make_expert()

    assert len(client.get(PEOPLE).context["page"].object_list) == 50
    assert len(client.get(PEOPLE, {"page": 2}).context["page"].object_list) == 1
    assert len(client.get(PEOPLE, {"page": "x"}).context["page"].object_list) == 50


@pytest.mark.parametrize("standing", ["expert", "participant", "office_holder"])
def test_more_people_cost_no_more_queries(
    client, sign_in, django_assert_num_queries, django_assert_max_num_queries, standing
):
    sign_in(Role.OFFICER)
    make = {
        "expert": lambda: make_expert(sectors=["ai", "health"], organisation=make_organisation()),
        "participant": make_participant,
        "office_holder": make_office_holder,
    }[standing]
    make()
    client.get(PEOPLE, {"standing": standing})
    with django_assert_max_num_queries(14) as one:
        client.get(PEOPLE, {"standing": standing})
    make(), make()

    with django_assert_num_queries(len(one)):
        client.get(PEOPLE, {"standing": standing})


# --- a profile ---


def test_an_officer_sees_everything_with_its_sources(client, sign_in, rich):
    sign_in(Role.OFFICER)

    html = client.get(page_of(rich)).content.decode()

    assert [what for what, text in INNER.items() if text not in html] == []
    assert "guests.xlsx, row 12" in html


def test_two_sources_that_differ_are_marked_as_a_conflict(client, sign_in, rich):
    sign_in(Role.OFFICER)
    calm = client.get(page_of(make_expert())).content.decode()

    html = client.get(page_of(rich)).content.decode()

    assert "Sources differ" in html
    assert "Sources differ" not in calm


@pytest.mark.parametrize("role", OUTSIDERS)
def test_outside_the_mission_a_profile_holds_what_was_agreed(
    client, sign_in, rich, university, role
):
    sign_in(role, organisation_ids=frozenset({university.pk}))

    html = client.get(page_of(rich)).content.decode()

    for shown in ("Nguyễn Thị Ví Dụ", "KU Leuven", "Cybersecurity", "Dutch", "act as a bridge"):
        assert shown in html
    assert [what for what, text in INNER.items() if text in html] == []
    for panel in ("History", "Who looked", "Consents"):
        assert f'panel-title">{panel}' not in html
    assert "Withdraw" not in html


def test_people_see_their_own_record_whole_with_who_looked(client, sign_in, rich):
    officer = sign_in(Role.OFFICER)
    client.get(page_of(rich))
    sign_in(Role.EXPERT, person_id=rich.pk)

    html = client.get(page_of(rich)).content.decode()

    assert [what for what, text in INNER.items() if text not in html] == ["evidence"]
    assert str(officer) in html
    assert "Withdraw</button>" not in html


@pytest.mark.parametrize("role", OUTSIDERS)
def test_whoever_may_not_see_a_person_does_not_learn_that_there_is_one(client, sign_in, role):
    sign_in(role)
    hidden = [make_expert(), make_participant(), make_office_holder(), make_person()]

    answers = {client.get(page_of(person)).status_code for person in hidden}

    assert answers == {404} == {client.get("/people/999999/").status_code}


def test_of_an_office_holder_there_is_role_organisation_and_source(client, sign_in):
    sign_in(Role.OFFICER)
    holder = make_office_holder("A Minister")
    Person.objects.filter(pk=holder.pk).update(email="minister@example.org", city="Hà Nội")
    Affiliation.objects.create(person=holder, organisation_name="A former employer")

    html = client.get(page_of(holder)).content.decode()

    assert "Minister of examples" in html
    assert "A newspaper" in html
    for nothing in ("minister@example.org", "Hà Nội", "Consents", "Sectors"):
        assert nothing not in html


def test_of_a_participant_it_is_said_when_the_record_goes(client, sign_in):
    sign_in(Role.OFFICER)
    guest = make_participant()

    html = client.get(page_of(guest)).content.decode()

    assert "unless they say yes" in html
    assert "Ways to contribute" not in html


def test_a_longer_record_costs_no_more_queries(
    client, sign_in, rich, django_assert_num_queries, django_assert_max_num_queries
):
    sign_in(Role.OFFICER)
    client.get(page_of(rich))
    with django_assert_max_num_queries(30) as short:
        client.get(page_of(rich))
    for code in ("ai", "health"):
        rich.expert.expert_sectors.create(sector_id=code)
        make_affiliation(rich, make_organisation())
        make_event(people=[rich])
        make_proposal(rich)
        make_consent(rich, Purpose.NETWORK, recipient=make_organisation())

    with django_assert_num_queries(len(short)):
        client.get(page_of(rich))


# --- the look log ---


def test_every_look_is_noted(client, sign_in, rich, university):
    for role in (Role.OFFICER, Role.HOME_PARTNER):
        user = sign_in(role, organisation_ids=frozenset({university.pk}))
        client.get(page_of(rich))

        look = Look.objects.first()
        assert (look.person, look.user, look.what) == (rich, user, "profile")
    assert Look.objects.count() == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Purpose": "prefetch"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
    ],
)
def test_a_page_fetched_ahead_is_no_look(client, sign_in, rich, headers):
    sign_in(Role.OFFICER)

    client.get(page_of(rich), headers=headers)
    client.head(page_of(rich))

    assert not Look.objects.exists()


def test_neither_one_s_own_look_nor_a_refused_one_is_noted(client, sign_in, rich):
    sign_in(Role.EXPERT, person_id=rich.pk)
    client.get(page_of(rich))
    sign_in(Role.HOME_PARTNER)
    client.get(page_of(rich))

    assert not Look.objects.exists()


# --- withdrawing ---


@pytest.mark.parametrize("purpose", [Purpose.UNIVERSITIES, Purpose.PROFILE])
def test_a_withdrawn_yes_hides_the_expert_at_once(client, sign_in, rich, university, purpose):
    event = make_event("Hosted", hosts=[university], people=[rich])
    pages = (PEOPLE, reverse("events:event", args=[event.pk]))
    sign_in(Role.HOME_PARTNER, organisation_ids=frozenset({university.pk}))
    for page in pages:
        assert rich.display_name in client.get(page).content.decode()

    withdraw_consent(consent=rich.consents.get(purpose=purpose), on=DAY)

    for page in pages:
        assert rich.display_name not in client.get(page).content.decode()
    assert client.get(page_of(rich)).status_code == 404
    assert rich.display_name not in client.get("/events/").content.decode()


def test_an_officer_withdraws_with_one_button(client, sign_in, rich):
    sign_in(Role.OFFICER)
    url = reverse("people:withdraw_consent", args=[rich.expert.yes.pk])

    assert client.get(url).status_code == 405
    response = client.post(url, follow=True)

    assert response.status_code == 200
    assert standing_of(Person.objects.get(pk=rich.pk)) == Standing.PARTICIPANT


# --- changing and adding ---


def typed(**fields):
    return {
        "affiliations-TOTAL_FORMS": "1",
        "affiliations-INITIAL_FORMS": "0",
        "display_name": "Trần Văn Mẫu",
        "email": "mau@example.org",
    } | fields


def paper():
    return SimpleUploadedFile("yes.pdf", b"%PDF-1.7", content_type="application/pdf")


def signed(**fields):
    return {
        "purposes": ["profile"],
        "how_given": "signed_paper",
        "given_on": "2026-03-14",
        "language": "vi",
        "evidence": paper(),
    } | fields


def test_a_change_is_saved_and_stated(client, sign_in, rich):
    user = sign_in(Role.OFFICER)
    kept = rich.affiliations.get()
    answers = typed(
        display_name=rich.display_name,
        sectors=["ai"],
        country="NL",
        **{
            "affiliations-0-id": kept.pk,
            "affiliations-0-organisation_name": "KU Leuven",
            "affiliations-0-position": "dean",
        },
    )

    response = client.post(reverse("people:change", args=[rich.pk]), answers)

    assert response.status_code == 302
    person = Person.objects.get(pk=rich.pk)
    assert (person.email, person.country_code) == ("mau@example.org", "NL")
    assert person.affiliations.get().position == "dean"
    source = person.statements.filter(field="email").get().source
    assert (source.kind, source.officer) == ("officer", user)


def test_a_mistake_keeps_what_was_typed_and_saves_nothing(client, sign_in, rich):
    sign_in(Role.OFFICER)

    response = client.post(
        reverse("people:change", args=[rich.pk]),
        typed(display_name="Renamed", email="not an address"),
    )

    assert response.status_code == 200
    assert "not an address" in response.content.decode()
    assert not Person.objects.filter(display_name="Renamed").exists()


def test_a_participant_s_form_takes_nothing_of_a_profile(client, sign_in):
    sign_in(Role.OFFICER)
    guest = make_participant("Trần Văn Mẫu")

    client.post(
        reverse("people:change", args=[guest.pk]),
        typed(sectors=["ai"], city="Gent", country="BE", orcid="0000-0002-1825-0097"),
    )

    guest = Person.objects.get(pk=guest.pk)
    assert guest.email == "mau@example.org"
    assert (guest.city, guest.country_code, guest.orcid) == ("", "", None)
    assert standing_of(guest) == Standing.PARTICIPANT


def test_an_expert_is_added_by_hand_with_the_signed_paper(client, sign_in):
    sign_in(Role.OFFICER)
    make_register()

    response = client.post(
        reverse("people:add_expert"), typed(**signed(), sectors=["ai"]), follow=True
    )

    person = Person.objects.get()
    assert response.redirect_chain[-1][0] == person.get_absolute_url()
    assert person.expert.yes.evidence.name == "yes.pdf"
    assert [one.sector_id for one in person.expert.expert_sectors.all()] == ["ai"]


@pytest.mark.parametrize("missing", ["evidence", "purposes", "how_given", "given_on"])
def test_without_its_proof_no_expert_is_added(client, sign_in, missing):
    sign_in(Role.OFFICER)
    make_register()
    answers = typed(**signed())
    del answers[missing]

    response = client.post(reverse("people:add_expert"), answers)

    assert response.status_code == 200
    assert not Person.objects.exists()


def test_the_plain_words_stand_beside_the_yes(client, sign_in):
    sign_in(Role.OFFICER)
    make_register()

    html = client.get(reverse("people:add_expert")).content.decode()

    assert "not used for consular, nationality, tax, security or party matters" in html
    assert "authorities may ask" in html
    assert "No state secrets" in html


def test_without_a_register_it_is_said_what_to_do_first(client, sign_in):
    sign_in(Role.OFFICER)
    person = make_person()

    for url in (reverse("people:add_expert"), reverse("people:record_yes", args=[person.pk])):
        assert reverse("organisations:register") in client.get(url).content.decode()
        assert client.post(url, {}).status_code == 200


def test_someone_alike_is_shown_before_anybody_is_added_twice(client, sign_in):
    sign_in(Role.OFFICER)
    make_register()
    known = make_expert("Trần Văn Mẫu", email="mau@example.org")

    asked = client.post(reverse("people:add_expert"), typed(**signed()))
    assert page_of(known) in asked.content.decode()
    assert Person.objects.count() == 1

    client.post(reverse("people:add_expert"), typed(**signed(), add_anyway="on"))
    assert Person.objects.count() == 2


def test_an_office_holder_is_added_with_a_source(client, sign_in):
    sign_in(Role.OFFICER)
    ministry = make_organisation("Ministry of Examples", kinds=["government"])
    answers = {
        "display_name": "Lê Thị Mẫu",
        "role": "Minister",
        "organisation": "ministry of examples",
        "source_title": "A newspaper",
        "source_url": "https://example.org/a",
    }
    url = reverse("people:add_office_holder")

    assert client.post(url, answers | {"source_url": ""}).status_code == 200
    assert not Person.objects.exists()

    assert client.post(url, answers).status_code == 302
    assert Person.objects.get().office_holder.organisation == ministry


def test_a_signed_yes_is_written_down_for_a_participant(client, sign_in):
    sign_in(Role.OFFICER)
    make_register()
    guest = make_participant()

    response = client.post(reverse("people:record_yes", args=[guest.pk]), signed())

    assert response.status_code == 302
    assert standing_of(Person.objects.get(pk=guest.pk)) == Standing.EXPERT


def test_of_an_office_holder_no_yes_is_written_down(client, sign_in):
    sign_in(Role.OFFICER)
    make_register()

    url = reverse("people:record_yes", args=[make_office_holder().pk])

    assert client.get(url).status_code == 404


# --- the proof ---


def test_the_proof_is_saved_and_never_opened_in_place(client, sign_in):
    user = sign_in(Role.OFFICER)
    person = make_person()
    consent = make_consent(
        person, evidence=make_attachment("chữ ký.html", b"<script>alert(1)</script>")
    )

    response = client.get(reverse("people:evidence", args=[consent.pk]))

    assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]
    look = Look.objects.get()
    assert (look.person, look.user, look.what) == (person, user, "export")


def test_a_proof_that_is_not_there_is_not_found(client, sign_in):
    sign_in(Role.OFFICER)
    without = make_consent(make_person())
    gone = make_consent(make_person(), evidence=make_attachment())
    gone.evidence.file.storage.delete(gone.evidence.file.name)

    for consent in (without, gone):
        url = reverse("people:evidence", args=[consent.pk])
        assert client.get(url).status_code == 404
    assert not Look.objects.exists()


def test_a_button_needs_its_page(sign_in, rich):
    """Without the token of a page of ours a request from elsewhere changes nothing."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(sign_in(Role.OFFICER))

    response = strict.post(reverse("people:withdraw_consent", args=[rich.expert.yes.pk]))

    assert response.status_code == 403
    rich.expert.yes.refresh_from_db()
    assert rich.expert.yes.withdrawn_on is None
