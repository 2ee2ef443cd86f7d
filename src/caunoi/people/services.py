"""Writing about people: who is added, what an officer changes, consents given and withdrawn, looks.

Whoever is added stands in the register in one of three ways, and an expert only with a proof of
the own yes. What an officer types is recorded as a statement of that officer.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.files import File
from django.db import transaction

from caunoi.accounts.models import User
from caunoi.organisations.models import Organisation
from caunoi.organisations.queries import the_register
from caunoi.people.consent_texts import VERSIONS
from caunoi.people.facts import FACTS_OF_A_PARTICIPANT, Fact, KnownPerson, known_people
from caunoi.people.models import (
    Consent,
    ConsentText,
    Expert,
    HowGiven,
    Look,
    OfficeHolder,
    Participant,
    Person,
    PersonStatement,
)
from caunoi.people.particulars import (
    Particulars,
    changed_facts,
    facts_of_their_own_word,
    set_name_parts,
    write_affiliations,
    write_columns,
    write_other_names,
    write_profile,
)
from caunoi.people.purposes import CONSENT_LASTS_DAYS, PARTICIPANT_KEPT_DAYS, Purpose
from caunoi.sources.history import forget_history
from caunoi.sources.models import Attachment, Source, SourceKind
from caunoi.sources.services import keep_file, record_officers_word, record_own_word


class NoRegister(Exception):
    """Nobody has said yet who runs this register, so nobody can say yes to anything."""


# --- adding ---


@dataclass(frozen=True, slots=True)
class SignedYes:
    """What a person said yes to on paper or by e-mail, with that paper or e-mail.

    language: of the words the person read. recipients: whom a purpose names that has to name
    someone; the register's controller receives every other.
    """

    purposes: Collection[Purpose]
    how_given: HowGiven
    evidence: File[Any]
    given_on: datetime.date
    language: str = "vi"
    recipients: Mapping[Purpose, Organisation] = field(default_factory=dict)


@transaction.atomic
def add_participant(*, particulars: Particulars, by: User, on: datetime.date) -> Person:
    person = _create_person(particulars, by=by, on=on)
    delete_on = on + datetime.timedelta(days=PARTICIPANT_KEPT_DAYS)
    Participant.objects.create(person=person, delete_on=delete_on)
    change_person(person=person, particulars=particulars, by=by, on=on)
    return person


@transaction.atomic
def add_expert_with_evidence(
    *, particulars: Particulars, yes: SignedYes, by: User, on: datetime.date
) -> Person:
    """Raises ValueError without the yes to a profile, NoRegister without a controller."""
    if Purpose.PROFILE not in yes.purposes:
        raise ValueError("nobody becomes an expert without the own yes to a profile")
    person = _create_person(particulars, by=by, on=on)
    record_yes(person=person, yes=yes, by=by, on=on)
    change_person(person=person, particulars=particulars, by=by, on=on)
    return person


@transaction.atomic
def add_office_holder(
    *,
    particulars: Particulars,
    role: str,
    organisation: Organisation | None,
    source_title: str,
    source_url: str,
    by: User,
    on: datetime.date,
) -> Person:
    """What a published source says of someone in office: nothing is kept beyond it."""
    person = Person(display_name=particulars.display_name)
    set_name_parts(person, particulars)
    person.save()
    source = Source.objects.create(
        kind=SourceKind.DOCUMENT, title=source_title, url=source_url, officer=by, stated_on=on
    )
    OfficeHolder.objects.create(person=person, role=role, organisation=organisation, source=source)
    return person


def _create_person(particulars: Particulars, *, by: User, on: datetime.date) -> Person:
    person = Person.objects.create(display_name=particulars.display_name)
    named = {Fact.DISPLAY_NAME: particulars.display_name}
    record_officers_word(PersonStatement, person, named, by=by, on=on)
    return person


# --- changing ---


@transaction.atomic
def change_person(
    *, person: Person, particulars: Particulars, by: User, on: datetime.date
) -> tuple[Fact, ...]:
    """Save what an officer typed. Returns the facts left as they are: the person stated them."""
    person, known = _locked(person)
    particulars = particulars.kept_of(known.standing)
    changed = changed_facts(particulars, known)
    own_word = facts_of_their_own_word(changed, known)
    _write(person, particulars, changed, leaving=own_word)
    record_officers_word(PersonStatement, person, changed, by=by, on=on)
    return own_word


@transaction.atomic
def change_own_profile(*, person: Person, particulars: Particulars, on: datetime.date) -> None:
    """Save what the person typed about themselves: nobody else's word stands against it."""
    person, known = _locked(person)
    particulars = particulars.kept_of(known.standing)
    changed = changed_facts(particulars, known)
    _write(person, particulars, changed)
    record_own_word(PersonStatement, person, changed, on=on)
    confirm_own_profile(person=person, on=on)


