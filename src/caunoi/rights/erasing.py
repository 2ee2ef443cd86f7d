"""Erasing a person: one call, which may be killed anywhere and is finished by calling it again.

The order is what makes it safe. What lies in files goes first, while the database still knows what
to look for; then all rows in one transaction; then what needs no names to be wiped: caches at once,
the search index at once or by the worker, dead rows and the write-ahead log in the night. The
receipt counts, and names nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection, models, transaction
from django.db.models import Count, Q
from django.utils import timezone
from procrastinate.exceptions import AlreadyEnqueued

from caunoi.accounts.models import Invitation, User, normalise_email
from caunoi.accounts.queries import administrators
from caunoi.accounts.services import check_leaves_an_administrator
from caunoi.imports.models import PlannedAction
from caunoi.people.models import Expert, Person
from caunoi.people.retention import files_behind, sources_behind
from caunoi.proposals.models import OriginalMail, ProposalGist
from caunoi.rights.blotting import BLOT, blot_out
from caunoi.rights.files import own_files, papers_of, scrub_files
from caunoi.rights.models import Erasure, ErasureState
from caunoi.rights.places import PLACES, Fate, Place
from caunoi.rights.tombstones import set_tombstone
from caunoi.rights.traces import traces_of
from caunoi.search.building import rebuild_index
from caunoi.self_service.models import Registration, Submission
from caunoi.sources.history import forget_history
from caunoi.sources.models import Attachment, Source
from caunoi.sources.services import delete_unused_files, delete_unused_sources
from trithuc.names import name_key
from trithuc.text.folding import fold


def erase_person(
    *,
    person: Person,
    by: User | None,
    with_proposals: bool = False,
    asked_by_the_person: bool = False,
    index_later: bool = False,
    now: datetime | None = None,
) -> Erasure:
    """Leave nothing of the person anywhere; the receipt.

    with_proposals: what the person alone proposed goes too; else it stays, unsigned.
    index_later: the worker makes the index anew; for a browser, which should not wait for it.
    Raises ValidationError for the last administrator, who hands over first.
    """
    if person.user is not None:
        _check_leaves_an_administrator(person.user)
    how = {
        "with_proposals": with_proposals,
        "asked_by_the_person": asked_by_the_person,
        "asked_by": by,
        "begun_at": now or timezone.now(),
    }
    erasure = _begun(person, how)
    if not index_later:
        return finish_erasure(erasure)
    _finish_rows(erasure)
    _leave_index_to_the_worker()
    return erasure


def is_last_administrator(user: User | None) -> bool:
    if user is None:
        return False
    return set(administrators().values_list("pk", flat=True)[:2]) == {user.pk}


@transaction.atomic
def _check_leaves_an_administrator(user: User) -> None:
    check_leaves_an_administrator(without=user)


def _begun(person: Person, how: Mapping[str, object]) -> Erasure:
    erasure, _is_new = Erasure.objects.get_or_create(identifier=person.identifier, defaults=how)
    set_tombstone(person.identifier)
    return erasure


def rows_to_erase(person: Person) -> Mapping[str, int]:
    """{place: how many rows of it}, without those that hold none."""
    counts = {place.model: place.rows_of(person.pk).count() for place in PLACES}
    return {place: count for place, count in counts.items() if count}


def finish_erasure(erasure: Erasure) -> Erasure:
    """Go on from wherever it stopped, up to what is left for the night: dead rows and the log."""
    _finish_rows(erasure)
    make_index_anew()
    erasure.refresh_from_db()
    return erasure


def _finish_rows(erasure: Erasure) -> None:
    person = Person.objects.filter(identifier=erasure.identifier).first()
    if person is not None:
        files = scrub_files(traces_of(person), own_files(person))
        _erase_rows(erasure, person, files=files)
    cache.clear()
    erasure.refresh_from_db()


def _leave_index_to_the_worker() -> None:
    from caunoi.rights.tasks import make_index_anew_soon

    try:
        with transaction.atomic():
            make_index_anew_soon.defer()
    except AlreadyEnqueued:
        # The job that waits begins after this and takes in what it finds then.
        return


def make_index_anew() -> int:
    """Where rows have gone since it was last made: a term of theirs stays in it until then."""
    waiting = list(Erasure.objects.filter(state=ErasureState.ROWS_GONE))
    if waiting:
        rebuild_index()
        cache.clear()
        gone = Erasure.objects.filter(pk__in=[one.pk for one in waiting])
        gone.update(state=ErasureState.INDEX_NEW)
    return len(waiting)


def wipe_dead_rows(*, now: datetime | None = None) -> int:
    """Finish what was cut short, then write tables and log anew; how many erasures are done now.

    Cannot run in a transaction. While a table is written anew, whoever asks for it waits.
    """
    finish_all_erasures()
    waiting = list(Erasure.objects.filter(state=ErasureState.INDEX_NEW))
    if waiting:
        _write_tables_anew()
        Erasure.objects.filter(pk__in=[one.pk for one in waiting]).update(
            state=ErasureState.DONE, done_at=now or timezone.now()
        )
    return len(waiting)


def finish_all_erasures() -> int:
    """Those that were cut short before rows and index were clean; how many."""
    for erasure in Erasure.objects.filter(state=ErasureState.BEGUN):
        _finish_rows(erasure)
    return make_index_anew()


def erase_again(identifiers: Collection[UUID]) -> int:
    """Erase whoever a restored backup brought back; how many."""
    back = Person.objects.filter(identifier__in=identifiers)
    for person in back:
        Erasure.objects.filter(identifier=person.identifier).delete()
        # Even the last administrator: that was somebody else's question when they were erased.
        finish_erasure(_begun(person, {"begun_at": timezone.now()}))
    return len(back)


# --- rows ---


@transaction.atomic
def _erase_rows(erasure: Erasure, person: Person, *, files: int) -> None:
    # Locked, so that of two presses at once the second does not count anew what is gone.
    if Erasure.objects.select_for_update().get(pk=erasure.pk).state != ErasureState.BEGUN:
        return
    counts = Counter(rows_to_erase(person))
    traces, account = traces_of(person), person.user
    counts.update(_forget_asked_for(person))
    sources, evidence = sources_behind([person.pk]), files_behind([person.pk])
    _forget_import_rows(person.pk, sources)
    papers = list(papers_of(person).values_list("pk", flat=True))
    # What was cut off a letter, such as its signature, is only there.
    OriginalMail.objects.filter(proposal__authorships__person=person).delete()
    alone = _alone_with(person, with_proposals=erasure.with_proposals)
    for model, ids in alone.items():
        model._default_manager.filter(pk__in=ids).delete()
        # After it: a deletion is written into the history as well.
        forget_history(model, ids)
    # A profile protects the yes it stands on.
    Expert.objects.filter(person=person).delete()
    Person.objects.filter(pk=person.pk).delete()
    _forget_histories(person)
    if account is not None:
        _erase_account(account)
    delete_unused_sources(Source.objects.filter(pk__in=sources))
    delete_unused_files(Attachment.objects.filter(pk__in=[*evidence, *papers]))
    counts["texts of others"] = sum(blot_out(traces.to_blot).values())
    _forget_gists_of_blotted_texts()
    counts["files"] = files
    erasure.state, erasure.counts = ErasureState.ROWS_GONE, dict(counts)
    erasure.save(update_fields=["state", "counts"])


def _alone_with(person: Person, *, with_proposals: bool) -> Mapping[type[models.Model], list[int]]:
    """{model: ids of rows that this person alone stands behind}; proposals only where asked."""
    found = {}
    for place in PLACES:
        if place.fate is Fate.DELETED_IF_ALONE and (
            with_proposals or place.model != "proposals.Proposal"
        ):
            found[apps.get_model(place.model)] = _shared_with_nobody(place, person.pk)
    return found


def _shared_with_nobody(place: Place, person_id: int) -> list[int]:
    """Rows of a noun that keeps its authors as `authorships`."""
    own = apps.get_model(place.model)._default_manager.filter(
        pk__in=place.rows_of(person_id).values("pk")
    )
    alone = own.annotate(authors=Count("authorships")).filter(authors=1)
    return list(alone.order_by().values_list("pk", flat=True))


def _forget_histories(person: Person) -> None:
    """Of the person and of every tracked row that pointed at them."""
    for model in (Person, Expert):
        forget_history(model, [person.pk])
    for place in PLACES:
        events = place.history
        if events is not None and place.path in {field.name for field in events._meta.fields}:
            events._default_manager.filter(**{place.path: person.pk}).delete()


def _forget_import_rows(person_id: int, sources: Collection[int]) -> None:
    """What imported files said of the person; row numbers and outcomes stay."""
    ours = PlannedAction.objects.filter(source__in=sources)
    ours |= PlannedAction.objects.filter(target=person_id, subject="person")
    ours |= PlannedAction.objects.filter(decided_for=person_id)
    ours |= PlannedAction.objects.filter(candidates__contains=[person_id])
    ours.update(label="", record=None, changes=[], problems=[], cells=[], reasons=[])


def _forget_asked_for(person: Person) -> Mapping[str, int]:
    """What came from the person's addresses before anybody knew them; how many of each.

    Of a mailbox that others in the register share only what is in the person's own name.
    """
    account = {normalise_email(person.user.email)} if person.user else set()
    own = account | ({normalise_email(person.email)} if person.email else set())
    alone = {email for email in own if email in account or not _is_shared(email, person)}
    invited = Invitation.objects.filter(email__in=alone).delete()[1]
    return {
        "registrations": _forget_in_the_name_of(person, Registration, own=own, alone=alone),
        "submissions": _forget_in_the_name_of(person, Submission, own=own, alone=alone),
        "invitations": invited.get(Invitation._meta.label, 0),
    }


def _forget_gists_of_blotted_texts() -> None:
    """They hold every word as a number; the worker makes them anew from what is left."""
    blotted = Q(proposal__text__contains=BLOT) | Q(proposal__title__contains=BLOT)
    ProposalGist.objects.filter(blotted).delete()


def _forget_in_the_name_of(
    person: Person,
    model: type[Registration] | type[Submission],
    *,
    own: Collection[str],
    alone: Collection[str],
) -> int:
    at_one_of_them = reduce(or_, (Q(email__iexact=email) for email in own), Q(pk__in=[]))
    ours = [
        one.pk
        for one in model._default_manager.filter(at_one_of_them)
        if normalise_email(one.email) in alone or name_key(one.display_name) == person.name_key
    ]
    model._default_manager.filter(pk__in=ours).delete()
    return len(ours)


def _is_shared(email: str, person: Person) -> bool:
    return Person.objects.filter(email_key=fold(email)).exclude(pk=person.pk).exists()


def _erase_account(account: User) -> None:
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(account.pk):
            session.delete()
    apps.get_model("axes.AccessAttempt").objects.filter(username=account.email).delete()
    pk = account.pk
    account.delete()
    forget_history(User, [pk])


# --- dead rows ---


def _write_tables_anew() -> None:
    """Deleted rows lie on their pages, and changes in the log, until both are written anew."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"VACUUM (FULL) {connection.ops.quote_name(table)}")
        cursor.execute("SELECT pg_switch_wal()")
        cursor.execute("CHECKPOINT")
