"""Every role on every page, with data there to leak: nobody reads what is not theirs to read.

The pages are those of the URL resolver; one whose address has a gap that nobody fills here fails.
"""

from __future__ import annotations

import datetime
import html
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from caunoi.accounts.models import Role, User
from caunoi.answers.models import BodysAnswer, Reply, Routing
from caunoi.answers.models import Note as ProposalNote
from caunoi.desk.models import Note
from caunoi.events.models import Event
from caunoi.imports.models import ImportRun, PlannedAction
from caunoi.introductions.models import Introduction, KnowledgeSecurity, Stage
from caunoi.jobs.models import JobRun
from caunoi.messages.models import LetterKind
from caunoi.messages.services import write_letter
from caunoi.needs.models import Match, Need, Offer, Verdict
from caunoi.organisations.models import (
    ContactPoint,
    Organisation,
    OrganisationKind,
    OrganisationLink,
)
from caunoi.organisations.representing import add_representative
from caunoi.people.models import Person, PersonLink
from caunoi.people.purposes import Purpose
from caunoi.programmes.models import Project
from caunoi.proposals.models import Authorship as ProposalAuthorship
from caunoi.proposals.models import CoAuthor, OriginalMail, Placement, Proposal
from caunoi.search.building import rebuild_index
from caunoi.sectors.models import Priority
from caunoi.seminars.models import Kit, SignUp
from caunoi.works.models import Authorship as WorkAuthorship
from caunoi.works.models import Work
from tests.caunoi.site.test_urls import PATTERNS
from tests.factories import (
    make_consent,
    make_event,
    make_expert,
    make_office_holder,
    make_officer,
    make_organisation,
    make_participant,
    make_register,
    make_source,
    make_user,
)

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 14)
CODE = "abcdef"

# Whoever reads one of these in a page has read what belongs to somebody else.
HIDDEN = "Zzhidden Expert"
ASKED_FIRST = "Zzaskfirst Expert"
PARTICIPANT = "Zzparticipant Guest"
OFFICE_HOLDER = "Zzminister Office"
TO_UNIVERSITIES = "Zzuniversity Shown"
TO_NETWORK = "Zznetwork Shown"
TO_MINISTRIES = "Zzministry Shown"
SECRET_EMAIL = "zz-secret@example.org"
SECRET_PROPOSAL = "zzproposal of somebody else"
SECRET_MAIL = "zzmail a proposal came in"
CO_AUTHOR = "Zznamed Besides"
SECRET_NEED = "zzneed of another institute"
SECRET_OFFER = "zzoffer of another institute"
SECRET_NOTE = "zznote of the officers"
SECRET_LETTER = "zzletter to somebody else"
SECRET_WORK = "zzwork of somebody hidden"
SECRET_ANSWER = "zzanswer of another institute"
SECRET_REPLY = "zzreply to somebody else"
SECRETS = frozenset(
    {
        *(SECRET_MAIL, CO_AUTHOR),
        *(HIDDEN, ASKED_FIRST, PARTICIPANT, OFFICE_HOLDER, SECRET_EMAIL, SECRET_PROPOSAL),
        *(SECRET_NEED, SECRET_OFFER, SECRET_NOTE, SECRET_LETTER, SECRET_WORK),
        *(SECRET_ANSWER, SECRET_REPLY),
        *(TO_UNIVERSITIES, TO_NETWORK, TO_MINISTRIES),
    }
)


@dataclass(frozen=True)
class Filled:
    """A register in which everything above stands, and what fills the gaps of addresses."""

    university: Organisation
    ministry: Organisation
    firm: Organisation
    network: Organisation
    subjects: dict[str, Any]


