"""Addresses under accounts/: our pages, named `accounts:…`, and allauth's under its own names."""

from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.views.generic import RedirectView

from caunoi.accounts import views

own_pages: list[URLPattern] = [
    path("", views.own_account, name="own_account"),
    path("second-factor/", views.second_factor, name="second_factor"),
    path("users/", views.user_list, name="user_list"),
    path("users/<int:pk>/", views.user_detail, name="user_detail"),
    path("users/<int:pk>/deactivate/", views.deactivate_user, name="deactivate_user"),
    path("users/<int:pk>/reactivate/", views.reactivate_user, name="reactivate_user"),
    path(
        "users/<int:pk>/remove-second-factor/",
        views.remove_second_factor,
        name="remove_second_factor",
    ),
    path("users/<int:pk>/lock-down/", views.lock_down, name="lock_down"),
    path("users/<int:pk>/hand-over/", views.hand_over, name="hand_over"),
    path("invitations/", views.invite, name="invite"),
    path("invitations/<int:pk>/revoke/", views.revoke_invitation, name="revoke_invitation"),
    path("invitations/<str:token>/", views.invitation, name="invitation"),
]

to_own_account = RedirectView.as_view(url=reverse_lazy("accounts:own_account"))

# The address is the sign-in name and was proven by the invitation: it is neither changed nor
# confirmed here, and these stand before allauth's pages of the same names.
closed_pages: list[URLPattern] = [
    path("email/", to_own_account, name="account_email"),
    path("confirm-email/", to_own_account, name="account_email_verification_sent"),
    path("confirm-email/<str:key>/", to_own_account, name="account_confirm_email"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((own_pages, "accounts"))),
    *closed_pages,
    path("", include("allauth.urls")),
]
