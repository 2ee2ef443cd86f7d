"""What goes again: runs that were thrown away, and what files held of people, in time."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from caunoi.imports.models import CONTENTS_KEPT_DAYS, ImportRun, RunState
from caunoi.imports.states import CONTENTS_FORGOTTEN, NOT_YET_APPLIED, demand, locked
from caunoi.sources.models import Attachment
from caunoi.sources.services import delete_file, delete_unused_files


@transaction.atomic
def discard_import(*, run: ImportRun) -> None:
    """Throw away a run that changed nothing, with its file and its signed list."""
    run = locked(run)
    demand(run, *NOT_YET_APPLIED)
    files = [run.upload_id, run.signed_list_id]
    run.delete()
    delete_unused_files(Attachment.objects.filter(pk__in=[pk for pk in files if pk]))


def forget_old_contents(*, on: datetime.date) -> int:
    """Empty runs handed in over 30 days ago: file and rows go, counts and row numbers stay."""
    before = on - datetime.timedelta(days=CONTENTS_KEPT_DAYS)
    runs = ImportRun.objects.filter(contents_forgotten_at__isnull=True, created_at__date__lt=before)
    for run in runs:
        _forget_contents(run)
    return len(runs)


@transaction.atomic
def _forget_contents(run: ImportRun) -> None:
    """Headings and notices go too: in a file without headings they quote its first people."""
    run = locked(run)
    upload, run.upload = run.upload, None
    run.actions.update(label="", record=None, changes=[], problems=[], cells=[])
    run.headings, run.notices, run.rejects_headings = [], [], {}
    if run.state in NOT_YET_APPLIED:
        run.state = RunState.REFUSED
        run.refusal = {"reason": CONTENTS_FORGOTTEN, "parameters": {}}
    run.contents_forgotten_at = timezone.now()
    run.save()
    if upload:
        transaction.on_commit(lambda: delete_file(upload))
