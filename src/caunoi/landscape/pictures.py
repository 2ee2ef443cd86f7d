"""The landscape's figures as pictures, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from caunoi.landscape.queries import CountryFigures, Place
from caunoi.organisations.wording import country_name
from caunoi.pictures import Dot, HeatCell, heat_picture, map_picture
from caunoi.sectors.models import Sector

# Degrees: some ten kilometres.
ONE_DOT_WITHIN = 0.12


def sectors_by_country(figures: Sequence[CountryFigures], sectors: Sequence[Sector]) -> str:
    """SVG: all sectors, also those where nobody stands, by country."""
    cells = [
        HeatCell(sector.label, name_of(one), one.by_sector[sector.code])
        for one in figures
        for sector in sectors
        if sector.code in one.by_sector
    ]
    return heat_picture(
        cells,
        rows=[sector.label for sector in sectors],
        columns=[name_of(one) for one in figures],
        title=_("Experts by sector and country"),
    )


def name_of(figures: CountryFigures) -> str:
    return country_name(figures.country) if figures.country else _("not stated")


def map_of(places: Sequence[Place]) -> str:
    """SVG. Places that would lie on each other are one dot, under the name of the largest."""
    dots = [_dot(near) for near in _near_each_other(places)]
    return map_picture(dots, title=_("Organisations by city"))


def _near_each_other(places: Sequence[Place]) -> list[list[Place]]:
    """A city is often written in several languages, and its suburbs would hide it."""
    groups: list[list[Place]] = []
    for place in places:
        home = next((group for group in groups if _lies_by(place, group[0])), None)
        if home is None:
            groups.append([place])
        else:
            home.append(place)
    return groups


def _lies_by(place: Place, other: Place) -> bool:
    apart = abs(place.latitude - other.latitude), abs(place.longitude - other.longitude)
    return max(apart) < ONE_DOT_WITHIN


def _dot(near: Sequence[Place]) -> Dot:
    largest = near[0]
    count = sum(place.organisations for place in near)
    return Dot(largest.city, largest.latitude, largest.longitude, count)
