"""What became of a letter, in words and tones."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caunoi.messages.models import LetterState
from caunoi.messages.queries import Selection

SELECTION_LABELS: Mapping[Selection, Promise] = {
    Selection.TO_DO: _("To pass on or look at"),
    Selection.ON_THE_WAY: _("On the way"),
    Selection.DONE: _("Sent"),
}
TONE_OF_STATE: Mapping[str, str] = {
    LetterState.SENT: "good",
    LetterState.PASSED_ON: "good",
    LetterState.BY_HAND: "warning",
    LetterState.PERHAPS_SENT: "warning",
    LetterState.REFUSED: "bad",
    LetterState.CAME_BACK: "bad",
}


def tone_of(state: str) -> str:
    return TONE_OF_STATE.get(state, "neutral")
