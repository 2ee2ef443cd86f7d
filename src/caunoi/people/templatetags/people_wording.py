"""Codes as words, for templates."""

from django import template

from caunoi.people import wording

register = template.Library()
register.filter("country_name", wording.country_name)
register.filter("language_name", wording.language_name)
register.filter("way_label", wording.way_label)
