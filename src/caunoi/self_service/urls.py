from __future__ import annotations

from django.urls import path

from caunoi.self_service import (
    asking_views,
    officer_views,
    proposals_views,
    views,
    works_views,
)

app_name = "self_service"
urlpatterns = [
    path("", views.home, name="home"),
    path("yes/", views.yes, name="yes"),
    path("yes/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("profile/", views.profile, name="profile"),
    path("confirm/", views.confirm, name="confirm"),
    path("letters/", views.letters, name="letters"),
    path("works/", works_views.works, name="works"),
    path("works/<int:pk>/remove/", works_views.remove_work, name="remove_work"),
    path("works/file/", works_views.works_file, name="works_file"),
    path("works/file/choose/", works_views.choose_works, name="choose_works"),
    path("orcid/", works_views.orcid, name="orcid"),
    path("orcid/choose/", works_views.choose_from_orcid, name="choose_from_orcid"),
    path("proposals/", proposals_views.proposals, name="proposals"),
    path("proposals/draft/", proposals_views.draft, name="draft"),
    path("proposals/draft/drop/", proposals_views.drop_draft, name="drop_draft"),
    path("proposals/<int:pk>/change/", proposals_views.change, name="change_proposal"),
    path("proposals/<int:pk>/withdraw/", proposals_views.withdraw_own, name="withdraw_proposal"),
    path("proposals/files/<int:pk>/", proposals_views.proposal_file, name="proposal_file"),
    path(
        "proposals/files/<int:pk>/remove/",
        proposals_views.remove_proposal_file,
        name="remove_proposal_file",
    ),
    path("proposals/named/<int:pk>/", proposals_views.co_author, name="co_author"),
    path("looks/", views.looks, name="looks"),
    path("invite/", views.invite_colleague, name="invite_colleague"),
    path("data/", views.data, name="data"),
    path("leave/", views.leave, name="leave"),
    path("account/", views.account, name="account"),
    path("account/tie/", views.tie_account, name="tie_account"),
    path("language/", views.language, name="language"),
    path("close/", views.close, name="close"),
    path("link/", asking_views.ask_for_link, name="ask_for_link"),
    path("register/", asking_views.register, name="register"),
    path("register/<str:token>/", asking_views.confirm_registration, name="confirm_registration"),
    path("address/<str:token>/", asking_views.confirm_address, name="confirm_address"),
    path("officer/invite/", officer_views.invite, name="invite"),
    path("officer/people/<int:pk>/", officer_views.person, name="person"),
    path("officer/people/<int:pk>/write/", officer_views.write_again, name="write_again"),
    path(
        "officer/people/<int:pk>/ask-to-confirm/",
        officer_views.ask_to_confirm,
        name="ask_to_confirm",
    ),
    path("officer/to-confirm/", officer_views.to_confirm, name="to_confirm"),
    path("officer/people/<int:pk>/revoke/", officer_views.revoke_links, name="revoke_links"),
    path("officer/registrations/", officer_views.registrations, name="registrations"),
    path("officer/registrations/<int:pk>/", officer_views.registration, name="registration"),
    path(
        "officer/registrations/<int:pk>/refuse/",
        officer_views.refuse_registration,
        name="refuse_registration",
    ),
    # Last: whatever is none of the words above may be a token.
    path("<str:token>/", asking_views.open_link, name="open"),
]
