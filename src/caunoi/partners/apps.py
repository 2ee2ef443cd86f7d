"""The own pages of a body (a ministry, a university, a firm), opened by a link or an account."""

from __future__ import annotations

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "caunoi.partners"
