"""The WSGI entry point; granian serves ``cms.wsgi:application``."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.development")

django_application = get_wsgi_application()

from cms.front.app import Front  # noqa: E402 - needs the apps to be loaded

application = Front(django_application)
