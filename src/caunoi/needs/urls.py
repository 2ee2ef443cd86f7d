from django.urls import path

from caunoi.needs import views

app_name = "needs"
urlpatterns = [
    path("", views.needs, name="needs"),
    path("add/", views.add, name="add"),
    path("<int:pk>/", views.need, name="need"),
    path("<int:pk>/change/", views.change, name="change"),
    path("<int:pk>/state/", views.set_state, name="set_state"),
]
