from django.urls import path

from caunoi.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.runs, name="runs"),
    path("new/", views.choose_kind, name="choose_kind"),
    path("new/<slug:kind>/", views.upload, name="upload"),
    path("template/<slug:language>/", views.template, name="template"),
    path("<int:pk>/", views.run, name="run"),
    path("<int:pk>/progress/", views.progress, name="progress"),
    path("<int:pk>/columns/", views.columns, name="columns"),
    path("<int:pk>/signed-list/", views.signed_list, name="signed_list"),
    path("<int:pk>/rows/<int:row>/", views.decide, name="decide"),
    path("<int:pk>/apply/", views.apply, name="apply"),
    path("<int:pk>/undo/", views.undo, name="undo"),
    path("<int:pk>/discard/", views.discard, name="discard"),
    path("<int:pk>/rejects/", views.rejects, name="rejects"),
]
