"""Adding and changing people, and what a yes and its withdrawal do at once."""

import datetime

import pytest
from django.core.files.base import ContentFile

from caunoi.accounts.models import Role
from caunoi.accounts.viewers import Viewer
from caunoi.people import services
from caunoi.people.consent_texts import VERSION_1
from caunoi.people.facts import Fact, Standing, known_people, standing_of
from caunoi.people.models import (
    ConsentText,
    Expert,
    ExpertSector,
    HowGiven,
    Person,
    PersonStatement,
)
from caunoi.people.particulars import AffiliationLine, Particulars
from caunoi.people.purposes import Purpose
from caunoi.people.services import SignedYes
from caunoi.sources.history import history_of
from caunoi.sources.models import SourceKind
from caunoi.sources.services import record_statements
from tests.factories import (
    make_consent,
    make_expert,
    make_officer,
    make_organisation,
    make_participant,
    make_person,
    make_register,
    make_source,
)

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 14)
LATER = datetime.date(2026, 6, 1)


def signed_yes(*purposes, **fields):
    fields.setdefault("evidence", ContentFile(b"%PDF-1.7", name="phiếu đồng ý.pdf"))
    return SignedYes(
        purposes=list(purposes or [Purpose.PROFILE]),
        how_given=HowGiven.SIGNED_PAPER,
        given_on=DAY,
        **fields,
    )


def add_expert(particulars=None, yes=None):
    return services.add_expert_with_evidence(
        particulars=particulars or Particulars("Nguyễn Thị Ví Dụ"),
        yes=yes or signed_yes(),
        by=make_officer(),
        on=LATER,
    )


def change(person, **fields):
    fields.setdefault("display_name", person.display_name)
    return services.change_person(
        person=person, particulars=Particulars(**fields), by=make_officer(), on=LATER
    )


def fresh(person):
    return Person.objects.get(pk=person.pk)


# --- adding ---


def test_an_expert_is_added_with_the_proof_of_every_yes():
    make_register()

    person = add_expert(yes=signed_yes(Purpose.PROFILE, Purpose.EVENTS))

    assert standing_of(fresh(person)) == Standing.EXPERT
    for consent in person.consents.all():
        assert consent.how_given == HowGiven.SIGNED_PAPER
        assert consent.evidence.name == "phiếu đồng ý.pdf"
        assert (consent.given_on, consent.expires_on) == (DAY, datetime.date(2028, 3, 13))
        assert consent.text.wording == VERSION_1["vi"][consent.purpose]
    assert {one.purpose for one in person.consents.all()} == {Purpose.PROFILE, Purpose.EVENTS}


def test_every_recipient_is_named():
    controller = make_register().controller
    network = make_organisation("A network", kinds=["network"])

    person = add_expert(
        yes=signed_yes(Purpose.PROFILE, Purpose.NETWORK, recipients={Purpose.NETWORK: network})
    )

    recipients = {one.purpose: one.recipient for one in person.consents.all()}
    assert recipients == {Purpose.PROFILE: controller, Purpose.NETWORK: network}


def test_without_a_yes_to_a_profile_nobody_is_added_as_an_expert():
    make_register()

    with pytest.raises(ValueError, match="profile"):
        add_expert(yes=signed_yes(Purpose.EVENTS))

    assert not Person.objects.exists()


def test_without_a_register_there_is_nobody_to_say_yes_to():
    with pytest.raises(services.NoRegister):
        add_expert()

    assert not Person.objects.exists()


def test_of_a_participant_only_what_may_be_kept_is_written():
    everything = Particulars(
        "Trần Văn Mẫu",
        affiliations=[AffiliationLine("KU Leuven", "postdoc")],
        facts={
            Fact.EMAIL: "mau@example.org",
            Fact.CITY: "Gent",
            Fact.COUNTRY: "BE",
            Fact.ORCID: "0000-0002-1825-0097",
            Fact.SECTORS: ["ai"],
            Fact.LANGUAGES: ["vi"],
            Fact.LINK: "…",
        },
    )

    person = services.add_participant(particulars=everything, by=make_officer(), on=DAY)

    person = fresh(person)
    assert person.participant.delete_on == datetime.date(2026, 5, 13)
    assert (person.email, person.city, person.country_code) == ("mau@example.org", "", "")
    assert person.orcid is None
    assert set(person.statements.values_list("field", flat=True)) == {
        *("display_name", "email", "affiliation")
    }
    assert person.affiliations.get().position == ""
    assert person.statements.get(field="affiliation").value == ["KU Leuven", ""]


