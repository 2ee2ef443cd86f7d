from __future__ import annotations

from django.urls import path

from caunoi.partners import views

app_name = "partners"
urlpatterns = [
    path("", views.home, name="home"),
    path("close/", views.close, name="close"),
    # Last: whatever is none of the words above may be a token.
    path("<str:token>/", views.open_link, name="open"),
]
