"""Reading organisations: the list, one profile, who is there, and what the register is called.

Every function that shows records goes through `visible_to(viewer)`. People and events stand in
later layers, so they are reached by their relation to an organisation and never imported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    CharField,
    Count,
    F,
    Func,
    IntegerField,
    Prefetch,
    Q,
    QuerySet,
    Value,
)

from caunoi.accounts.viewers import Viewer
from caunoi.organisations.models import (
    Organisation,
    OrganisationName,
    OrganisationRelation,
    OrganisationStatement,
    Register,
    RelationKind,
)
from caunoi.organisations.wording import fact_in_words
from caunoi.sources.queries import Said, said_by_field
from trithuc.identifiers import ror
from trithuc.text.folding import fold


def the_register() -> Register | None:
    """None until an administrator has said who runs the register."""
    return Register.objects.select_related("controller").first()


def organisations_by_name(names: Iterable[str]) -> Mapping[str, tuple[int, ...]]:
    """{folded name: ids of the organisations that carry it}, for those names that are known."""
    wanted = {fold(name) for name in names if name}
    found: dict[str, set[int]] = defaultdict(set)
    rows = OrganisationName.objects.filter(folded__in=wanted)
    for folded, organisation in rows.values_list("folded", "organisation_id"):
        found[folded].add(organisation)
    return {folded: tuple(sorted(ids)) for folded, ids in found.items()}


def namesakes(names: Iterable[str]) -> QuerySet[Organisation]:
    """Organisations that carry one of these names already, marks and case aside."""
    ids = {pk for carriers in organisations_by_name(names).values() for pk in carriers}
    return Organisation.objects.filter(pk__in=ids)


# --- the list ---


def listed_organisations(
    viewer: Viewer,
    *,
    words: str = "",
    country: str = "",
    city: str = "",
    kind: str = "",
    status: str = "",
) -> QuerySet[Organisation]:
    """What the list page shows; empty filters do not narrow."""
    found = Organisation.objects.visible_to(viewer)
    if words:
        found = found.named_like(words)
    conditions = Q()
    if country:
        conditions &= Q(country_code=country)
    if city:
        conditions &= Q(city=city)
    if kind:
        conditions &= Q(kinds__contains=[kind])
    if status:
        conditions &= Q(status=status)
    return found.filter(conditions)


def sorted_organisations(
    found: QuerySet[Organisation], sort: str, *, countries: Sequence[str]
) -> QuerySet[Organisation]:
    """By "name" or "country", from the end with a minus; countries stand in the order given."""
    backwards = sort.startswith("-")
    if sort.removeprefix("-") != "country":
        return found.order_by("-sort_key", "-id") if backwards else found.order_by("sort_key", "id")
    position = Func(
        Value(list(countries), output_field=ArrayField(CharField())),
        F("country_code"),
        function="array_position",
        output_field=IntegerField(),
    )
    where = position.desc(nulls_last=True) if backwards else position.asc(nulls_last=True)
    return found.order_by(where, "sort_key", "id")


@dataclass(frozen=True, slots=True)
class Line:
    """An organisation as the list shows it.

    own_name: its name in the reader's language, "" where that is the name shown anyway.
    experts: how many of its present people the viewer may see as experts.
    """

    organisation: Organisation
    acronym: str
    own_name: str
    experts: int


def lines_of(organisations: Iterable[Organisation], viewer: Viewer, *, language: str) -> list[Line]:
    """One line each, in the order given, in two queries."""
    rows = list(organisations)
    names: defaultdict[int, list[OrganisationName]] = defaultdict(list)
    for name in OrganisationName.objects.filter(organisation__in=rows):
        names[name.organisation_id].append(name)
    experts = experts_at(rows, viewer)
    return [
        Line(
            organisation=row,
            acronym=_acronym(row, names[row.pk]),
            own_name=_name_in(language, row, names[row.pk]),
            experts=experts.get(row.pk, 0),
        )
        for row in rows
    ]


def experts_at(organisations: Iterable[Organisation], viewer: Viewer) -> Mapping[int, int]:
    """{organisation id: visible experts who work there now}; those without one are absent."""
    visible = _people().objects.visible_to(viewer).filter(expert__isnull=False).order_by()
    rows = (
        _affiliations()
        .objects.filter(organisation__in=list(organisations), ended_on__isnull=True)
        .filter(person__in=visible)
        .order_by()
        .values_list("organisation")
        .annotate(experts=Count("person", distinct=True))
    )
    return dict(rows)


def _acronym(organisation: Organisation, names: Iterable[OrganisationName]) -> str:
    acronyms = (name.value for name in names if "acronym" in name.kinds)
    return next((value for value in acronyms if value not in organisation.display_name), "")


def _name_in(language: str, organisation: Organisation, names: Iterable[OrganisationName]) -> str:
    labels = [name.value for name in names if name.language == language and "label" in name.kinds]
    if not labels or organisation.display_name in labels:
        return ""
    return labels[0]


def countries_in_use() -> list[str]:
    codes = Organisation.objects.exclude(country_code="").values_list("country_code", flat=True)
    return sorted(set(codes.order_by().distinct()))


# --- one profile ---


def organisation_with_everything(viewer: Viewer) -> QuerySet[Organisation]:
    """What the profile page needs, in a fixed number of queries."""
    live = OrganisationStatement.objects.live().select_related("source")
    return Organisation.objects.visible_to(viewer).prefetch_related(
        "names", "relations", Prefetch("statements", live.order_by("-is_chosen", "id"))
    )


def said_about(organisation: Organisation) -> Mapping[str, list[Said]]:
    """{field: its live statements, the chosen one first}, of an organisation with everything."""
    return said_by_field(organisation.statements.all(), fact_in_words)


@dataclass(frozen=True, slots=True)
class Tie:
    """The other end of a relation. organisation: None while it is not in the register."""

    label: str
    ror_url: str
    organisation: Organisation | None


def ties_of(organisation: Organisation, viewer: Viewer) -> Mapping[RelationKind, list[Tie]]:
    """Its ties by kind, those kinds that it has, in the order of `RelationKind`."""
    relations = list(organisation.relations.all())
    others = Organisation.objects.visible_to(viewer).filter(
        ror_id__in={relation.other_ror_id for relation in relations}
    )
    known = {other.ror_id: other for other in others}
    ties: dict[RelationKind, list[Tie]] = {}
    for kind in RelationKind:
        if found := [_tie(relation, known) for relation in relations if relation.kind == kind]:
            ties[kind] = found
    return ties


def _tie(relation: OrganisationRelation, known: Mapping[str | None, Organisation]) -> Tie:
    other = known.get(relation.other_ror_id)
    return Tie(
        label=str(other) if other else relation.other_label,
        ror_url=ror.format(relation.other_ror_id),
        organisation=other,
    )


def people_at(organisation: Organisation, viewer: Viewer) -> QuerySet[Any]:
    """Present affiliations of those people whom the viewer may see, each with its person."""
    visible = _people().objects.visible_to(viewer).order_by()
    found: QuerySet[Any] = (
        _affiliations()
        .objects.filter(organisation=organisation, ended_on__isnull=True, person__in=visible)
        .select_related("person__expert", "person__participant", "person__office_holder")
        .order_by("person__sort_key", "person", "id")
    )
    return found


def events_hosted_by(organisation: Organisation, viewer: Viewer) -> QuerySet[Any]:
    """Newest first."""
    visible = apps.get_model("events.Event").objects.visible_to(viewer)
    found: QuerySet[Any] = visible.filter(hosts__organisation=organisation)
    return found.order_by("-starts_on", "-id")


def projects_of(organisation: Organisation, viewer: Viewer) -> QuerySet[Any]:
    """The parts it has in projects, newest project first."""
    visible = apps.get_model("programmes.Project").objects.visible_to(viewer).order_by()
    partners: Any = apps.get_model("programmes.ProjectPartner").objects
    found: QuerySet[Any] = partners.filter(organisation=organisation, project__in=visible)
    newest = F("project__starts_on").desc(nulls_last=True)
    return found.select_related("project").order_by(newest, "-project_id", "id")


def _people() -> Any:
    return apps.get_model("people.Person")


def _affiliations() -> Any:
    return apps.get_model("people.Affiliation")
