"""Letters the mission writes to people, by e-mail and on their own page."""

from __future__ import annotations

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "caunoi.messages"
    # Django's own app of flash messages is called "messages".
    label = "caunoi_messages"
