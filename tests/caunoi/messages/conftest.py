import pytest

from tests.caunoi.messages.smtp_server import mail_server


@pytest.fixture
def mailbox(settings):
    """A mail server that the site sends through."""
    with mail_server() as box:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        settings.EMAIL_USE_TLS = False
        settings.EMAIL_TIMEOUT = 10
        settings.DEFAULT_FROM_EMAIL = "Cầu Nối <register@example.org>"
        yield box
