"""The project's settings with the template's middleware and Wagtail's own routers."""

from __future__ import annotations

from cms.settings.development import *  # noqa: F403
from cms.settings.development import INSTALLED_APPS as OURS

# Without what only our login needs.
INSTALLED_APPS = [app for app in OURS if app != "cms" and not app.startswith("allauth")]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
ROOT_URLCONF = "bench.stock.urls"
