"""A plan's rows in a reader's words: labels for fields, names for numbers, sentences for codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer
from caunoi.events.models import Event
from caunoi.imports.kinds import KINDS
from caunoi.imports.kinds.cordis.partners import ROLE
from caunoi.imports.kinds.needs.planning import BODY as BODY_OF_NEED
from caunoi.imports.kinds.needs.planning import OF_NEED
from caunoi.imports.kinds.orcid.holders import OTHER_NAMES
from caunoi.imports.kinds.orcid.publications import AUTHOR, DOI, VENUE, YEAR
from caunoi.imports.kinds.seminar.change_fields import CONSENT, EVENT, STANDING, consent_of_field
from caunoi.imports.kinds.seminar.fields import label_of_field
from caunoi.imports.models import Decision, ImportRun, Outcome, PlannedAction
from caunoi.imports.plan import Subject
from caunoi.imports.queries import counts_by_subject, whatever_the_subject
from caunoi.imports.wording import sentence
from caunoi.needs import wording as need_words
from caunoi.organisations import wording as organisation_words
from caunoi.organisations.models import Organisation
from caunoi.people import wording as person_words
from caunoi.people.facts import Standing
from caunoi.people.models import Person
from caunoi.people.purposes import Purpose
from caunoi.programmes import wording as project_words
from caunoi.programmes.models import Project
from trithuc.importers.reading import LONGEST_VALUE_SHOWN

FIELD_LABELS: Mapping[str, Promise] = {
    STANDING: _("standing"),
    EVENT: _("event"),
    "ror_id": _("ROR id"),
    "cordis_id": _("CORDIS number"),
    "pic": _("PIC"),
    ROLE: _("role"),
    "is_sme": _("small or medium-sized enterprise"),
    "has_left": _("has left the project"),
    OTHER_NAMES: _("other names"),
    YEAR: _("year"),
    VENUE: _("published in"),
    DOI: _("DOI"),
    AUTHOR: _("author"),
    **project_words.FACT_LABELS,
    **organisation_words.FACT_LABELS,
    **person_words.FACT_LABELS,
}
SUBJECT_LABELS = {
    Subject.PERSON: _("people"),
    Subject.PROPOSAL: _("proposals"),
    Subject.ORGANISATION: _("organisations"),
    Subject.PROJECT: _("projects"),
    Subject.PARTNER: _("partners of projects"),
    Subject.WORK: _("works"),
    Subject.NEED: _("needs"),
}
SUBJECT_LABEL = {
    Subject.PERSON: _("person"),
    Subject.PROPOSAL: _("proposal"),
    Subject.ORGANISATION: _("organisation"),
    Subject.PROJECT: _("project"),
    Subject.PARTNER: _("partner of a project"),
    Subject.WORK: _("work"),
    Subject.NEED: _("need"),
}


@dataclass(frozen=True, slots=True)
class ShownChange:
    label: str
    old: str
    new: str
    is_kept_beside: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone already there whom a row may mean."""

    id: int
    name: str
    detail: str
    url: str


@dataclass(frozen=True, slots=True)
class PreviewRow:
    action: PlannedAction
    changes: tuple[ShownChange, ...]
    reasons: tuple[str, ...]
    problems: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    target_url: str
    subject_label: str


@dataclass(frozen=True)
class OutcomeChoice:
    """A tab over the rows."""

    label: str
    url: str
    count: int
    is_active: bool


@dataclass(frozen=True)
class SubjectCount:
    """How many rows speak of people, proposals or organisations, and what they would do."""

    label: str
    total: int
    words: str


@dataclass(frozen=True)
class PlanSummary:
    counts: Mapping[str, int]
    total: int
    subjects: list[SubjectCount]
    choices: list[OutcomeChoice]
    all_rows: bool
    decided: bool


@dataclass(frozen=True)
class LeftAloneRecord:
    name: str
    url: str
    why: str


@dataclass(frozen=True)
class NamedHeading:
    text: str
    label: str


