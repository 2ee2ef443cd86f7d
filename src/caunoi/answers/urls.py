from __future__ import annotations

from django.urls import path

from caunoi.answers import body_views, figures_views, officer_views, own_views, reply_views

app_name = "answers"
urlpatterns = [
    path("", figures_views.proposals, name="proposals"),
    path("figures/", figures_views.figures, name="figures"),
    path("figures/picture.svg", figures_views.figures_picture, name="figures_picture"),
    path("next/", reply_views.next_waiting, name="next"),
    path("wordings/", officer_views.wordings, name="wordings"),
    path("<int:pk>/", officer_views.answering, name="answering"),
    path("<int:pk>/ask/", officer_views.ask, name="ask"),
    path("<int:pk>/reply/", reply_views.reply, name="reply"),
    path("<int:pk>/skip/", reply_views.skip, name="skip"),
    path("<int:pk>/close/", officer_views.close, name="close"),
    path("<int:pk>/milestone/", officer_views.add_milestone, name="add_milestone"),
    path("<int:pk>/note/", officer_views.add_note, name="add_note"),
    path("notes/<int:pk>/delete/", officer_views.delete_note, name="delete_note"),
    path("asked/<int:pk>/take-back/", officer_views.take_back, name="take_back"),
    path("asked/<int:pk>/remind/", officer_views.remind, name="remind"),
    path("asked/<int:pk>/type-in/", officer_views.type_in, name="type_in"),
    path("routed/", body_views.routed, name="routed"),
    path("routed/<int:pk>/", body_views.routed_one, name="routed_one"),
    path("mine/<int:pk>/", own_views.own_proposal, name="own_proposal"),
]
