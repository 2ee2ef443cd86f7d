from django.urls import path

from caunoi.proposals import views

app_name = "proposals"
urlpatterns = [
    path("", views.proposals, name="proposals"),
    path("board/", views.board, name="board"),
    path("add/", views.add, name="add"),
    path("triage/", views.triage, name="triage"),
    path("triage/undo/", views.undo_placement, name="undo_placement"),
    path("triage/<int:pk>/", views.triage_one, name="triage_one"),
    path("triage/<int:pk>/skip/", views.skip, name="skip"),
    path("<int:pk>/", views.proposal, name="proposal"),
    path("<int:pk>/place/", views.place, name="place"),
    path("<int:pk>/take-back/", views.take_back, name="take_back"),
]
