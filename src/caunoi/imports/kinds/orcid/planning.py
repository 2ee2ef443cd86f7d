"""What ORCID's records would do to the register: whose they are, and then their works.

Only a record whose ORCID iD an expert of the register has does anything. Of every other the plan
keeps the ORCID iD and why it was rejected, and no works.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from caunoi.imports.kinds.orcid.holders import HolderPlanner
from caunoi.imports.kinds.orcid.publications import PublicationPlanner
from caunoi.imports.plan import Circumstances, Received, RowKey, Step, Subject, Verdict
from trithuc.importers.reading import Position


class OrcidPlanner:
    def __init__(self, circumstances: Circumstances) -> None:
        self.circumstances = circumstances

    def plan(self, received: Sequence[Received]) -> list[Step]:
        people = [one for one in received if one.subject == Subject.PERSON]
        holders = HolderPlanner(self.circumstances.on).plan(people)
        authors = {step.record.orcid: step.target for step in holders if step.target}
        works = [
            one
            for one in received
            if one.subject == Subject.WORK and one.record and one.record.orcid in authors
        ]
        publications = PublicationPlanner(authors).plan(works)
        steps: dict[RowKey, Step] = {step.key: step for step in (*holders, *publications)}
        keys = ((one.subject, one.position) for one in received)
        return [steps[key] for key in keys if key in steps]

    def settle(self, steps: Sequence[Step], verdicts: Mapping[Position, Verdict]) -> list[Step]:
        """An ORCID iD leaves nothing to be decided."""
        return list(steps)
