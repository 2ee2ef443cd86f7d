"""Writing about what becomes of a proposal: asking bodies, their answers, telling the authors.

Whatever is pressed twice, or by two at once, happens once; the second hears what the first did.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from copy import copy

from django.db import IntegrityError, transaction
from django.utils import translation

from caunoi.accounts.models import User
from caunoi.answers import letters
from caunoi.answers.models import (
    BodysAnswer,
    Milestone,
    Note,
    PublicWording,
    Reply,
    ReplyKind,
    Routing,
    Verdict,
)
from caunoi.answers.showing import Words, author_line, authors_of, leaving_words
from caunoi.messages.models import Letter
from caunoi.messages.services import language_of
from caunoi.organisations.models import ContactPoint
from caunoi.people.services import note_named
from caunoi.proposals.models import Progress, Proposal, Signature
from caunoi.proposals.services import set_progress


class AlreadyAnswered(Exception):
    """The body has answered; `answer` says what."""

    def __init__(self, answer: BodysAnswer) -> None:
        super().__init__(f"routing {answer.routing_id} is answered already")
        self.answer = answer


class TakenBack(Exception):
    """The question was taken back: there is nothing to answer any more."""


class AlreadyReplied(Exception):
    """Somebody has told the authors since this was written; `reply` says what."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(f"proposal {reply.proposal_id} has its reply {reply.number} already")
        self.reply = reply


# --- asking bodies ---


@transaction.atomic
def route_proposal(
    *,
    proposal: Proposal,
    offices: Iterable[ContactPoint],
    words: Words,
    question: str,
    due_on: datetime.date,
    by: User | None,
    on: datetime.date,
) -> list[Routing]:
    """Put it to the bodies of these offices; those that have it already are left out.

    words: as the officer would have them leave; what the signature keeps back is cut all the same.
    Raises Proposal.DoesNotExist where its author has withdrawn it meanwhile.
    """
    # Its author may change or withdraw it until somebody outside has it.
    proposal = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    words = leaving_words(proposal, words)
    shared = Routing(
        proposal=proposal,
        question=question,
        shown_title=words.title,
        shown_text=words.text,
        shown_language=words.language,
        translated=words.made_by,
        signature=proposal.signature,
        asked_by=by,
        asked_on=on,
        due_on=due_on,
    )
    begun = [routing for office in offices if (routing := _put_to(office, copy(shared)))]
    if begun:
        _tell_that_it_was_passed_on(proposal, begun, by=by)
    return begun


def _put_to(office: ContactPoint, routing: Routing) -> Routing | None:
    routing.contact_point, routing.organisation = office, office.organisation
    with translation.override(language_of(office)):
        routing.shown_author = author_line(routing.proposal)[:1000]
    try:
        with transaction.atomic():
            routing.save()
    except IntegrityError:
        # Somebody has asked this body meanwhile; anything else wrong is wrong for them as well.
        standing = Routing.objects.standing().filter(proposal=routing.proposal)
        if not standing.filter(organisation=office.organisation).exists():
            raise
        return None
    letters.write_question(routing, by=routing.asked_by)
    return routing


def _tell_that_it_was_passed_on(
    proposal: Proposal, begun: Sequence[Routing], *, by: User | None
) -> None:
    if proposal.signature == Signature.BY_NAME:
        for routing in begun:
            note_named(
                people=[one.pk for one in authors_of(proposal)],
                by=by,
                about=str(proposal)[:300],
                given_to=str(routing.organisation)[:300],
            )
    if proposal.progress in {Progress.RECEIVED, Progress.CLOSED}:
        set_progress(proposal=proposal, progress=Progress.BEING_ANSWERED)
    letters.tell_authors_passed_on(proposal, [one.organisation for one in begun], by=by)


@transaction.atomic
def take_back_routing(*, routing: Routing, now: datetime.datetime) -> None:
    """The body no longer sees the proposal. Raises AlreadyAnswered."""
    locked = _locked(routing)
    if locked.taken_back_at:
        return
    BodysAnswer.objects.filter(routing=locked).delete()
    locked.taken_back_at = now
    locked.save(update_fields=["taken_back_at"])
    proposal = locked.proposal
    is_with_somebody = proposal.routings.standing().exists()
    if proposal.progress == Progress.BEING_ANSWERED and not is_with_somebody:
        # With a reply before it was asked about, that one was a closing.
        was_closed = proposal.replies.exists()
        progress = Progress.CLOSED if was_closed else Progress.RECEIVED
        set_progress(proposal=proposal, progress=progress)


@transaction.atomic
def remind_body(*, routing: Routing, by: User | None, on: datetime.date) -> bool:
    """Write to its office once more; False where that was done today. Raises AlreadyAnswered."""
    locked = _locked(routing)
    if locked.taken_back_at or locked.reminded_on == on:
        return False
    if letters.write_reminder(locked, by=by) is None:
        return False
    locked.reminded_on = on
    locked.save(update_fields=["reminded_on"])
    return True


