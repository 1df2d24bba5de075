"""The WSGI entry point of stock Wagtail."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.stock.settings"

application = get_wsgi_application()
