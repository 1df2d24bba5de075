"""The addresses that people know, before Wagtail's own views for them.

No sign-up: an account is made by those who arrange its office.
"""

from __future__ import annotations

from allauth.account import views
from django.db.transaction import non_atomic_requests
from django.urls import path
from django.views.decorators.cache import never_cache

from cms.login.views import LoginView, NewPasswordView

SCREENS = "wagtailadmin/account/password_reset"

login = non_atomic_requests(LoginView.as_view())

urlpatterns = [
    path("login/", login, name="account_login"),
    # The name that Wagtail looks up before it reads WAGTAIL_FRONTEND_LOGIN_URL.
    path("login/", login, name="wagtailcore_login"),
    path(
        "password_reset/",
        never_cache(
            views.PasswordResetView.as_view(template_name=f"{SCREENS}/form.html")
        ),
        name="account_reset_password",
    ),
    path(
        "password_reset/done/",
        views.PasswordResetDoneView.as_view(template_name=f"{SCREENS}/done.html"),
        name="account_reset_password_done",
    ),
    path(
        "password_reset/confirm/<uidb36>/<key>/",
        never_cache(NewPasswordView.as_view()),
        name="account_reset_password_from_key",
    ),
    path(
        "password_reset/complete/",
        views.PasswordResetFromKeyDoneView.as_view(
            template_name=f"{SCREENS}/complete.html"
        ),
        name="account_reset_password_from_key_done",
    ),
]
