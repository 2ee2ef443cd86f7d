from __future__ import annotations

from django.urls import path

from caunoi.programmes import views

app_name = "programmes"
urlpatterns = [
    path("", views.projects, name="projects"),
    path("<int:pk>/", views.project, name="project"),
]
