"""Why a step of an introduction is not taken; where one is raised, nothing was changed."""

from __future__ import annotations

import datetime

from caunoi.introductions.asking import Hindrance


class TooLate(Exception):
    """The introduction has moved on meanwhile, or has ended; `stage` says where it stands."""

    def __init__(self, stage: str) -> None:
        super().__init__(f"this introduction is at {stage}")
        self.stage = stage


class MayNotBeAsked(Exception):
    def __init__(self, hindrance: Hindrance) -> None:
        super().__init__(hindrance.obstacle.value)
        self.hindrance = hindrance


class TooEarly(Exception):
    """The expert does not wish to be introduced before this day."""

    def __init__(self, day: datetime.date) -> None:
        super().__init__(day.isoformat())
        self.day = day


class NoOffice(Exception):
    """The body has no office in the register to which a letter could go."""
