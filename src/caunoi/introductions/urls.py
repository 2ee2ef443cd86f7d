from __future__ import annotations

from django.urls import path

from caunoi.introductions import bodys_views, own_views, views

app_name = "introductions"
_of_need_and_person = "ask/<int:need>/<int:person>"
urlpatterns = [
    path("", views.introductions, name="introductions"),
    path(f"{_of_need_and_person}/", views.ask, name="ask"),
    path(f"{_of_need_and_person}/conflict/", views.add_conflict, name="add_conflict"),
    path(
        f"{_of_need_and_person}/conflict/take-back/",
        views.take_back_conflict,
        name="take_back_conflict",
    ),
    path("<int:pk>/", views.introduction, name="introduction"),
    path("<int:pk>/office/", views.ask_body, name="ask_body"),
    path("<int:pk>/security/", views.security, name="security"),
    path("<int:pk>/meeting/", views.meeting, name="meeting"),
    path("<int:pk>/calendar/", views.calendar, name="calendar"),
    path("<int:pk>/paper/", views.paper, name="paper"),
    path("<int:pk>/step/<slug:deed>/", views.step, name="step"),
    path("shortlist/<int:pk>/<slug:ending>/", views.shortlist, name="shortlist"),
    path("funnel/", views.funnel, name="funnel"),
    path("funnel/picture/", views.funnel_picture, name="funnel_picture"),
    path("funnel/<slug:reached>/", views.funnel_records, name="funnel_records"),
    # An expert's own pages.
    path("mine/", own_views.of_person, name="of_person"),
    path("mine/<int:pk>/", own_views.asked, name="asked"),
    path("mine/<int:pk>/calendar/", own_views.own_calendar, name="own_calendar"),
    path("mine/<int:pk>/paper/", own_views.own_paper, name="own_paper"),
    path("mine/outcome/<int:pk>/", own_views.outcome, name="outcome"),
    # A body's own pages.
    path("body/", bodys_views.of_body, name="of_body"),
    path("body/<int:pk>/", bodys_views.for_body, name="for_body"),
    path("body/<int:pk>/calendar/", bodys_views.bodys_calendar, name="bodys_calendar"),
    path("body/outcome/<int:pk>/", bodys_views.outcome_of_body, name="outcome_of_body"),
]
