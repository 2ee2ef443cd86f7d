"""Codes as words, for templates."""

from django import template

from caunoi.organisations import wording

register = template.Library()
register.filter("country_name", wording.country_name)
register.filter("language_name", wording.language_name)
register.filter("name_kinds", wording.name_kinds_in_words)
