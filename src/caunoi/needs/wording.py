"""What the codes of needs mean in words, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from caunoi.needs.models import NeedState
from caunoi.needs.queries import Selection

SELECTION_LABELS = {
    Selection.OPEN: _("Open"),
    Selection.WITHOUT_EXPERT: _("Without an expert"),
    Selection.MET: _("Met"),
    Selection.CLOSED: _("Closed"),
}
TONE_OF_STATE = {
    NeedState.OPEN: "info",
    NeedState.MET: "good",
    NeedState.CLOSED: "neutral",
}