@transaction.atomic
def change_own_email(*, person: Person, email: str, on: datetime.date) -> None:
    """The address the person proved to have."""
    person, known = _locked(person)
    if known.facts.get(Fact.EMAIL) != email:
        write_columns(person, {Fact.EMAIL: email})
        record_own_word(PersonStatement, person, {Fact.EMAIL: email}, on=on)


def confirm_own_profile(*, person: Person, on: datetime.date) -> None:
    """What the profile says is still so."""
    Expert.objects.filter(person=person).update(confirmed_on=on)


def _locked(person: Person) -> tuple[Person, KnownPerson]:
    locked = Person.objects.select_for_update().get(pk=person.pk)
    return locked, known_people([person.pk])[person.pk]


def _write(
    person: Person,
    particulars: Particulars,
    changed: Mapping[Fact, Any],
    *,
    leaving: Collection[Fact] = (),
) -> None:
    facts = {fact: value for fact, value in changed.items() if fact not in leaving}
    if Fact.DISPLAY_NAME not in leaving:
        set_name_parts(person, particulars)
    write_columns(person, facts)
    if particulars.other_names is not None:
        write_other_names(person, particulars.other_names)
    if particulars.affiliations is not None and Fact.AFFILIATION not in leaving:
        write_affiliations(person, particulars.affiliations)
    if hasattr(person, "expert"):
        write_profile(person.expert, facts, ask_before_naming=particulars.ask_before_naming)


# --- consents ---


def sync_consent_texts(**_signal: Any) -> None:
    """Write down every version of every wording; never change one that is already there."""
    written = set(ConsentText.objects.values_list("purpose", "version", "language"))
    ConsentText.objects.bulk_create(
        [
            ConsentText(purpose=purpose, version=version, language=language, wording=wording)
            for version, languages in VERSIONS.items()
            for language, wordings in languages.items()
            for purpose, wording in wordings.items()
            if (purpose, version, language) not in written
        ],
        ignore_conflicts=True,
    )


def latest_consent_texts(language: str = "vi") -> Mapping[str, ConsentText]:
    """{purpose: the newest wording of sheets and printed forms in this language}."""
    printed = ConsentText.objects.filter(version__in=VERSIONS)
    texts = printed.filter(language=language).order_by("version")
    return {text.purpose: text for text in texts}


@transaction.atomic
def record_yes(*, person: Person, yes: SignedYes, by: User, on: datetime.date) -> list[Consent]:
    """Write down what someone signed; with the yes to a profile, a participant becomes an expert.

    A yes that stands already is renewed with the newer proof. Raises NoRegister.
    """
    register = the_register()
    if register is None:
        raise NoRegister
    evidence = keep_file(yes.evidence, name=yes.evidence.name or "", by=by)
    source = Source.objects.create(
        kind=SourceKind.OFFICER,
        title=evidence.name,
        officer=by,
        attachment=evidence,
        stated_on=yes.given_on,
    )
    consents = [
        _write_yes(person, purpose, yes, register.controller, evidence, source)
        for purpose in yes.purposes
    ]
    for consent in consents:
        if consent.purpose == Purpose.PROFILE:
            _begin_profile(person=person, yes=consent)
    return consents


