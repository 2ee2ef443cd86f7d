from __future__ import annotations

from django.urls import path

from caunoi.messages import views

app_name = "messages"
urlpatterns = [
    path("", views.letters, name="letters"),
    path("<int:pk>/", views.letter, name="letter"),
    path("<int:pk>/pass-on/", views.pass_on, name="pass_on"),
    path("<int:pk>/send-again/", views.send_again, name="send_again"),
]
