"""Amounts as words, for templates."""

from django import template

from caunoi.programmes import wording

register = template.Library()
register.filter("euros", wording.euros)
