from __future__ import annotations

from django.urls import path

from caunoi.seminars import own_views, views

app_name = "seminars"
urlpatterns = [
    path("<int:pk>/", views.kit, name="kit"),
    path("<int:pk>/poster/", views.poster, name="poster"),
    path("<int:pk>/sheets/", views.sheets, name="sheets"),
    path("<int:pk>/door/", views.door, name="door"),
    path("<int:pk>/type-in/", views.type_in, name="type_in"),
    path("<int:pk>/thank/", views.thank, name="thank"),
    path("check-in/<int:pk>/", views.check_in, name="check_in"),
    path("mine/<int:pk>/", own_views.mine, name="mine"),
]
