"""A proposal in other languages, each marked as a human's or a machine's, beside the original."""

from __future__ import annotations

import datetime

from django.db import transaction

from caunoi.accounts.models import User
from caunoi.proposals.models import Proposal, Translation


@transaction.atomic
def add_translation(
    *,
    proposal: Proposal,
    language: str,
    title: str,
    text: str,
    made_by: str,
    by: User,
    on: datetime.date,
) -> Translation:
    """In place of an earlier one into the same language made the same way."""
    kept, _is_new = Translation.objects.update_or_create(
        proposal=proposal,
        language=language,
        made_by=made_by,
        defaults={"title": title, "text": text, "added_by": by, "added_on": on},
    )
    return kept


def remove_translation(*, translation: Translation) -> None:
    translation.delete()