@pytest.fixture
def filled() -> Filled:
    register = make_register()
    network = make_organisation("Example Network", kinds=[OrganisationKind.NETWORK])
    register.named_recipients.add(network)
    hidden = shown("", HIDDEN, email=SECRET_EMAIL)
    asked_first = make_expert(ASKED_FIRST, purposes=[Purpose.UNIVERSITIES, Purpose.MATCHING])
    shown(Purpose.UNIVERSITIES, TO_UNIVERSITIES)
    shown(Purpose.MINISTRIES, TO_MINISTRIES)
    to_network = shown("", TO_NETWORK)
    make_consent(to_network, Purpose.NETWORK, recipient=network)
    people = [hidden, asked_first, make_participant(PARTICIPANT), make_office_holder(OFFICE_HOLDER)]
    subjects = records_about(hidden, people, make_organisation("Another Institute"))
    rebuild_index()
    return Filled(
        university=make_organisation("Example University", kinds=["education"]),
        ministry=make_organisation("Example Ministry", kinds=["government"]),
        firm=make_organisation("Example Firm", kinds=["company"]),
        network=network,
        subjects=subjects,
    )


def shown(purpose: str, name: str, **fields: Any) -> Person:
    purposes = [Purpose.MATCHING, *([Purpose(purpose)] if purpose else [])]
    return make_expert(
        name, purposes=purposes, sectors=["quantum"], ask_before_naming=False, **fields
    )


def records_about(hidden: Person, people: list[Person], another: Organisation) -> dict[str, Any]:
    """What there is of each noun, by the name of the gap or of the page."""
    officer, source = make_officer(), make_source()
    event = make_event("Example Seminar", people=people)
    proposal = Proposal.objects.create(
        title=SECRET_PROPOSAL, text=SECRET_PROPOSAL, received_on=DAY, source=source, event=event
    )
    ProposalAuthorship.objects.create(proposal=proposal, person=hidden)
    CoAuthor.objects.create(proposal=proposal, line=CO_AUTHOR)
    OriginalMail.objects.create(proposal=proposal, text=SECRET_MAIL)
    placement = Placement.objects.create(
        proposal=proposal, placed_by=officer, placed_at=timezone.now()
    )
    work = Work.objects.create(title=SECRET_WORK, abstract=SECRET_WORK, source=source)
    WorkAuthorship.objects.create(work=work, expert=hidden.expert)
    need = Need.objects.create(
        title=SECRET_NEED, text=SECRET_NEED, asked_by=another, stated_on=DAY, source=source
    )
    offer = Offer.objects.create(
        title=SECRET_OFFER, text=SECRET_OFFER, offered_by=another, stated_on=DAY, source=source
    )
    match = Match.objects.create(need=need, person=hidden, verdict=Verdict.SHORTLISTED)
    make_consent(hidden, Purpose.CONTACT)
    introduction = Introduction.objects.create(
        need=need, person=hidden, organisation=another, stage=Stage.EXPERT_AGREED
    )
    KnowledgeSecurity.objects.create(introduction=introduction, purpose=SECRET_NEED, end_user="-")
    run = ImportRun.objects.create(kind="seminar", state="planned", file_name="guests.csv")
    PlannedAction.objects.create(
        run=run, position=1, row=2, subject="person", outcome="create", label=PARTICIPANT
    )
    Note.objects.create(text=SECRET_NOTE)
    routing = answered_by(another, proposal)
    letter = write_letter(
        person=hidden, kind=LetterKind.RIGHTS, subject=SECRET_LETTER, paragraphs=[SECRET_LETTER]
    )
    return {
        "people": hidden.pk,
        "consents": hidden.consents.first().pk,
        "organisations": another.pk,
        "events": event.pk,
        "proposals": proposal.pk,
        "answers": proposal.pk,
        "routings": routing.pk,
        "placements": placement.pk,
        "works": work.pk,
        "needs": need.pk,
        "offers": offer.pk,
        "offices": another.contact_points.create(name="An office", email=SECRET_EMAIL).pk,
        "sign_ups": signed_up(event, people[2]).pk,
        "matches": match.pk,
        "introductions": introduction.pk,
        "imports": run.pk,
        "jobs": JobRun.objects.create(title="A job").pk,
        "messages": letter.pk,
        "accounts": officer.pk,
        "programmes": Project.objects.create(title="A project").pk,
        "sectors": "quantum",
        "priorities": Priority.objects.create(
            country_code="VN", sector_id="quantum", source=source
        ).pk,
    }


