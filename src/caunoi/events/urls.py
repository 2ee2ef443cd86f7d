from django.urls import path

from caunoi.events import views

app_name = "events"
urlpatterns = [
    path("", views.events, name="events"),
    path("add/", views.add, name="add"),
    path("<int:pk>/", views.event, name="event"),
    path("<int:pk>/change/", views.change, name="change"),
    path("<int:pk>/delete/", views.delete, name="delete"),
    path("<int:pk>/participants/add/", views.add_participant, name="add_participant"),
    path(
        "<int:pk>/participants/<int:person>/",
        views.note_participation,
        name="note_participation",
    ),
    path("<int:pk>/files/", views.attach, name="attach"),
    path("<int:pk>/files/<int:attachment>/", views.attachment, name="attachment"),
    path("<int:pk>/files/<int:attachment>/delete/", views.detach, name="detach"),
]
