from django.urls import path

from caunoi.landscape import views

app_name = "landscape"
urlpatterns = [
    path("", views.sectors, name="sectors"),
    path("priorities/", views.priorities, name="priorities"),
    path("priorities/add/", views.add_priority, name="add_priority"),
    path("priorities/<int:pk>/change/", views.change_priority, name="change_priority"),
    path("priorities/<int:pk>/delete/", views.delete_priority, name="delete_priority"),
    path("countries/", views.countries, name="countries"),
    path("countries.svg", views.countries_picture, name="countries_picture"),
    path("map/", views.map_of_organisations, name="map"),
    path("map.svg", views.map_picture_of_organisations, name="map_picture"),
    path("<slug:code>/", views.sector, name="sector"),
]
