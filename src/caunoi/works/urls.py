from __future__ import annotations

from django.urls import path

from caunoi.works import views

app_name = "works"
urlpatterns = [
    path("add/", views.add, name="add"),
    path("<int:pk>/change/", views.change, name="change"),
    path("authorships/<int:pk>/delete/", views.remove, name="remove"),
]
