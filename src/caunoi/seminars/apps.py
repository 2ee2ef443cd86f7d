"""The kit of a seminar: signing up by phone, the door, sheets on paper, the thank-you."""

from __future__ import annotations

from django.apps import AppConfig


class SeminarsConfig(AppConfig):
    name = "caunoi.seminars"
