"""The public page for proposals, beside the officers' own pages of proposals."""

from __future__ import annotations

from django.urls import path

from caunoi.self_service import submitting_views

app_name = "submitting"
urlpatterns = [
    path("", submitting_views.send, name="send"),
    path("<str:token>/", submitting_views.prove, name="prove"),
]
