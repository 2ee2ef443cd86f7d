"""What a body is told of an expert once both agreed: the name, and what the expert chose beside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from django.utils.translation import gettext as _

from caunoi.introductions.models import Introduction, Shared
from caunoi.people.models import Person


def shared_lines(introduction: Introduction) -> list[tuple[str, str]]:
    """(label, value) in the reader's language; what is empty is left out."""
    return [line for line in _lines(introduction) if line[1]]


def _lines(introduction: Introduction) -> Iterator[tuple[str, str]]:
    person = introduction.person
    yield _("Name"), person.display_name
    labels = {
        Shared.EMAIL: _("E-mail"),
        Shared.AFFILIATION: _("Works at"),
        Shared.EXPERTISE: _("Works on"),
    }
    for one, label in labels.items():
        if one in introduction.shared:
            yield label, VALUES[one](person)


def _affiliations(person: Person) -> str:
    present = person.affiliations.filter(ended_on=None)
    return "; ".join(
        ", ".join(filter(None, (one.position, one.organisation_name))) for one in present
    )


VALUES: Mapping[Shared, Callable[[Person], str]] = {
    Shared.EMAIL: lambda person: person.email,
    Shared.AFFILIATION: _affiliations,
    Shared.EXPERTISE: lambda person: person.expert.expertise,
}
