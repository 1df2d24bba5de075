"""Where everything is. There is no public site here: the front end reads the API.

Wagtail's page serving is not mounted, so a page has no address of its own on this
server; previews in the admin render without it.
"""

from __future__ import annotations

from django.urls import include, path
from wagtail.admin import urls as admin_urls
from wagtail.api.v3.urls import api
from wagtail.documents import urls as document_urls

from cms import links, tags, unschedule, views
from cms.api import api_v2
from cms.login.views import collection_password
from cms.metrics import metrics
from cms.openapi import openapi_json
from pages.site.feeds import urls as feed_urls

urlpatterns = [
    path("", views.home, name="home"),
    path("", include(feed_urls)),
    path("admin/choose-external-link/", links.choose_external_link),
    path(
        "admin/pages/<int:page_id>/revisions/<int:revision_id>/unschedule/",
        unschedule.unschedule,
    ),
    path("admin/tag-autocomplete/", tags.autocomplete),
    path(
        "admin/tag-autocomplete/<slug:app_name>/<slug:model_name>/", tags.autocomplete
    ),
    path("admin/", include("cms.login.urls")),
    path("admin/", include(admin_urls)),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        collection_password,
    ),
    path("documents/", include(document_urls)),
    path("api/3/action/", include("pages.site.dip.action")),
    path("api/v2/", api_v2.urls),
    path("api/v3/openapi.json", openapi_json, name="openapi"),
    path("api/v3/", api.urls),
    path("healthz", views.healthz, name="healthz"),
    path("media/<path:path>", views.media, name="media"),
    path("metrics", metrics, name="metrics"),
    path("readyz", views.readyz, name="readyz"),
]
