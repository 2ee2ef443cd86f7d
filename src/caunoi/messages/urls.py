from __future__ import annotations

from django.urls import path

from caunoi.messages import office_views, views

app_name = "messages"
urlpatterns = [
    path("", views.letters, name="letters"),
    path("<int:pk>/", views.letter, name="letter"),
    path("<int:pk>/pass-on/", views.pass_on, name="pass_on"),
    path("<int:pk>/send-again/", views.send_again, name="send_again"),
    path("offices/of/<int:pk>/", office_views.offices, name="offices"),
    path("offices/<int:pk>/", office_views.office, name="office"),
    path("offices/<int:pk>/remove/", office_views.remove, name="remove_office"),
    path("offices/<int:pk>/send-link/", office_views.send_link, name="send_link"),
    path("offices/<int:pk>/withdraw-links/", office_views.withdraw_links, name="withdraw_links"),
]