def _locked(routing: Routing) -> Routing:
    """Nobody else answers it or takes it back until we are done. Raises AlreadyAnswered."""
    locked = Routing.objects.select_for_update().get(pk=routing.pk)
    given = BodysAnswer.objects.filter(routing=locked, given_at__isnull=False).first()
    if given is not None:
        raise AlreadyAnswered(given)
    return locked


# --- the bodies' answers ---


@transaction.atomic
def keep_draft(*, routing: Routing, verdict: str, text: str) -> BodysAnswer:
    """Keep what was written so far, for the body alone. Raises AlreadyAnswered, TakenBack."""
    if _locked(routing).taken_back_at:
        raise TakenBack
    draft, _is_new = BodysAnswer.objects.update_or_create(
        routing=routing, defaults={"verdict": verdict, "text": text}
    )
    return draft


@transaction.atomic
def give_answer(
    *,
    routing: Routing,
    verdict: Verdict,
    text: str,
    by: User | None,
    now: datetime.datetime,
) -> BodysAnswer:
    """The body's word, once. by: None for whoever came by a link.

    Raises AlreadyAnswered, TakenBack.
    """
    if _locked(routing).taken_back_at:
        raise TakenBack
    answer, _is_new = BodysAnswer.objects.update_or_create(
        routing=routing,
        defaults={"verdict": verdict, "text": text, "given_at": now, "given_by": by},
    )
    return answer


# --- telling the authors ---


def send_reply(
    *,
    proposal: Proposal,
    text: str,
    language: str,
    number: int,
    passes_on: Iterable[int] = (),
    by: User | None,
    on: datetime.date,
) -> list[Letter]:
    """Tell every author, once; the letters. Raises AlreadyReplied.

    number: which reply this is, as it was when the officer began to write.
    passes_on: the routings whose answers the officer had in view; others still wait.
    """
    reply = Reply(proposal=proposal, number=number, text=text, language=language)
    reply.sent_by, reply.sent_on = by, on
    with transaction.atomic():
        _keep(reply)
        BodysAnswer.objects.filter(
            routing__proposal=proposal,
            routing__in=list(passes_on),
            given_at__isnull=False,
            passed_on_in__isnull=True,
        ).update(passed_on_in=reply)
        if proposal.progress != Progress.LED_TO:
            set_progress(proposal=proposal, progress=Progress.ANSWERED)
        return letters.tell_authors(reply)


def close_proposal(
    *,
    proposal: Proposal,
    reason: str,
    language: str,
    number: int,
    by: User | None,
    on: datetime.date,
) -> list[Letter]:
    """Say kindly why there is no answer; what is still with a body is taken back by hand.

    Raises AlreadyReplied.
    """
    reply = Reply(proposal=proposal, number=number, text=reason, language=language)
    reply.kind, reply.sent_by, reply.sent_on = ReplyKind.CLOSING, by, on
    with transaction.atomic():
        _keep(reply)
        set_progress(proposal=proposal, progress=Progress.CLOSED)
        return letters.tell_authors(reply)


def _keep(reply: Reply) -> None:
    try:
        with transaction.atomic():
            reply.save()
    except IntegrityError as error:
        sent = Reply.objects.filter(proposal=reply.proposal, number=reply.number)
        first = sent.select_related("sent_by").first()
        if first is None:
            raise
        raise AlreadyReplied(first) from error


@transaction.atomic
def add_milestone(
    *,
    proposal: Proposal,
    happened_on: datetime.date,
    words: str,
    url: str = "",
    by: User | None,
    now: datetime.datetime,
) -> list[Letter] | None:
    """Keep what came of it and tell the authors; None where the very same was told before."""
    milestone, is_new = Milestone.objects.get_or_create(
        proposal=proposal,
        happened_on=happened_on,
        words=words,
        defaults={"url": url, "told_at": now, "added_by": by},
    )
    if not is_new:
        return None
    set_progress(proposal=proposal, progress=Progress.LED_TO)
    return letters.tell_authors_of_milestone(milestone)


# --- officers' own ---


@transaction.atomic
def add_note(*, proposal: Proposal, text: str, by: User, now: datetime.datetime) -> Note:
    return Note.objects.create(proposal=proposal, text=text, written_by=by, written_at=now)


@transaction.atomic
def delete_note(*, note: Note) -> None:
    note.delete()


@transaction.atomic
def word_progress(*, progress: Progress, language: str, words: str) -> None:
    """How authors are told of it from now on; no words: as it is worded by the product."""
    if not words:
        PublicWording.objects.filter(progress=progress, language=language).delete()
        return
    PublicWording.objects.update_or_create(
        progress=progress, language=language, defaults={"words": words}
    )
