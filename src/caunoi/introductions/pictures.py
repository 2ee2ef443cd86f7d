"""The funnel as a picture, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from caunoi.introductions.queries import Step
from caunoi.introductions.wording import STEP_LABELS
from caunoi.pictures.bars import Bar, bar_picture


def funnel_picture_of(counts: Sequence[tuple[Step, int]]) -> str:
    """SVG: a bar a step."""
    bars = [Bar(str(STEP_LABELS[step]), count) for step, count in counts]
    return bar_picture(bars, title=_("From needs to outcomes"))
