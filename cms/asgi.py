"""The ASGI entry point; granian serves ``cms.asgi:application``."""

from __future__ import annotations

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.development")

application = get_asgi_application()
