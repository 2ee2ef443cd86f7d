"""Codes as words, for templates."""

from django import template

from caunoi.organisations.wording import country_name, language_name
from caunoi.people.wording import way_label

register = template.Library()
register.filter("country_name", country_name)
register.filter("language_name", language_name)
register.filter("way_label", way_label)
