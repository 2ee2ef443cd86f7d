"""What becomes of a proposal: bodies asked, their answers, the reply, what it led to."""

from __future__ import annotations

from django.apps import AppConfig


class AnswersConfig(AppConfig):
    name = "caunoi.answers"
