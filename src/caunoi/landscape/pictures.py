"""The landscape's figures as pictures, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from caunoi.landscape.queries import CountryFigures, Place
from caunoi.organisations.wording import country_name
from caunoi.pictures import Dot, HeatCell, heat_picture, map_picture
from caunoi.sectors.models import Sector


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
    dots = [
        Dot(place.city, place.latitude, place.longitude, place.organisations) for place in places
    ]
    return map_picture(dots, title=_("Organisations by city"))
