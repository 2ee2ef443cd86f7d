from django.urls import path

from caunoi.needs import candidate_views, offer_views, passing_views, posting_views, views

app_name = "needs"
_candidate = "<int:pk>/<slug:kind>/<int:record>"
urlpatterns = [
    path("", views.needs, name="needs"),
    path("add/", views.add, name="add"),
    path("preview/", views.preview, name="preview"),
    path("to-review/", posting_views.to_review, name="to_review"),
    path("offers/", offer_views.offers, name="offers"),
    path("offers/add/", offer_views.add_offer, name="add_offer"),
    path("offers/<int:pk>/", offer_views.offer, name="offer"),
    path("offers/<int:pk>/change/", offer_views.change_offer, name="change_offer"),
    path("offers/<int:pk>/state/", offer_views.set_offer_state, name="set_offer_state"),
    path("<slug:what>/<int:pk>/review/", posting_views.review, name="review"),
    path("<slug:what>/<int:pk>/renew/", posting_views.renew, name="renew"),
    path("<int:pk>/", views.need, name="need"),
    path("<int:pk>/change/", views.change, name="change"),
    path("<int:pk>/state/", views.set_state, name="set_state"),
    path("<int:pk>/pass-on/", passing_views.pass_on, name="pass_on"),
    path("<int:pk>/counts/", passing_views.counts, name="counts"),
    path("<int:pk>/read-counts/", passing_views.read_counts, name="read_counts"),
    path("<int:pk>/sectors/", views.confirm_sectors, name="confirm_sectors"),
    path(f"{_candidate}/", candidate_views.why, name="why"),
    path(f"{_candidate}/shortlist/", candidate_views.shortlist, name="shortlist"),
    path(f"{_candidate}/hide/", candidate_views.hide, name="hide"),
    path(f"{_candidate}/take-back/", candidate_views.take_back_verdict, name="take_back_verdict"),
]
