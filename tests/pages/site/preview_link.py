"""The link by which an editor shows a draft on the site."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.urls import reverse

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client

    from pages.models import NaskahPage


def look(client: Client, page: NaskahPage, user: User) -> str:
    """The API's address that ``user`` finds in the preview of the latest draft."""
    client.force_login(user)
    view = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    answer = client.get(view, {"mode": "situs"})
    client.logout()
    assert answer.status_code == 200
    found = re.search(r'href="([^"]*/api/v3/pratinjau/[^"]*)"', answer.content.decode())
    assert found
    return urlsplit(unescape(found[1])).path
