from django.urls import path

from caunoi.needs import candidate_views, views

app_name = "needs"
_candidate = "<int:pk>/<slug:kind>/<int:record>"
urlpatterns = [
    path("", views.needs, name="needs"),
    path("add/", views.add, name="add"),
    path("preview/", views.preview, name="preview"),
    path("<int:pk>/", views.need, name="need"),
    path("<int:pk>/change/", views.change, name="change"),
    path("<int:pk>/state/", views.set_state, name="set_state"),
    path("<int:pk>/sectors/", views.confirm_sectors, name="confirm_sectors"),
    path(f"{_candidate}/", candidate_views.why, name="why"),
    path(f"{_candidate}/shortlist/", candidate_views.shortlist, name="shortlist"),
    path(f"{_candidate}/hide/", candidate_views.hide, name="hide"),
    path(f"{_candidate}/take-back/", candidate_views.take_back_verdict, name="take_back_verdict"),
]
