from __future__ import annotations

from django.urls import URLPattern

app_name = "self_service"
urlpatterns: list[URLPattern] = []