def test_of_an_office_holder_the_source_is_kept_and_no_profile():
    ministry = make_organisation("Ministry of Examples", kinds=["government"])

    person = services.add_office_holder(
        particulars=Particulars("Lê Thị Mẫu"),
        role="Minister of Examples",
        organisation=ministry,
        source_title="A newspaper",
        source_url="https://example.org/article",
        by=make_officer(),
        on=DAY,
    )

    assert standing_of(fresh(person)) == Standing.OFFICE_HOLDER
    holder = person.office_holder
    assert (holder.role, holder.organisation) == ("Minister of Examples", ministry)
    assert (holder.source.kind, holder.source.url) == ("document", "https://example.org/article")
    assert not person.consents.exists()
    assert (person.family_name, person.given_name) == ("Lê", "Mẫu")


# --- changing ---


def test_what_an_officer_changes_is_stated_by_that_officer():
    expert = make_expert("Nguyễn Thị Ví Dụ", email="old@example.org")

    change(
        expert,
        facts={Fact.EMAIL: "new@example.org", Fact.SECTORS: ["ai", "health"], Fact.CITY: ""},
    )

    facts = known_people([expert.pk])[expert.pk].facts
    assert facts[Fact.EMAIL] == "new@example.org"
    assert facts[Fact.SECTORS] == ["ai", "health"]
    stated = {one.field: one for one in expert.statements.select_related("source")}
    assert set(stated) == {"email", "sectors"}
    assert all(one.is_chosen and one.source.kind == "officer" for one in stated.values())
    assert all(one.source.officer is not None for one in stated.values())


def test_saving_without_a_change_states_nothing():
    expert = make_expert(email="a@example.org", city="Gent", sectors=["ai"])

    change(expert, facts={Fact.EMAIL: "a@example.org", Fact.SECTORS: ["ai"], Fact.CITY: "Gent"})

    assert not expert.statements.exists()


def test_what_the_person_said_stays_and_the_officers_word_is_kept_beside():
    expert = make_expert(city="Leuven")
    own = PersonStatement(
        person=expert, field="city", value="Leuven", source=make_source(SourceKind.PERSON)
    )
    record_statements([own])

    left = change(expert, facts={Fact.CITY: "Gent", Fact.COUNTRY: "BE"})

    assert left == (Fact.CITY,)
    assert (fresh(expert).city, fresh(expert).country_code) == ("Leuven", "BE")
    live = expert.statements.filter(field="city", replaced_by=None)
    assert {(one.value, one.is_chosen) for one in live} == {("Leuven", True), ("Gent", False)}


def test_what_an_import_said_gives_way_to_an_officer_and_is_kept():
    expert = make_expert(city="Leuven")
    row = make_source(SourceKind.IMPORT_ROW, title="guests.xlsx", row=12)
    record_statements([PersonStatement(person=expert, field="city", value="Leuven", source=row)])

    left = change(expert, facts={Fact.CITY: "Gent"})

    assert left == ()
    assert fresh(expert).city == "Gent"
    live = expert.statements.filter(field="city", replaced_by=None)
    assert {(one.value, one.is_chosen) for one in live} == {("Leuven", False), ("Gent", True)}


def test_affiliations_are_added_ended_and_taken_away():
    leuven = make_organisation("KU Leuven")
    expert = make_expert()
    change(expert, affiliations=[AffiliationLine("imec", "postdoc", DAY), AffiliationLine("Slip")])
    imec = expert.affiliations.get(organisation_name="imec")

    change(
        expert,
        affiliations=[
            AffiliationLine("imec", "postdoc", DAY, LATER, id=imec.pk),
            AffiliationLine("KU Leuven", "professor", LATER),
        ],
    )

    rows = {one.organisation_name: one for one in expert.affiliations.all()}
    assert set(rows) == {"imec", "KU Leuven"}
    assert (rows["imec"].pk, rows["imec"].ended_on) == (imec.pk, LATER)
    assert rows["KU Leuven"].organisation == leuven
    current = expert.statements.get(field="affiliation", is_chosen=True)
    assert current.value == ["KU Leuven", "professor"]


def test_a_body_that_could_be_either_of_two_is_not_linked():
    make_organisation("Institute of Physics"), make_organisation("Institute of Physics")
    expert = make_expert()

    change(expert, affiliations=[AffiliationLine("Institute of Physics")])

    assert expert.affiliations.get().organisation is None


def test_an_affiliation_of_someone_else_cannot_be_taken_over():
    other = make_expert(organisation=make_organisation("Theirs"))
    expert = make_expert()
    theirs = other.affiliations.get()

    change(expert, affiliations=[AffiliationLine("Mine", id=theirs.pk)])

    theirs.refresh_from_db()
    assert (theirs.person, theirs.organisation_name) == (other, "Theirs")


