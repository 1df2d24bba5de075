"""An image as the public gets it: sizes, formats, and where to look."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING, Any

from pages.preview.files import file_url
from pages.renditions import CROPS, OWN, renditions_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pages.models import SiteImage, SiteRendition


def shown_image(image: SiteImage) -> dict[str, Any]:
    """``image`` in the shape of :class:`pages.site.api.schemas.Gambar`."""
    made = renditions_of(image)
    return {
        "id": image.pk,
        "alt": image.alt,
        "lebar": image.width,
        "tinggi": image.height,
        "fokus": focus(image),
        "renditions": {
            name: {"url": file_url(one.url), "lebar": one.width, "tinggi": one.height}
            for name, one in made.get(OWN, {}).items()
        },
        "sumber": [source(sizes) for sizes in made.values()],
    }


def focus(image: SiteImage) -> dict[str, float] | None:
    """The middle of the focal point, as parts of the width and the height."""
    if not image.has_focal_point():
        return None
    return {
        "x": round(image.focal_point_x / image.width, 4),
        "y": round(image.focal_point_y / image.height, 4),
    }


def source(sizes: Mapping[str, SiteRendition]) -> dict[str, str]:
    """One format: its MIME type, the scaled sizes by width, and each crop."""
    widths = {
        one.width: file_url(one.url) for name, one in sizes.items() if name not in CROPS
    }
    return {
        "jenis": mimetypes.guess_type(next(iter(sizes.values())).file.name)[0] or "",
        "srcset": ", ".join(f"{url} {width}w" for width, url in widths.items()),
        **{name: file_url(sizes[name].url) for name in CROPS},
    }
