"""Bringing an expert and a body together, once both agreed, and what came of it."""

from __future__ import annotations

from django.apps import AppConfig


class IntroductionsConfig(AppConfig):
    name = "caunoi.introductions"
