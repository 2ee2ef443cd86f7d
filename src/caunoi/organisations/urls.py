from django.urls import path

from caunoi.organisations import representing_views, views

app_name = "organisations"
urlpatterns = [
    path("", views.organisations, name="organisations"),
    path("add/", views.add_organisation, name="add_organisation"),
    path("register/", views.register, name="register"),
    path("<int:pk>/", views.organisation, name="organisation"),
    path("<int:pk>/representatives/", representing_views.representatives, name="representatives"),
    path(
        "representatives/<int:pk>/remove/",
        representing_views.remove_representative,
        name="remove_representative",
    ),
    path("<int:pk>/change/", views.change_organisation, name="change_organisation"),
]