@dataclass(frozen=True)
class RunWords:
    refusal: str
    notices: list[str]
    left_alone: list[LeftAloneRecord]
    headings: list[NamedHeading]


def plan_summary(run: ImportRun, outcome: str) -> PlanSummary:
    """The figures over a plan; `outcome` is the tab that is open, "" for all rows."""
    by_subject = counts_by_subject(run)
    counts = whatever_the_subject(by_subject)
    return PlanSummary(
        counts={one.value: number for one, number in counts.items()},
        total=sum(counts.values()),
        subjects=[_subject_count(*pair) for pair in by_subject.items()],
        choices=[
            OutcomeChoice(str(one.label), f"?outcome={one.value}", counts[one], one == outcome)
            for one in Outcome
            if counts[one]
        ],
        all_rows=not outcome,
        decided=run.actions.filter(decision__in=[Decision.SAME, Decision.DIFFERENT]).exists(),
    )


def _subject_count(subject: Subject, counts: Mapping[Outcome, int]) -> SubjectCount:
    words = [f"{counts[one]} {one.label}" for one in Outcome if counts.get(one)]
    return SubjectCount(str(SUBJECT_LABELS[subject]), sum(counts.values()), ", ".join(words))


def run_words(run: ImportRun, viewer: Viewer) -> RunWords:
    """What was noticed, refused or left alone, in the reader's language."""
    refusal = run.refusal or {}
    labels = dict(KINDS[run.kind].fields)
    return RunWords(
        refusal=sentence(refusal["reason"], refusal["parameters"]) if refusal else "",
        notices=[sentence(notice["reason"], dict(notice["parameters"])) for notice in run.notices],
        left_alone=left_alone_records(run.left_alone, viewer),
        headings=[
            NamedHeading(heading["text"], str(labels.get(heading["field"], "")))
            for heading in run.headings
        ],
    )


def left_alone_records(left: Sequence[Mapping[str, Any]], viewer: Viewer) -> list[LeftAloneRecord]:
    """The records an undo did not touch, named where the viewer may see them."""
    return [_left_alone_record(one, viewer) for one in left]


def _left_alone_record(one: Mapping[str, Any], viewer: Viewer) -> LeftAloneRecord:
    model = apps.get_model(one["model"])
    name = str(model._meta.verbose_name)
    record = None
    if hasattr(model.objects, "visible_to"):
        record = model.objects.visible_to(viewer).filter(pk=one["id"]).first()
    return LeftAloneRecord(
        name=f"{name}: {record}" if record else f"{name} {one['id']}",
        url=getattr(record, "get_absolute_url", str)(),
        why=sentence(one["reason"]),
    )


def preview_rows(actions: Iterable[PlannedAction], viewer: Viewer) -> list[PreviewRow]:
    """One page of a plan, with every name it needs fetched in a fixed number of queries."""
    page = list(actions)
    names = NamesOfAPage(page, viewer)
    return [_preview_row(action, names) for action in page]


def _preview_row(action: PlannedAction, names: NamesOfAPage) -> PreviewRow:
    return PreviewRow(
        action=action,
        changes=tuple(_shown_change(change, names) for change in action.changes),
        reasons=tuple(
            sentence(reason["code"], dict(reason["parameters"])) for reason in action.reasons
        ),
        problems=tuple(_shown_problem(problem) for problem in action.problems),
        candidates=tuple(names.candidates(action)),
        target_url=names.url_of_target(action),
        subject_label=str(SUBJECT_LABEL[Subject(action.subject)]),
    )


def _shown_problem(problem: Mapping[str, Any]) -> str:
    """The field as its column may be named, the value in question, and what is wrong with it."""
    said = sentence(problem["reason"], dict(problem["parameters"]))
    named = label_of_field(problem["field"])
    return f"{named} “{problem['value']}”: {said}" if problem["value"] else f"{named}: {said}"