def signed_up(event: Event, person: Person) -> SignUp:
    """Somebody who typed name and proposal on a phone and has not confirmed it."""
    kit = Kit.objects.create(event=event, code=CODE, opens_on=DAY, closes_on=DAY)
    return SignUp.objects.create(
        kit=kit,
        person=person,
        key="k",
        display_name=PARTICIPANT,
        text=SECRET_PROPOSAL,
        waits=True,
        signed_up_at=timezone.now(),
    )


def answered_by(body: Organisation, proposal: Proposal) -> Routing:
    """A body's answer, an officer's note and what the author was told, all about this proposal."""
    routing = Routing.objects.create(
        proposal=proposal,
        organisation=body,
        shown_title=SECRET_PROPOSAL,
        shown_text=SECRET_PROPOSAL,
        signature=proposal.signature,
        asked_on=DAY,
        due_on=DAY,
    )
    BodysAnswer.objects.create(
        routing=routing, verdict="not_now", text=SECRET_ANSWER, given_at=timezone.now()
    )
    ProposalNote.objects.create(proposal=proposal, text=SECRET_NOTE, written_at=timezone.now())
    Reply.objects.create(proposal=proposal, number=1, text=SECRET_REPLY, language="en", sent_on=DAY)
    return routing


# --- who asks ---


def by_account(filled: Filled, role: Role, *bodies: Organisation) -> Client:
    user: User = make_user(role)
    for body in bodies:
        add_representative(organisation=body, user=user)
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def as_public(filled: Filled) -> Client:
    return Client(raise_request_exception=False)


def as_expert(filled: Filled) -> Client:
    client = by_account(filled, Role.EXPERT)
    user = User.objects.latest("pk")
    make_expert("Own Expert", user=user)
    return client


def by_link(filled: Filled) -> Client:
    client = as_public(filled)
    _link, token = PersonLink.issue(
        purpose="own_page",
        lifetime=datetime.timedelta(days=1),
        now=timezone.now(),
        person=make_expert("Own Expert"),
    )
    client.post(reverse("self_service:open", args=[token]))
    return client


def by_link_of_a_body(filled: Filled, body: Organisation) -> Client:
    client = as_public(filled)
    office = ContactPoint.objects.create(organisation=body, name="International Cooperation")
    _link, token = OrganisationLink.issue(
        purpose="bodys_page",
        lifetime=datetime.timedelta(days=1),
        now=timezone.now(),
        contact_point=office,
    )
    client.post(reverse("partners:open", args=[token]))
    return client


ASKING = {
    "public": (as_public, frozenset()),
    "signed link": (by_link, frozenset()),
    "link of a ministry": (
        lambda filled: by_link_of_a_body(filled, filled.ministry),
        frozenset(),
    ),
    "expert": (as_expert, frozenset()),
    "home partner without a body": (
        lambda filled: by_account(filled, Role.HOME_PARTNER),
        frozenset(),
    ),
    "university": (
        lambda filled: by_account(filled, Role.HOME_PARTNER, filled.university),
        {TO_UNIVERSITIES},
    ),
    "ministry": (
        lambda filled: by_account(filled, Role.HOME_PARTNER, filled.ministry),
        {TO_MINISTRIES},
    ),
    "firm": (lambda filled: by_account(filled, Role.HOME_PARTNER, filled.firm), frozenset()),
    "coordinator": (
        lambda filled: by_account(filled, Role.COORDINATOR, filled.network),
        {TO_NETWORK},
    ),
    "administrator": (lambda filled: by_account(filled, Role.ADMINISTRATOR), frozenset()),
}

# --- what is asked for ---

