from django.urls import path

from caunoi.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("desk/consents/", views.ending_consents, name="ending_consents"),
    path("desk/new/<slug:noun>/", views.new_records, name="new_records"),
    path("desk/notes/", views.notes, name="notes"),
    path("desk/notes/write/", views.write_note, name="write_note"),
    path("desk/notes/<int:pk>/<slug:deed>/", views.handle_note, name="handle_note"),
]
