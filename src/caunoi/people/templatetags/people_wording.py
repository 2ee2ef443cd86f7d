"""People's codes as words, for templates; those of countries stand in `organisation_words`."""

from django import template

from caunoi.people.wording import way_label
from trithuc.identifiers import doi

register = template.Library()
register.filter("doi_address", doi.format)
register.filter("way_label", way_label)
