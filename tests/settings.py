"""The product's settings for tests: conftest's throw-away server, plain storage, no throttling."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("CAUNOI_DATA", str(Path(tempfile.gettempdir()) / "caunoi-tests-unused"))

from caunoi.site.settings import *  # noqa: F403
from caunoi.site.settings import STORAGES

SECRET_KEY = "only-for-tests"
CAUNOI_DEMONSTRATION = False
CAUNOI_REQUIRE_MFA = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AXES_ENABLED = False
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
