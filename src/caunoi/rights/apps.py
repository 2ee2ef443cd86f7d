"""What the law gives a person: own data, correction, erasure; and how long anything is kept."""

from __future__ import annotations

from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "caunoi.rights"
