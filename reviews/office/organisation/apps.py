"""Wagtail's accounts, with our screens of them."""

from __future__ import annotations

from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(WagtailUsersAppConfig):
    user_viewset = "reviews.rights.accounts.AkunViewSet"