def test_other_spellings_are_kept_once():
    expert = make_expert("Nguyễn Thị Ví Dụ")
    change(expert, other_names=["阮氏例", "Vi Du Nguyen", "Nguyễn Thị Ví Dụ"])

    change(expert, other_names=["阮氏例", "N. T. Vi Du"])

    assert {name.value for name in expert.names.all()} == {"阮氏例", "N. T. Vi Du"}
    assert list(Person.objects.named_like("阮氏例")) == [expert]


def test_a_rewritten_name_moves_the_person_in_every_list_and_lookup():
    person = make_expert("Nguyen Thi Vi Du")

    change(person, display_name="Nguyễn Thị Ví Dụ")

    person = fresh(person)
    assert person.name_key == "du nguyen thi vi"
    assert (person.family_name, person.given_name) == ("Nguyễn", "Dụ")


# --- yes ---


def test_a_signed_yes_makes_a_participant_an_expert():
    make_register()
    person = make_participant("Trần Văn Mẫu", email="mau@example.org")

    services.record_yes(person=person, yes=signed_yes(), by=make_officer(), on=LATER)

    person = fresh(person)
    assert standing_of(person) == Standing.EXPERT
    assert person.expert.confirmed_on == DAY
    assert person.expert.ask_before_naming
    assert person.email == "mau@example.org"


def test_another_yes_leaves_a_participant_a_participant():
    make_register()
    person = make_participant()

    services.record_yes(person=person, yes=signed_yes(Purpose.EVENTS), by=make_officer(), on=LATER)

    assert standing_of(fresh(person)) == Standing.PARTICIPANT


def test_a_yes_that_stands_is_renewed_and_not_doubled():
    make_register()
    expert = make_expert(purposes=[Purpose.EVENTS])

    services.record_yes(
        person=expert,
        yes=signed_yes(Purpose.PROFILE, Purpose.EVENTS, language="en"),
        by=make_officer(),
        on=LATER,
    )

    assert expert.consents.count() == 2
    renewed = expert.consents.get(purpose=Purpose.EVENTS)
    assert renewed.how_given == HowGiven.SIGNED_PAPER
    assert renewed.text.language == "en"


def test_who_said_no_once_can_say_yes_again_and_the_no_stays_written():
    make_register()
    expert = make_expert()
    services.withdraw_consent(consent=expert.expert.yes, on=DAY)

    services.record_yes(person=expert, yes=signed_yes(), by=make_officer(), on=LATER)

    assert standing_of(fresh(expert)) == Standing.EXPERT
    assert expert.consents.filter(purpose=Purpose.PROFILE, withdrawn_on=DAY).exists()


# --- withdrawal ---


def test_withdrawing_one_yes_ends_that_one_at_once():
    partner = Viewer(
        user_id=1,
        roles=frozenset({Role.HOME_PARTNER}),
        organisation_ids=frozenset({make_organisation().pk}),
    )
    expert = make_expert(purposes=[Purpose.UNIVERSITIES, Purpose.EVENTS], ask_before_naming=False)
    assert expert in Person.objects.visible_to(partner)

    services.withdraw_consent(consent=expert.consents.get(purpose="universities"), on=DAY)

    assert expert not in Person.objects.visible_to(partner)
    assert expert.consents.get(purpose="events").withdrawn_on is None
    assert standing_of(fresh(expert)) == Standing.EXPERT


def test_withdrawing_the_profile_leaves_a_participant_and_nothing_of_the_profile():
    expert = make_expert(
        "Nguyễn Thị Ví Dụ",
        purposes=[Purpose.EVENTS],
        sectors=["ai"],
        email="a@example.org",
        orcid="0000-0002-1825-0097",
        city="Gent",
        country_code="BE",
    )
    change(expert, facts={Fact.EMAIL: "b@example.org", Fact.SECTORS: ["health"], Fact.CITY: "X"})

    services.withdraw_consent(consent=expert.expert.yes, on=DAY)

    person = fresh(expert)
    assert standing_of(person) == Standing.PARTICIPANT
    assert person.participant.delete_on == datetime.date(2026, 5, 13)
    assert not person.consents.filter(withdrawn_on=None).exists()
    assert (person.email, person.orcid, person.city) == ("b@example.org", None, "")
    assert person.country_code == ""
    assert set(person.statements.values_list("field", flat=True)) == {"email"}


