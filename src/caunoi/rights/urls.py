from __future__ import annotations

from django.urls import path

from caunoi.rights import own_views, views

app_name = "rights"
urlpatterns = [
    path("", views.about, name="about"),
    path("mine/", own_views.own_data, name="own_data"),
    path("mine/own-data.json", own_views.own_data_json, name="own_data_json"),
    path("mine/own-data.pdf", own_views.own_data_pdf, name="own_data_pdf"),
    path("mine/consents.zip", own_views.own_evidence, name="own_evidence"),
    path("mine/ask/", own_views.ask, name="ask"),
    path("mine/erase/", own_views.erase_own, name="erase_own"),
    path("requests/", views.requests, name="requests"),
    path("requests/<int:pk>/", views.one_request, name="request"),
    path("people/<int:pk>/own-data.json", views.person_json, name="person_json"),
    path("people/<int:pk>/own-data.pdf", views.person_pdf, name="person_pdf"),
    path("people/<int:pk>/consents.zip", views.person_evidence, name="person_evidence"),
    path("people/<int:pk>/erase/", views.erase, name="erase"),
    path("receipts/", views.receipts, name="receipts"),
    path("receipts/<int:pk>/", views.receipt, name="receipt"),
    path("receipts/<int:pk>/text/", views.receipt_text, name="receipt_text"),
    path("processing/", views.processing, name="processing"),
    path("breaches/", views.breaches, name="breaches"),
    path("breaches/new/", views.add_breach, name="add_breach"),
    path("breaches/<int:pk>/", views.breach, name="breach"),
]
