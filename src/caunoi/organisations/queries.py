"""Reading organisations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Q, QuerySet

from caunoi.accounts.viewers import Viewer
from caunoi.organisations.models import Organisation, OrganisationName, Register
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


def listed_organisations(
    viewer: Viewer, *, words: str = "", country: str = "", kind: str = "", status: str = ""
) -> QuerySet[Organisation]:
    """What the list page shows; empty filters do not narrow."""
    found = Organisation.objects.visible_to(viewer)
    if words:
        found = found.named_like(words)
    conditions = Q()
    if country:
        conditions &= Q(country_code=country)
    if kind:
        conditions &= Q(kinds__contains=[kind])
    if status:
        conditions &= Q(status=status)
    return found.filter(conditions)


def organisation_with_everything(viewer: Viewer) -> QuerySet[Organisation]:
    """What the profile page needs, in a fixed number of queries."""
    return Organisation.objects.visible_to(viewer).prefetch_related(
        "names", "relations", "statements__source"
    )


def countries_in_use() -> list[str]:
    codes = Organisation.objects.exclude(country_code="").values_list("country_code", flat=True)
    return sorted(set(codes.order_by().distinct()))
