from django.urls import path

from caunoi.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("desk/consents/", views.ending_consents, name="ending_consents"),
    path("desk/new/<slug:noun>/", views.new_records, name="new_records"),
]
