from django.urls import path

from caunoi.proposals import officer_views, views

app_name = "proposals"
urlpatterns = [
    path("", views.proposals, name="proposals"),
    path("board/", views.board, name="board"),
    path("add/", views.add, name="add"),
    path("triage/", views.triage, name="triage"),
    path("triage/undo/", views.undo_placement, name="undo_placement"),
    path("triage/<int:pk>/", views.triage_one, name="triage_one"),
    path("triage/<int:pk>/skip/", views.skip, name="skip"),
    path("add/mail/", officer_views.add_mail, name="add_mail"),
    path("<int:pk>/supersede/", officer_views.supersede, name="supersede"),
    path("<int:pk>/stand-alone/", officer_views.stand_alone, name="stand_alone"),
    path("<int:pk>/translate/", officer_views.translate, name="translate"),
    path(
        "<int:pk>/translations/<int:record>/remove/",
        officer_views.remove_translation,
        name="remove_translation",
    ),
    path("<int:pk>/files/<int:record>/", officer_views.file, name="file"),
    path("<int:pk>/", views.proposal, name="proposal"),
    path("<int:pk>/place/", views.place, name="place"),
    path("<int:pk>/take-back/", views.take_back, name="take_back"),
]
