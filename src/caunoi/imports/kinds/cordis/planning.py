"""What CORDIS's rows would do to the register: projects, organisations, and then who takes part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from caunoi.imports.kinds.cordis.organisations import OrganisationPlanner
from caunoi.imports.kinds.cordis.partners import PartnerPlanner
from caunoi.imports.kinds.cordis.projects import ProjectPlanner
from caunoi.imports.models import Outcome
from caunoi.imports.plan import (
    Circumstances,
    Received,
    RowKey,
    Step,
    Subject,
    Verdict,
    one_row_for_each_record,
)
from trithuc.importers.reading import Position


class CordisPlanner:
    def __init__(self, circumstances: Circumstances) -> None:
        self.circumstances = circumstances
        self._organisations = OrganisationPlanner()
        self._partners = PartnerPlanner()

    def plan(self, received: Sequence[Received]) -> list[Step]:
        projects = ProjectPlanner().plan(_only(received, Subject.PROJECT))
        organisations = self._organisations.plan(_only(received, Subject.ORGANISATION))
        partners = self._partners.plan(_only(received, Subject.PARTNER), projects, organisations)
        steps: dict[RowKey, Step] = {
            step.key: step for step in (*projects, *organisations, *partners)
        }
        return [steps[one.subject, one.position] for one in received]

    def settle(self, steps: Sequence[Step], verdicts: Mapping[Position, Verdict]) -> list[Step]:
        settled = [
            self._organisations.settled(step, verdicts[step.position])
            if _is_asked(step) and step.position in verdicts
            else step
            for step in steps
        ]
        return self._partners.released(one_row_for_each_record(steps, settled))


def _only(received: Sequence[Received], subject: Subject) -> list[Received]:
    return [one for one in received if one.subject == subject]


def _is_asked(step: Step) -> bool:
    """Partners that are held follow their organisation and are not decided themselves."""
    return step.subject == Subject.ORGANISATION and step.outcome == Outcome.POSSIBLE_DUPLICATE
