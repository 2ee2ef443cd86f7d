"""A proposal from its author's own hand: kept, changed, withdrawn, and the draft before it.

Doing the same twice, as a second press of a button does, changes nothing more. An author may
change or withdraw a proposal as long as no officer has passed it on.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import EmailValidator
from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from caunoi.events.models import Event
from caunoi.messages.models import LetterKind
from caunoi.messages.services import in_language_of, write_letter
from caunoi.people.models import Person
from caunoi.proposals.models import (
    Authorship,
    Channel,
    CoAuthor,
    Draft,
    Placement,
    Proposal,
    ProposalFile,
    Signature,
    text_hash,
)
from caunoi.proposals.similar import keep_gist
from caunoi.sources.history import forget_history
from caunoi.sources.models import Source, SourceKind
from caunoi.sources.services import delete_unused_sources, keep_file
from trithuc.text.folding import fold
from trithuc.text.languages import known_language

LONGEST_LINE = 254
MOST_CO_AUTHORS = 20


class InHand(Exception):
    """An officer has passed the proposal on: it can no longer be changed by its author."""


@dataclass(frozen=True, slots=True)
class Words:
    """What an author says. co_authors: a name or an address each, as typed."""

    title: str
    text: str
    signature: str = Signature.UNSIGNED
    co_authors: Sequence[str] = ()


@transaction.atomic
def receive_proposal(
    *,
    person: Person,
    words: Words,
    channel: Channel,
    on: datetime.date,
    files: Sequence[UploadedFile] = (),
    event: Event | None = None,
) -> tuple[Proposal, bool]:
    """The proposal, kept word for word, and whether it is new: the same text again is the same."""
    Person.objects.select_for_update().get(pk=person.pk)
    digest = text_hash(words.text)
    same = Proposal.objects.filter(authorships__person=person, text_hash=digest).first()
    if same is not None:
        return same, False
    proposal = Proposal.objects.create(
        title=words.title,
        text=words.text,
        text_hash=digest,
        language=known_language(f"{words.title}\n{words.text}"),
        received_on=on,
        channel=channel,
        signature=words.signature,
        event=event,
        source=Source.objects.create(kind=SourceKind.PERSON, stated_on=on),
    )
    Authorship.objects.create(proposal=proposal, person=person)
    name_co_authors(proposal=proposal, lines=words.co_authors, named_by=person)
    add_files(proposal=proposal, files=files)
    return proposal, True


@transaction.atomic
def change_proposal(
    *, proposal: Proposal, person: Person, words: Words, files: Sequence[UploadedFile] = ()
) -> None:
    """In the author's own words again; sectors decided on another text no longer stand.

    Raises InHand.
    """
    proposal = _still_free(proposal)
    is_new_text = (words.title, words.text) != (proposal.title, proposal.text)
    proposal.title, proposal.text = words.title, words.text
    proposal.text_hash = text_hash(words.text)
    proposal.language = known_language(f"{words.title}\n{words.text}")
    proposal.signature = words.signature
    proposal.save()
    if is_new_text:
        keep_gist(proposal)
        Placement.objects.standing().filter(proposal=proposal).update(taken_back_at=Now())
        proposal.translations.all().delete()
    name_co_authors(proposal=proposal, lines=words.co_authors, named_by=person)
    add_files(proposal=proposal, files=files)


@transaction.atomic
def withdraw_proposal(*, proposal: Proposal, person: Person) -> None:
    """Gone, its history and files with it; where others wrote it too, only this author goes.

    Raises InHand.
    """
    proposal = _still_free(proposal)
    if proposal.authorships.exclude(person=person).exists():
        proposal.authorships.filter(person=person).delete()
        return
    pk, source = proposal.pk, proposal.source_id
    proposal.delete()
    forget_history(Proposal, [pk])
    delete_unused_sources(Source.objects.filter(pk=source))


def _still_free(proposal: Proposal) -> Proposal:
    """Locked, so that nobody passes it on meanwhile."""
    rows = Proposal.objects.select_for_update(of=("self",)).in_hand_of_nobody()
    found = rows.filter(pk=proposal.pk).first()
    if found is None:
        raise InHand
    return found


# --- co-authors ---


def lines_of(typed: str) -> list[str]:
    """One name or address a line, each once."""
    lines = (" ".join(line.split())[:LONGEST_LINE] for line in typed.splitlines())
    return list(dict.fromkeys(line for line in lines if line))[:MOST_CO_AUTHORS]


def name_co_authors(*, proposal: Proposal, lines: Sequence[str], named_by: Person | None) -> None:
    """Keep the lines; whoever is in the register by a named address is asked, and decides.

    Whoever names them sees the line alone, whether the address is known or not.
    """
    gone = proposal.co_authors.exclude(line__in=lines)
    gone.delete()
    named = set(proposal.co_authors.values_list("line", flat=True))
    authors = set(proposal.authorships.values_list("person_id", flat=True))
    for line in lines:
        if line in named:
            continue
        known = _known_by(line)
        if known is not None and known.pk in authors:
            continue
        one = CoAuthor.objects.create(proposal=proposal, line=line, person=known)
        if known is not None:
            _ask(one, known, named_by)


def _known_by(line: str) -> Person | None:
    """Nobody where two share the address: which of them is meant is not ours to guess."""
    try:
        EmailValidator()(line)
    except ValidationError:
        return None
    found = list(Person.objects.filter(email_key=fold(line))[:2])
    return found[0] if len(found) == 1 else None


def _ask(one: CoAuthor, person: Person, named_by: Person | None) -> None:
    with in_language_of(person):
        write_letter(
            person=person,
            kind=LetterKind.RECEIVED,
            subject=_("Are you a co-author of this proposal?"),
            paragraphs=[
                _("Dear %(name)s,") % {"name": person.display_name},
                _("somebody named you as a co-author of a proposal: %(proposal)s")
                % {"proposal": str(one.proposal)},
                _("Say yes or no on your page. Until you do, you stand nowhere as its author."),
            ],
            link_to=f"self_service:co_author/{one.pk}",
        )


@transaction.atomic
def confirm_co_author(*, named: CoAuthor, person: Person) -> None:
    """The line becomes an authorship, by the word of the person alone."""
    Authorship.objects.get_or_create(proposal=named.proposal, person=person)
    named.delete()


@transaction.atomic
def refuse_co_author(*, named: CoAuthor) -> None:
    """The line goes, and nobody is told why."""
    pk = named.pk
    named.delete()
    forget_history(CoAuthor, [pk])


# --- files ---


def add_files(*, proposal: Proposal, files: Sequence[UploadedFile]) -> None:
    """files: looked through already (`papers.check_paper`)."""
    for file in files:
        kept = keep_file(file, name=file.name or "", by=None)
        ProposalFile.objects.create(proposal=proposal, attachment=kept)


# --- drafts ---


def keep_draft(
    *,
    person: Person,
    title: str,
    text: str,
    signature: str,
    co_authors: str,
    at: datetime.datetime,
) -> Draft | None:
    """What is typed so far, in place of what was kept before; nothing typed keeps nothing."""
    if not (title.strip() or text.strip()):
        Draft.objects.filter(person=person).delete()
        return None
    kept, _is_new = Draft.objects.update_or_create(
        person=person,
        defaults={
            "title": title[:300],
            "text": text,
            "signature": signature if signature in Signature.values else "",
            "co_authors": co_authors,
            "kept_at": at,
        },
    )
    return kept


def forget_draft(*, person: Person) -> None:
    Draft.objects.filter(person=person).delete()
