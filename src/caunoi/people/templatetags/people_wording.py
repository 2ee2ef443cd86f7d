"""People's codes as words, for templates; those of countries stand in `organisation_words`."""

import datetime

from django import template

from caunoi.people.models import Expert
from caunoi.people.wording import way_label
from trithuc.identifiers import doi

register = template.Library()
register.filter("doi_address", doi.format)
register.filter("way_label", way_label)


@register.filter
def is_stale_on(expert: Expert, on: datetime.date) -> bool:
    return expert.is_stale(on)