@transaction.atomic
def say_yes(
    *, person: Person, text: ConsentText, recipient: Organisation, on: datetime.date
) -> Consent:
    """The person's own click on these words. A yes that stands already is renewed by it.

    With the yes to a profile, a participant becomes an expert.
    """
    consent, _is_new = Consent.objects.update_or_create(
        person=person,
        purpose=text.purpose,
        recipient=recipient,
        withdrawn_on=None,
        defaults={
            "text": text,
            "how_given": HowGiven.OWN_CLICK,
            "evidence": None,
            "source": Source.objects.create(kind=SourceKind.PERSON, stated_on=on),
            "given_on": on,
            "expires_on": on + datetime.timedelta(days=CONSENT_LASTS_DAYS),
        },
    )
    if consent.purpose == Purpose.PROFILE:
        _begin_profile(person=person, yes=consent)
    return consent


def _write_yes(
    person: Person,
    purpose: Purpose,
    yes: SignedYes,
    controller: Organisation,
    evidence: Attachment,
    source: Source,
) -> Consent:
    consent, _is_new = Consent.objects.update_or_create(
        person=person,
        purpose=purpose,
        recipient=yes.recipients.get(purpose, controller),
        withdrawn_on=None,
        defaults={
            "text": latest_consent_texts(yes.language)[purpose],
            "how_given": yes.how_given,
            "evidence": evidence,
            "source": source,
            "given_on": yes.given_on,
            "expires_on": yes.given_on + datetime.timedelta(days=CONSENT_LASTS_DAYS),
        },
    )
    return consent


def _begin_profile(*, person: Person, yes: Consent) -> None:
    Participant.objects.filter(person=person).delete()
    Expert.objects.update_or_create(
        person=person, defaults={"yes": yes, "confirmed_on": yes.given_on}
    )


@transaction.atomic
def withdraw_consent(*, consent: Consent, on: datetime.date) -> None:
    """End one yes at once. Without the yes to a profile there is no profile, so that goes too."""
    standing = Consent.objects.filter(pk=consent.pk, withdrawn_on__isnull=True)
    if standing.update(withdrawn_on=on) and consent.purpose == Purpose.PROFILE:
        _end_profile(person=consent.person, on=on)


def _end_profile(*, person: Person, on: datetime.date) -> None:
    Expert.objects.filter(person=person).delete()
    person.consents.filter(withdrawn_on__isnull=True).update(withdrawn_on=on)
    _keep_only_a_participant_of(person)
    Participant.objects.get_or_create(
        person=person,
        defaults={"delete_on": on + datetime.timedelta(days=PARTICIPANT_KEPT_DAYS)},
    )


def _keep_only_a_participant_of(person: Person) -> None:
    """What the profile held goes with it; a name, an e-mail and an organisation stay."""
    PersonStatement.objects.filter(person=person).exclude(field__in=FACTS_OF_A_PARTICIPANT).delete()
    Person.objects.filter(pk=person.pk).update(orcid=None, city="", country_code="")
    person.names.all().delete()
    person.affiliations.filter(ended_on__isnull=False).delete()
    person.affiliations.update(position="", started_on=None)
    for stated in PersonStatement.objects.filter(person=person, field=Fact.AFFILIATION):
        stated.value = [*stated.value[:1], ""] if stated.value else []
        stated.save(update_fields=["value"])
    forget_history(Person, [person.pk])
    forget_history(Expert, [person.pk])


# --- looks ---


def note_look(*, person: Person, by: User, what: str, about: str = "") -> Look:
    """about: what for, as the page calls it, such as the title of a need."""
    return Look.objects.create(person=person, user=by, what=what, about=about)


def note_named(*, people: Collection[int], by: User | None, about: str, given_to: str = "") -> None:
    """Whoever is named in a file or report may read later which one and who received it."""
    Look.objects.bulk_create(
        [
            Look(person_id=person, user=by, what=Look.What.NAMED, about=about, given_to=given_to)
            for person in people
        ]
    )