OFFICE_PAGES = ("office", "remove_office", "send_link", "withdraw_links")
KIT_PAGES = ("kit", "poster", "sheets", "door", "type_in", "thank")
# Where the first word of a page's name is not the noun whose record fills the gap "pk".
PK_OF = {
    **{f"messages:{name}": "offices" for name in OFFICE_PAGES},
    **{f"seminars:{name}": "sign_ups" for name in ("check_in", "mine")},
    **{f"seminars:{name}": "events" for name in KIT_PAGES},
    "messages:offices": "organisations",
    "answers:take_back": "routings",
    "answers:remind": "routings",
    "answers:type_in": "routings",
    "answers:routed_one": "routings",
    "people:withdraw_consent": "consents",
    "people:evidence": "consents",
    "landscape:change_priority": "priorities",
    "landscape:delete_priority": "priorities",
    "self_service:person": "people",
    "introductions:shortlist": "needs",
    **{f"needs:{name}": "offers" for name in ("offer", "change_offer", "set_offer_state")},
    **{f"partners:{name}": "needs" for name in ("posting", "change_posting")},
}
# Gaps called after the noun whose record fills them.
NOUN_OF_GAP = {"need": "needs", "person": "people"}
# Their records belong to somebody: tests of those apps open them with another's.
NOUNS_OF_ONES_OWN = {"self_service", "partners", "rights", "desk", "search"}
GAPS = {
    **{"kind": "expert", "noun": "people", "code": CODE, "token": "cn_unknown", "key": "k"},
    **{"deed": "ask", "ending": "docx", "reached": "asked", "what": "need"},
}


def address_of(name: str, subjects: dict[str, Any]) -> str:
    pattern = PATTERNS[name]
    words = {}
    for gap in pattern.pattern.converters:
        noun = NOUN_OF_GAP.get(gap) or PK_OF.get(name, name.split(":")[0])
        is_of_a_record = gap in {"pk", "record", *NOUN_OF_GAP}
        words[gap] = subjects.get(noun, 1) if is_of_a_record else GAPS.get(gap, 1)
    return reverse(name, kwargs=words)


def pages_to_open() -> Iterator[str]:
    """All but allauth's own, whose addresses hold nothing of the register's."""
    yield from sorted(name for name in PATTERNS if ":" in name and "<lang" not in name)


def secrets_told(client: Client, subjects: dict[str, Any]) -> set[tuple[str, str]]:
    """(page, secret) for each that a page tells; a page that fails is one too."""
    told = set()
    for name in pages_to_open():
        page = client.get(address_of(name, subjects), {"q": "zz", "words": "zz"})
        said = html.unescape(content_of(page)).casefold()
        told |= {(name, one) for one in SECRETS if one.casefold() in said}
        if page.status_code >= 500:
            told.add((name, str(page.status_code)))
    return told


def content_of(page: Any) -> str:
    content = b"".join(page.streaming_content) if page.streaming else page.content
    return content.decode(errors="replace")


@pytest.mark.parametrize("asking", ASKING)
def test_no_page_tells_anybody_what_is_not_theirs(filled: Filled, asking: str) -> None:
    client_of, allowed = ASKING[asking]

    told = secrets_told(client_of(filled), filled.subjects)

    assert [(page, one) for page, one in sorted(told) if one not in allowed] == []


def test_an_officer_reads_each_of_them_somewhere(filled: Filled) -> None:
    """Else the test above would be right about empty pages."""
    told = secrets_told(by_account(filled, Role.OFFICER), filled.subjects)

    assert {one for _page, one in told} == SECRETS


def test_every_gap_in_an_address_is_filled_with_a_record(filled: Filled) -> None:
    gaps = {
        PK_OF.get(name, name.split(":")[0])
        for name in pages_to_open()
        if "pk" in PATTERNS[name].pattern.converters
    }

    assert gaps - NOUNS_OF_ONES_OWN <= set(filled.subjects)


@pytest.mark.parametrize(
    ("asking", "name"),
    [
        ("university", TO_UNIVERSITIES),
        ("ministry", TO_MINISTRIES),
        ("coordinator", TO_NETWORK),
    ],
)
def test_who_may_see_somebody_does(filled: Filled, asking: str, name: str) -> None:
    client_of, _allowed = ASKING[asking]
    client = client_of(filled)

    assert name in content_of(client.get(reverse("people:people")))
    assert "Zz" in content_of(client.get(reverse("search:search"), {"q": name}))
