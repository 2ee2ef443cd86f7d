"""What a person does on the own pages."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from caunoi.accounts.models import Role, User
from caunoi.accounts.viewers import Viewer
from caunoi.messages.models import Letter, LetterKind
from caunoi.people.models import Consent, Expert, Look, Person, PersonStatement
from caunoi.people.purposes import Purpose
from caunoi.proposals.models import Proposal
from caunoi.self_service.models import InvitedColleague
from caunoi.sources.models import SourceKind
from tests.factories import (
    PASSWORD,
    make_affiliation,
    make_consent,
    make_expert,
    make_officer,
    make_organisation,
    make_participant,
    make_proposal,
    make_user,
    place,
)

pytestmark = pytest.mark.django_db

YES = "/me/yes/"
PROFILE = "/me/profile/"


def key_of(purpose: Purpose, register) -> str:
    return f"{purpose.value}-{register.controller_id}"


# --- yes or no ---


def test_nothing_is_ticked_beforehand_and_the_default_is_to_be_asked(opened, register):
    shown = opened(make_participant(language="en")).get(YES).content.decode()

    ticked = [part for part in shown.split("<input")[1:] if "checked" in part.partition(">")[0]]
    assert len(ticked) == 1
    assert 'value="ask"' in ticked[0]
    assert "I agree to be in this register with a profile" in shown
    assert "Embassy of tests" in shown


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", "Tôi đồng ý"),
        ("en", "I agree"),
        ("fr", "J’accepte"),
        ("nl", "Ik ga ermee akkoord"),
        ("de", "Ich"),
        ("zh-hans", "同意"),
    ],
)
def test_the_words_are_in_the_readers_language(opened, register, language, words):
    assert words in opened(make_participant(language=language)).get(YES).content.decode()


def test_a_participant_becomes_an_expert_by_own_click(opened, register):
    person = make_participant(language="fr")
    ticked = [key_of(Purpose.PROFILE, register), key_of(Purpose.FIRMS, register)]

    answer = opened(person).post(YES, {"yeses": ticked, "naming": "ask"})

    assert answer.url == PROFILE
    given = Consent.objects.filter(person=person)
    assert {one.purpose for one in given} == {Purpose.PROFILE, Purpose.FIRMS}
    assert {one.text.language for one in given} == {"fr"}
    assert Expert.objects.get(person=person).ask_before_naming


def test_another_yes_needs_the_first(opened, register):
    person = make_participant()

    answer = opened(person).post(YES, {"yeses": [key_of(Purpose.FIRMS, register)], "naming": "ask"})

    assert answer.status_code == 200
    assert not Consent.objects.filter(person=person).exists()


def test_pressing_twice_gives_one_yes(opened, register):
    person = make_participant()
    client = opened(person)
    answers = {"yeses": [key_of(Purpose.PROFILE, register)], "naming": "ask"}

    client.post(YES, answers)
    client.post(YES, answers)

    assert Consent.objects.filter(person=person).count() == 1


def test_a_yes_withdrawn_acts_in_the_same_request(opened, register):
    university = make_organisation("A university", kinds=["education"])
    person = make_expert(purposes=[Purpose.UNIVERSITIES], ask_before_naming=False)
    partner = Viewer(user_id=1, roles=frozenset({Role.HOME_PARTNER}))
    partner = Viewer(partner.user_id, partner.roles, None, frozenset({university.pk}))
    assert person in Person.objects.visible_to(partner)
    consent = person.consents.get(purpose=Purpose.UNIVERSITIES)

    opened(person).post(f"/me/yes/{consent.pk}/withdraw/")

    assert person not in Person.objects.visible_to(partner)


def test_a_yes_to_a_body_no_longer_named_can_still_be_withdrawn(opened, register):
    network = make_organisation("A network of examples", kinds=["network"])
    person = make_expert()
    consent = make_consent(person, Purpose.NETWORK, recipient=network)
    client = opened(person)
    assert "A network of examples" in client.get(YES).content.decode()

    client.post(f"/me/yes/{consent.pk}/withdraw/")

    consent.refresh_from_db()
    assert consent.withdrawn_on is not None


# --- the profile ---


def typed(**changed):
    return {
        "display_name": "Nguyễn Thị Ví Dụ",
        "organisation": "KU Leuven",
        "position": "professor",
        "expertise": "Membranes for drinking water",
        "sectors": ["environment"],
        "typed_sectors": "Biotechnology, công nghệ lượng tử",
        "languages": ["vi", "nl"],
        "ways": ["visit"],
        "availability": "summers",
        "requests_a_year": "2",
        "city": "Leuven",
        "country": "BE",
        "link_with_vietnam": "",
        "email": "vi.du@example.org",
        "letters": "weekly",
        "language": "vi",
    } | changed


def test_the_profile_is_the_persons_own_word(opened, register):
    person = make_expert()

    answer = opened(person).post(PROFILE, typed())

    assert answer.status_code == 302
    expert = Expert.objects.select_related("person").get(person=person)
    assert expert.person.display_name == "Nguyễn Thị Ví Dụ"
    assert expert.person.language == "vi"
    assert (expert.requests_a_year, expert.letters, expert.availability) == (2, "weekly", "summers")
    assert {one.sector_id for one in expert.expert_sectors.all()} == {
        "environment",
        "biotech",
        "quantum",
    }
    present = person.affiliations.get()
    assert (present.organisation_name, present.position) == ("KU Leuven", "professor")
    kinds = PersonStatement.objects.filter(person=person).values_list("source__kind", flat=True)
    assert set(kinds) == {SourceKind.PERSON}


def test_affiliations_that_ended_stay(opened, register):
    person = make_expert()
    old = make_affiliation(person, make_organisation("An old place"))
    old.ended_on = datetime.date(2020, 1, 1)
    old.save()

    opened(person).post(PROFILE, typed())

    names = {one.organisation_name for one in person.affiliations.all()}
    assert names == {"An old place", "KU Leuven"}


def test_what_no_sector_is_called_is_said_and_nothing_is_lost(opened, register):
    answer = opened(make_expert()).post(PROFILE, typed(typed_sectors="astrology"))

    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "astrology" in shown
    assert "Membranes for drinking water" in shown


def test_four_requests_a_year_unless_changed(opened, register):
    shown = opened(make_expert()).get(PROFILE).content.decode()

    assert 'name="requests_a_year" value="4"' in shown


def test_a_participant_corrects_what_is_kept_and_can_add_nothing_more(opened, register):
    person = make_participant("Nguyen Vi Du")

    opened(person).post(PROFILE, typed())

    person.refresh_from_db()
    assert (person.display_name, person.city) == ("Nguyễn Thị Ví Dụ", "")
    assert person.affiliations.get().position == ""
    assert not hasattr(Person.objects.get(pk=person.pk), "expert")


def test_one_press_confirms_the_profile_and_renews_what_ends(opened, register):
    person = make_expert()
    today = timezone.localdate()
    ends = today + datetime.timedelta(days=20)
    yes = make_consent(
        person, Purpose.FIRMS, given_on=today - datetime.timedelta(days=700), expires_on=ends
    )
    Expert.objects.update(confirmed_on=today - datetime.timedelta(days=400))
    client = opened(person)
    shown = client.get("/me/confirm/").content.decode()
    assert "firms in Viet Nam see my profile" in shown

    client.post("/me/confirm/", {"shown": [key_of(Purpose.FIRMS, register)]})

    yes.refresh_from_db()
    assert yes.expires_on > ends
    assert Expert.objects.get(person=person).confirmed_on == today


def test_a_yes_whose_words_were_not_shown_is_not_renewed(opened, register):
    person = make_expert()
    today = timezone.localdate()
    ends = today + datetime.timedelta(days=20)
    given = today - datetime.timedelta(days=700)
    yes = make_consent(person, Purpose.FIRMS, given_on=given, expires_on=ends)

    opened(person).post("/me/confirm/")

    yes.refresh_from_db()
    assert yes.expires_on == ends


# --- proposals ---


def test_a_proposal_is_kept_word_for_word_once_and_thanked_for(opened, register):
    person = make_expert(email="vi.du@example.org")
    client = opened(person)
    words = "Construisons ensemble un laboratoire d’exemples à Huế."

    for _press in range(2):
        client.post(
            "/me/proposals/",
            {"title": "Un laboratoire", "text": words, "signature": "unsigned"},
        )

    proposal = Proposal.objects.get()
    assert (proposal.text, proposal.language) == (words, "fr")
    assert proposal.source.kind == SourceKind.PERSON
    assert Letter.objects.filter(person=person, kind=LetterKind.RECEIVED).count() == 1


def test_the_person_sees_where_a_proposal_stands(opened, register):
    person = make_expert(language="en")
    place(make_proposal(person, title="Placed one"), "energy")
    place(make_proposal(person, title="Fits nowhere"))
    make_proposal(person, title="Waiting one")

    shown = opened(person).get("/me/proposals/").content.decode()

    assert "Renewable energy" in shown
    assert "fits none of the sectors" in shown
    assert "not yet placed" in shown


# --- who looked ---


def test_the_person_reads_who_looked_and_what_for(opened, register):
    person = make_expert(language="en")
    officer = make_officer(display_name="An officer of examples")
    Look.objects.create(person=person, user=officer, what=Look.What.PROFILE)
    Look.objects.create(
        person=person,
        user=officer,
        what=Look.What.NAMED,
        about="Report of May",
        given_to="A ministry of examples",
    )

    shown = opened(person).get("/me/looks/").content.decode()

    assert "An officer of examples opened your profile" in shown
    assert "Report of May" in shown
    assert "A ministry of examples" in shown


# --- inviting a colleague ---


def test_a_colleague_becomes_a_participant_and_is_written_to(opened, register):
    person = make_expert("Lê Mời")

    opened(person).post("/me/invite/", {"name": "Trần Mới", "email": "moi@example.org"})

    colleague = Person.objects.get(email="moi@example.org")
    assert hasattr(colleague, "participant")
    assert "Lê Mời" in Letter.objects.get(person=colleague).body


def test_whether_a_colleague_is_known_is_not_told(opened, register):
    make_expert("Somebody Known", email="known@example.org")
    client = opened(make_expert(language="en"))

    answers = [
        client.post("/me/invite/", {"name": "X Y", "email": email}, follow=True)
        .content.decode()
        .replace(email, "")
        .partition("<main")[2]
        for email in ("known@example.org", "unknown@example.org")
    ]

    strip = [part.partition('name="csrfmiddlewaretoken"')[0] for part in answers]
    assert strip[0] == strip[1]
    assert Person.objects.filter(email="known@example.org").count() == 1


def test_ten_colleagues_a_month(opened, register):
    person = make_expert()
    for _number in range(10):
        InvitedColleague.objects.create(
            person=make_participant(), invited_by=person, invited_at=timezone.now()
        )

    opened(person).post("/me/invite/", {"name": "X Y", "email": "one.more@example.org"})

    assert not Person.objects.filter(email="one.more@example.org").exists()


# --- leaving ---


def test_an_expert_who_leaves_is_a_participant_for_sixty_days(opened, register):
    person = make_expert(purposes=[Purpose.FIRMS])

    opened(person).post("/me/leave/")

    person = Person.objects.get(pk=person.pk)
    assert hasattr(person, "participant")
    assert not person.consents.filter(withdrawn_on=None).exists()


def test_a_participant_who_says_no_is_deleted_now(opened, register):
    person, other = make_participant(), make_participant()
    client = opened(person)

    client.post("/me/leave/")

    assert not Person.objects.filter(pk=person.pk).exists()
    assert Person.objects.filter(pk=other.pk).exists()
    assert client.get("/me/").status_code == 403


# --- an account ---


def test_an_account_with_a_password_opens_the_same_page(opened, client, register):
    person = make_expert("Lê Tài Khoản", email="Tai.Khoan@example.org")

    answer = opened(person).post("/me/account/", {"password": PASSWORD})

    user = User.objects.get(email="tai.khoan@example.org")
    assert answer.url == "/me/"
    assert Person.objects.get(pk=person.pk).user == user
    assert [grant.role for grant in user.role_grants.all()] == [Role.EXPERT]
    client.force_login(user)
    assert "Lê Tài Khoản" in client.get("/me/").content.decode()


def test_without_a_password_a_passkey_is_asked_for(opened, register):
    person = make_expert(email="khoa@example.org")
    client = opened(person)

    answer = client.post("/me/account/", {"password": ""})

    assert answer.url == reverse("mfa_add_webauthn")
    assert client.get(answer.url).status_code == 200
    assert not User.objects.get(email="khoa@example.org").has_usable_password()


def test_an_account_of_the_same_address_is_tied_only_by_who_signs_in_to_it(opened, register):
    user = make_user(email="co.san@example.org")
    person = make_expert(email="co.san@example.org")
    client = opened(person)
    client.post("/me/account/", {"password": PASSWORD})
    assert Person.objects.get(pk=person.pk).user is None

    client.force_login(user)
    session = client.session
    session["own_page_link"] = person.links.get().pk
    session.save()
    client.post("/me/account/tie/")

    assert Person.objects.get(pk=person.pk).user == user


def test_an_account_of_another_address_is_never_tied(client, register):
    person = make_expert(email="mine@example.org")
    client.force_login(make_user(email="other@example.org"))
    from tests.caunoi.self_service.conftest import new_link

    _link, token = new_link(person)
    client.post(reverse("self_service:open", args=[token]))
    client.post("/me/account/tie/")

    assert Person.objects.get(pk=person.pk).user is None


# --- letters ---


def test_letters_are_read_on_the_own_page_without_any_address(opened, register):
    from caunoi.self_service.inviting import write_invitation

    person = make_expert(language="en")
    write_invitation(person=person, by=None)
    client = opened(person)

    shown = client.get("/me/letters/").content.decode()

    assert "Your page: yes or no" in shown
    assert "{link}" not in shown
    assert Letter.objects.get(person=person).opened_at is not None
