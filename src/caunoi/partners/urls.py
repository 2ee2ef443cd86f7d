from __future__ import annotations

from django.urls import path

from caunoi.partners import posting_views, views

app_name = "partners"
urlpatterns = [
    path("", views.home, name="home"),
    path("close/", views.close, name="close"),
    path("needs/", posting_views.needs, name="needs"),
    path("choose/", views.choose, name="choose"),
    path("<slug:what>/add/", posting_views.add_posting, name="add_posting"),
    path("<slug:what>/<int:pk>/", posting_views.posting, name="posting"),
    path("<slug:what>/<int:pk>/change/", posting_views.change_posting, name="change_posting"),
    path("<slug:what>/<int:pk>/withdraw/", posting_views.withdraw, name="withdraw"),
    path("<slug:what>/<int:pk>/renew/", posting_views.renew, name="renew"),
    # Last: whatever is none of the words above may be a token.
    path("<str:token>/", views.open_link, name="open"),
]
