"""What can be done with a run depends on the state it is in, held while something is done.

Reach for `locked` and `demand` at the start of whatever changes a run.
"""

from __future__ import annotations

from caunoi.imports.models import ImportRun, RunState

# Why a run is refused whose file is gone; read out by `caunoi.imports.wording`.
CONTENTS_FORGOTTEN = "contents-forgotten"

NOT_YET_APPLIED = (
    RunState.RECEIVED,
    RunState.NEEDS_COLUMNS,
    RunState.PLANNED,
    RunState.REFUSED,
)


class ImportProblem(Exception):
    """Base of what can go wrong with a run that a person can do something about."""


class WrongState(ImportProblem):
    """The run is not in a state from which this can be done."""


def locked(run: ImportRun) -> ImportRun:
    """The run as it is now, held until the transaction ends.

    Raises WrongState for a run that is gone, as by a second click on the button that discards it.
    """
    found = ImportRun.objects.select_for_update().filter(pk=run.pk).first()
    if found is None:
        raise WrongState("discarded")
    return found


def demand(run: ImportRun, *states: RunState) -> None:
    """Raises WrongState unless the run is in one of these states."""
    if run.state not in states:
        raise WrongState(run.state)
