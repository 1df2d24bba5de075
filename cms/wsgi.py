"""The WSGI entry point; granian serves ``cms.wsgi:application``."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.development")

application = get_wsgi_application()
