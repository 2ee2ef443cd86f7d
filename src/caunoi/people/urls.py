from django.urls import path

from caunoi.people import views

app_name = "people"
urlpatterns = [
    path("", views.people, name="people"),
    path("add/", views.add, name="add"),
    path("add/expert/", views.add_expert, name="add_expert"),
    path("add/office-holder/", views.add_office_holder, name="add_office_holder"),
    path("<int:pk>/", views.person, name="person"),
    path("<int:pk>/change/", views.change, name="change"),
    path("<int:pk>/yes/", views.record_yes, name="record_yes"),
    path("consents/<int:pk>/withdraw/", views.withdraw_consent, name="withdraw_consent"),
    path("consents/<int:pk>/evidence/", views.evidence, name="evidence"),
]