def test_after_withdrawing_only_where_the_participant_is_stays():
    expert = make_expert("Nguyễn Thị Ví Dụ", sectors=["ai"])
    former = AffiliationLine("VNU", "lecturer", ended_on=datetime.date(2020, 1, 1))
    present = AffiliationLine("KU Leuven", "dean", started_on=datetime.date(2021, 1, 1))
    change(expert, affiliations=[former, present], other_names=["Thi Vi Du"])

    services.withdraw_consent(consent=expert.expert.yes, on=DAY)

    person = fresh(expert)
    [left] = person.affiliations.all()
    assert (left.organisation_name, left.position, left.started_on) == ("KU Leuven", "", None)
    assert [stated.value for stated in person.statements.filter(field="affiliation")] == [
        ["KU Leuven", ""]
    ]
    assert not person.names.exists()
    assert not history_of(Expert).filter(pgh_obj_id=person.pk).exists()
    assert not history_of(ExpertSector).filter(expert_id=person.pk).exists()


def test_withdrawing_twice_keeps_the_first_day():
    consent = make_consent(make_person(), Purpose.EVENTS, given_on=DAY)

    services.withdraw_consent(consent=consent, on=LATER)
    services.withdraw_consent(consent=consent, on=LATER + datetime.timedelta(days=1))

    consent.refresh_from_db()
    assert consent.withdrawn_on == LATER


def test_withdrawing_an_old_no_again_does_not_touch_a_newer_yes():
    make_register()
    expert = make_expert()
    old = expert.expert.yes
    services.withdraw_consent(consent=old, on=DAY)
    services.record_yes(person=fresh(expert), yes=signed_yes(), by=make_officer(), on=LATER)

    services.withdraw_consent(consent=old, on=LATER)

    assert standing_of(fresh(expert)) == Standing.EXPERT


# --- the words ---


def test_wordings_are_written_down_once_and_never_changed():
    text = ConsentText.objects.get(purpose=Purpose.PROFILE, language="en", version=1)
    ConsentText.objects.filter(pk=text.pk).update(wording="as it was signed")

    services.sync_consent_texts()

    text.refresh_from_db()
    assert text.wording == "as it was signed"
    assert ConsentText.objects.count() == len(Purpose) * 2


def test_the_newest_printed_wording_is_used(monkeypatch):
    newer = {"vi": {Purpose.EVENTS: "Tôi đồng ý (3)."}}
    monkeypatch.setitem(services.VERSIONS, 3, newer)
    services.sync_consent_texts()

    texts = services.latest_consent_texts()

    assert texts[Purpose.EVENTS].wording == "Tôi đồng ý (3)."
    assert set(texts) == set(Purpose)


# --- the person's own word ---


def test_what_a_person_says_of_themselves_overrules_an_officer():
    person = make_expert()
    change(person, facts={Fact.CITY: "Gent"})

    services.change_own_profile(
        person=person,
        particulars=Particulars(person.display_name, facts={Fact.CITY: "Leuven"}),
        on=LATER,
    )

    live = person.statements.live().filter(field=Fact.CITY)
    assert fresh(person).city == "Leuven"
    assert fresh(person).expert.confirmed_on == LATER
    assert {(said.source.kind, said.is_chosen) for said in live} == {
        (SourceKind.OFFICER, False),
        (SourceKind.PERSON, True),
    }


def test_an_own_click_makes_a_participant_an_expert_and_is_its_own_proof():
    person = make_participant()
    text = services.latest_consent_texts("en")[Purpose.PROFILE]

    yes = services.say_yes(person=person, text=text, recipient=make_organisation(), on=DAY)

    assert (yes.how_given, yes.evidence) == (HowGiven.OWN_CLICK, None)
    assert yes.source.kind == SourceKind.PERSON
    assert standing_of(fresh(person)) == Standing.EXPERT
    assert fresh(person).expert.yes == yes


def test_a_yes_said_again_is_renewed():
    person, controller = make_participant(), make_organisation()
    text = services.latest_consent_texts("en")[Purpose.CONTACT]
    first = services.say_yes(person=person, text=text, recipient=controller, on=DAY)

    again = services.say_yes(person=person, text=text, recipient=controller, on=LATER)

    assert again.pk == first.pk
    assert again.expires_on > first.expires_on


def test_whoever_is_named_in_a_file_can_read_it_later():
    person = make_expert()

    services.note_named(
        people=[person.pk], by=make_officer(), about="list.xlsx", given_to="Bộ Thử nghiệm"
    )

    look = person.looks.get()
    assert (look.what, look.about, look.given_to) == ("named", "list.xlsx", "Bộ Thử nghiệm")
