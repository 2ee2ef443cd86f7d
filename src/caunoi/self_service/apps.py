"""A person's own pages, opened by a signed link or an account."""

from __future__ import annotations

from django.apps import AppConfig


class SelfServiceConfig(AppConfig):
    name = "caunoi.self_service"
