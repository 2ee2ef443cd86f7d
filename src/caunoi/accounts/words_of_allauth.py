"""What allauth says on pages that we show, so that our catalogues translate it.

allauth speaks no Vietnamese; Django looks a sentence up in our catalogue whoever says it, but only
sentences marked in our own code are collected for the translator. The pages and mails themselves
are ours: what is left is labels, choices and refusals.
"""

from django.utils.translation import gettext_noop as _

LABELS = (
    _("Email"),
    _("Email address"),
    _("Password"),
    _("Password (again)"),
    _("Current Password"),
    _("New Password"),
    _("New Password (again)"),
    _("Code"),
    _("Authenticator code"),
    _("Forgot your password?"),
    _("Name"),
)

CHOICES = (
    _("Use your password"),
    _("Use authenticator app or code"),
    _("Use a security key"),
    _("Master key"),
    _("Backup key"),
    _("Key nr. {number}"),
)

REFUSALS = (
    _("The email address and/or password you specified are not correct."),
    _("Too many failed login attempts. Try again later."),
    _("Please type your current password."),
    _("Incorrect password."),
    _("Incorrect code."),
    _("You must type the same password each time."),
    _("The password reset token was invalid."),
    _("Invalid or expired key."),
    _("Be patient, you are sending too many requests."),
    _("You cannot deactivate two-factor authentication."),
    _("You cannot disconnect your last remaining third-party account."),
    _("The third-party account is already connected to a different account."),
    _("Your account has no password set up."),
    _("You cannot generate recovery codes without having two-factor authentication enabled."),
)
