"""The figures of proposals, and the lists behind them."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from caunoi.accounts.rules import requires
from caunoi.accounts.viewers import viewer_of
from caunoi.answers import queries
from caunoi.answers.forms import ProposalsShownForm
from caunoi.answers.queries import Figures, Narrowing
from caunoi.answers.wording import LABEL_OF_FIGURE, LABEL_OF_LIST, TONE_OF_PROGRESS
from caunoi.listing import page_of, tabs_of
from caunoi.pictures import HeatCell, heat_picture
from caunoi.proposals.models import Progress
from caunoi.sectors.models import Sector

ON_A_PAGE = 50


@requires("answers.view")
@require_safe
@never_cache
def figures(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    whole = queries.figures(viewer)
    context = {
        "figures": cells_of(whole),
        "median": days_in_words(whole.median_days),
        "labels": list(LABEL_OF_FIGURE.values()),
        "by_sector": [
            (Sector(code=one.of).label, cells_of(one)) for one in queries.figures_by_sector(viewer)
        ],
        "by_month": [
            (in_words(one.month), cells_of(one)) for one in queries.figures_by_month(viewer)
        ],
    }
    return render(request, "answers/figures.html", context)


def cells_of(figures: Figures) -> list[tuple[str, int, str]]:
    """(label, number, the address of the records it counts) for each figure."""
    narrowed = {"sector": figures.of} if figures.of else {}
    if figures.month:
        narrowed["month"] = f"{figures.month:%Y-%m}"
    return [
        (
            str(label),
            figures.counts[came],
            f"{reverse('answers:proposals')}?{urlencode({'show': came.value, **narrowed})}",
        )
        for came, label in LABEL_OF_FIGURE.items()
    ]


def days_in_words(days: float | None) -> str:
    """ "" where nothing was answered yet."""
    if days is None:
        return ""
    number = math.ceil(days)
    return ngettext("%(number)d day", "%(number)d days", number) % {"number": number}


def in_words(month: datetime.date | None) -> str:
    return date_format(month, "YEAR_MONTH_FORMAT") if month else ""


@requires("answers.view")
@require_safe
@never_cache
def figures_picture(request: HttpRequest) -> HttpResponse:
    """SVG: the sectors by month, the darker the more proposals came in."""
    found = queries.received_by_sector_and_month(viewer_of(request))
    months = sorted({month for _sector, month in found})[-queries.MONTHS_SHOWN :]
    sectors = Sector.objects.filter(pk__in={sector for sector, _month in found})
    return HttpResponse(picture_of(found, list(sectors), months), content_type="image/svg+xml")


def picture_of(
    found: dict[tuple[str, datetime.date], int],
    sectors: Sequence[Sector],
    months: Sequence[datetime.date],
) -> str:
    cells = [
        HeatCell(sector.label, f"{month:%Y-%m}", found.get((sector.pk, month), 0))
        for sector in sectors
        for month in months
    ]
    return heat_picture(
        cells,
        rows=[sector.label for sector in sectors],
        columns=[f"{month:%Y-%m}" for month in months],
        title=_("Proposals received, by sector and month"),
    )


# --- the lists ---


@requires("answers.view")
@require_safe
@never_cache
def proposals(request: HttpRequest) -> HttpResponse:
    """Who waits for an answer, and the records behind each figure."""
    viewer, today = viewer_of(request), timezone.localdate()
    narrowing = narrowing_asked_for(request)
    asked = request.GET.get("show")
    shown = queries.Listed(asked) if asked in list(queries.Listed) else queries.Listed.WAITING
    counts = queries.counts_of_lists(viewer, narrowing, on=today)
    found = queries.listed(viewer, shown, narrowing, on=today)
    page = page_of(
        queries.rows_of_proposals(found), counts[shown], request.GET.get("page"), per_page=ON_A_PAGE
    )
    context = {
        "page": page,
        "tabs": tabs_of(request.GET, "show", LABEL_OF_LIST, current=shown, counts=counts),
        "rows": [(one, TONE_OF_PROGRESS[Progress(one.progress)]) for one in page],
        "is_waiting": shown == queries.Listed.WAITING,
        "narrowed": in_words_of(narrowing),
    }
    return TemplateResponse(request, "answers/proposals.html", context)


def narrowing_asked_for(request: HttpRequest) -> Narrowing:
    form = ProposalsShownForm(request.GET)
    form.is_valid()
    sector, month = form.cleaned_data.get("sector", ""), form.cleaned_data.get("month")
    return Narrowing(sector, month)


def in_words_of(narrowing: Narrowing) -> str:
    sector = Sector(code=narrowing.sector).label if narrowing.sector else ""
    return " · ".join(filter(None, (sector, in_words(narrowing.month))))