def _shown_change(change: Mapping[str, Any], names: NamesOfAPage) -> ShownChange:
    field = change["field"]
    return ShownChange(
        label=names.label_of(field),
        old=names.shown(field, change["old"]),
        new=names.shown(field, change["new"]),
        is_kept_beside=change["is_kept_beside"],
    )


class NamesOfAPage:
    """The records a page of a plan speaks of by number, by name."""

    def __init__(self, actions: Sequence[PlannedAction], viewer: Viewer) -> None:
        changes = [change for action in actions for change in action.changes]
        wanted = {pk for action in actions for pk in (*action.candidates, action.target) if pk}
        named = {AUTHOR, BODY_OF_NEED}
        wanted |= {change["new"] for change in changes if change["field"] in named}
        self._people = (
            Person.objects.visible_to(viewer).prefetch_related("affiliations").in_bulk(wanted)
        )
        recipients = {
            consent_of_field(change["field"]).recipient_id
            for change in changes
            if change["field"].startswith(CONSENT)
        }
        self._organisations = Organisation.objects.visible_to(viewer).in_bulk(wanted | recipients)
        self._projects = Project.objects.visible_to(viewer).in_bulk(
            _targets(actions, Subject.PROJECT)
        )
        events = {change["new"] for change in changes if change["field"] == EVENT}
        self._events = Event.objects.visible_to(viewer).in_bulk(events)

    def label_of(self, field: str) -> str:
        if field.startswith(OF_NEED):
            return need_words.field_label(field.removeprefix(OF_NEED))
        if not field.startswith(CONSENT):
            return str(FIELD_LABELS.get(field, field))
        yes = consent_of_field(field)
        purpose = Purpose(yes.purpose).label
        recipient = self._organisations.get(yes.recipient_id)
        return f"{purpose} ({recipient})" if recipient else str(purpose)

    def shown(self, field: str, value: Any) -> str:
        """The value as a reader expects it, shortened; "" for nothing."""
        return _shortened(self._shown(field, value))

    def _shown(self, field: str, value: Any) -> str:
        if value is None or value == [] or value == "":
            return ""
        if isinstance(value, bool):
            return str(_("yes") if value else _("no"))
        if field == BODY_OF_NEED:
            return str(self._organisations.get(value, value))
        if field.startswith(OF_NEED):
            return need_words.field_in_words(field.removeprefix(OF_NEED), value)
        if field == EVENT:
            return str(self._events.get(value, value))
        if field == AUTHOR:
            return str(self._people.get(value, value))
        if field == STANDING:
            return str(person_words.STANDING_LABELS[Standing(value)])
        if field == ROLE:
            return project_words.role_label(value)
        if field in project_words.FACT_LABELS:
            return project_words.fact_in_words(field, value)
        is_of_organisations = field in organisation_words.FACT_LABELS
        words = organisation_words if is_of_organisations else person_words
        return words.fact_in_words(field, value)

    def candidates(self, action: PlannedAction) -> list[Candidate]:
        records = self._records_of(action)
        return [
            Candidate(pk, str(record), _detail(record), record.get_absolute_url())
            for pk in action.candidates
            if (record := records.get(pk))
        ]

    def url_of_target(self, action: PlannedAction) -> str:
        record = self._records_of(action).get(action.target)
        return record.get_absolute_url() if record else ""

    def _records_of(self, action: PlannedAction) -> Mapping[Any, Any]:
        records: Mapping[str, Mapping[Any, Any]] = {
            Subject.PERSON: self._people,
            Subject.ORGANISATION: self._organisations,
            Subject.PROJECT: self._projects,
        }
        return records.get(action.subject, {})


def _targets(actions: Iterable[PlannedAction], subject: Subject) -> set[int]:
    return {action.target for action in actions if action.target and action.subject == subject}


def _detail(record: Person | Organisation) -> str:
    if isinstance(record, Organisation):
        parts = [record.city, record.country_code]
    else:
        parts = [record.email, *(one.organisation_name for one in record.affiliations.all()[:1])]
    return ", ".join(part for part in parts if part)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE_SHOWN else f"{text[:LONGEST_VALUE_SHOWN]}…"
