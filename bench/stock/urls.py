"""Version 2 and 3 of Wagtail's API, as the manual mounts them."""

from __future__ import annotations

from django.urls import path
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.api.v3.urls import api
from wagtail.blocks import RichTextBlock

from pages.blocks import TeksBlock

# Ours hides closed targets from readers of Wagtail's API; stock Wagtail does not look.
TeksBlock.get_api_representation = RichTextBlock.get_api_representation  # type: ignore[method-assign]

api_v2 = WagtailAPIRouter("wagtailapi")
api_v2.register_endpoint("pages", PagesAPIViewSet)

urlpatterns = [path("api/v2/", api_v2.urls), path("api/v3/", api.urls)]
