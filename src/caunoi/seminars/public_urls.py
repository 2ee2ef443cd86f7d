"""The short address that is printed and scanned."""

from __future__ import annotations

from django.urls import path

from caunoi.seminars import public_views

app_name = "sign_up"
urlpatterns = [
    path("<str:code>/", public_views.sign_up, name="sign_up"),
    path("<str:code>/done/", public_views.done, name="done"),
]
