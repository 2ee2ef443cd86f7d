from django.urls import path

from caunoi.search import views

app_name = "search"
urlpatterns = [
    path("", views.search, name="search"),
    path("filters/", views.save_filter, name="save_filter"),
    path("filters/<int:pk>/name/", views.rename_filter, name="rename_filter"),
    path("filters/<int:pk>/delete/", views.delete_filter, name="delete_filter"),
]
