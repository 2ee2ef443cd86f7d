"""Introductions at every stage, reached by the steps that the product itself takes."""

from __future__ import annotations

import datetime
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from caunoi.introductions import services
from caunoi.introductions.models import Checked, Introduction, KnowledgeSecurity, Shared, Stage
from caunoi.introductions.services import Yes
from caunoi.needs.models import Need
from caunoi.organisations.models import ContactPoint, Organisation, OrganisationLink
from caunoi.people.models import Consent, Person, PersonLink
from caunoi.people.purposes import Purpose
from tests.factories import make_expert, make_need, make_officer, make_organisation

ASKABLE = (Purpose.MATCHING, Purpose.CONTACT)
# Whoever reads one of these before both agreed has read what was not theirs yet.
NAME = "Zzoanh Thị Kín"
EMAIL = "zz.kin@example.org"
WORKPLACE = "Zz Institute of Hidden Studies"
OWN_WORDS = "zzpower of hidden converters"
TELLING = (NAME, EMAIL, WORKPLACE, OWN_WORDS)


def make_askable(name: str = "", **fields: Any) -> Person:
    """An expert who may be matched and written to."""
    return make_expert(name, purposes=ASKABLE, **fields)


def make_telling_expert() -> Person:
    """One of whom there is much to leak."""
    person = make_askable(
        NAME,
        email=EMAIL,
        country_code="BE",
        sectors=["quantum"],
        organisation=make_organisation(WORKPLACE),
    )
    person.expert.expertise = OWN_WORDS
    person.expert.save()
    return person


def make_body(name: str = "An asking institute", **fields: Any) -> Organisation:
    body = make_organisation(name, **fields)
    ContactPoint.objects.create(
        organisation=body, name="International Cooperation", email="office@example.org"
    )
    return body


def make_needed(title: str = "A converter for islands", **fields: Any) -> Need:
    fields.setdefault("asked_by", fields.pop("body", None) or make_body())
    return make_need(title, **fields)


def introduction_at(stage: Stage, **who: Any) -> Introduction:
    """who: need, person, shared; made anew where they are not given."""
    found = prepared(who.get("need") or make_needed(), who.get("person") or make_askable())
    if stage == Stage.TO_BE_ASKED:
        return found
    found = services.ask_expert(introduction=found, by=make_officer())
    if stage == Stage.EXPERT_ASKED:
        return found
    if stage == Stage.EXPERT_DECLINED:
        return services.say_no(introduction=found)
    if stage == Stage.NOT_NOW:
        until = timezone.localdate() + datetime.timedelta(days=90)
        return services.say_not_now(introduction=found, until=until)
    found = services.say_yes(introduction=found, yes=Yes(shared=who.get("shared", list(Shared))))
    return _with_the_body(found, stage)


def _with_the_body(found: Introduction, stage: Stage) -> Introduction:
    if stage == Stage.EXPERT_AGREED:
        return found
    office = found.organisation.contact_points.first()
    found = services.ask_body(introduction=found, office=office, by=make_officer())
    if stage == Stage.BODY_ASKED:
        return found
    if stage == Stage.BODY_DECLINED:
        return services.bodys_no(introduction=found)
    found = services.bodys_yes(introduction=found, contact="The office, office@example.org")
    if stage == Stage.BODY_AGREED:
        return found
    found = services.introduce(introduction=found, by=make_officer())
    if stage == Stage.INTRODUCED:
        return found
    return services.close(introduction=found, by=make_officer())


def prepared(need: Need, person: Person) -> Introduction:
    security = KnowledgeSecurity(
        purpose="To design a converter", end_user="The islands", institution=Checked.PENDING
    )
    return services.prepare_introduction(
        need=need, person=person, security=security, by=make_officer()
    )


def withdraw(person: Person, purpose: Purpose = Purpose.MATCHING) -> None:
    Consent.objects.filter(person=person, purpose=purpose).update(withdrawn_on=timezone.localdate())


def opened_by(person: Person) -> Client:
    """A browser in which the person opened the link of a letter."""
    _link, token = PersonLink.issue(
        purpose="own_page",
        lifetime=datetime.timedelta(days=1),
        now=timezone.now(),
        person=person,
    )
    client = Client()
    client.post(reverse("self_service:open", args=[token]))
    return client


def opened_by_body(body: Organisation) -> Client:
    office = body.contact_points.first() or ContactPoint.objects.create(
        organisation=body, name="Front office"
    )
    _link, token = OrganisationLink.issue(
        purpose="bodys_page",
        lifetime=datetime.timedelta(days=1),
        now=timezone.now(),
        contact_point=office,
    )
    client = Client()
    client.post(reverse("partners:open", args=[token]))
    return client


def told(text: str | bytes) -> set[str]:
    """Which of the telling words stand in it."""
    said = text.decode(errors="replace") if isinstance(text, bytes) else text
    return {one for one in TELLING if one.casefold() in said.casefold()}
