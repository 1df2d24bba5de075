"""Files as people send them: through every form of the admin, and the API."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import UploadedFile

from pages.models import SiteDocument, SiteImage
from tests.reviews.builders import bearer

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User
    from django.http import HttpResponse
    from wagtail.models import Collection

    Upload = Callable[..., HttpResponse]

ALT = "Warga di loket"


def photo(kind: str = "JPEG", width: int = 320, colour: str = "teal") -> bytes:
    """A picture of some kilobytes: noise does not compress away."""
    out = BytesIO()
    noise = Image.effect_noise((width, width * 2 // 3), 80).convert("RGB")
    tint = Image.new("RGB", noise.size, colour)
    Image.blend(noise, tint, 0.5).save(out, kind)
    return out.getvalue()


def named(data: bytes, name: str) -> SimpleUploadedFile:
    """``data`` as a browser sends a file."""
    return SimpleUploadedFile(name, data)


def single(client: Client, model: type, file: Any, **fields: Any) -> HttpResponse:
    """The form for one file."""
    return client.post(reverse(f"{app(model)}:add"), filled(model, file, **fields))


def chooser(client: Client, model: type, file: Any, **fields: Any) -> HttpResponse:
    """The tab *Unggah* of the chooser in the editor."""
    prefix = f"{kind(model)}-chooser-upload"
    values = filled(model, file, **fields)
    return client.post(
        reverse(f"{app(model)}_chooser:create"),
        {f"{prefix}-{name}": value for name, value in values.items()},
    )


def multiple(client: Client, model: type, file: Any, **fields: Any) -> HttpResponse:
    """The page that takes many; what it still asks for is answered at once."""
    values = filled(model, file, **fields)
    first = {"files[]": values.pop("file"), "title": values["title"]}
    if "collection" in values:
        first["collection"] = values["collection"]
    response = client.post(reverse(f"{app(model)}:add_multiple"), first)
    if response.status_code != 200 or "uploaded_file_id" not in response.json():
        return response
    pk = response.json()["uploaded_file_id"]
    address = reverse(
        f"{app(model)}:create_multiple_from_uploaded_{kind(model)}", args=[pk]
    )
    return client.post(
        address,
        {
            f"uploaded-{kind(model)}-{pk}-{name}": value
            for name, value in values.items()
        },
    )


UPLOADS: tuple[Upload, ...] = (single, chooser, multiple)


def by_token(user: User, model: type, file: Any, **fields: Any) -> HttpResponse:
    """API v3, with a token of ``user``."""
    values = filled(model, file, **fields)
    if "collection" in values:
        values["collection_id"] = values.pop("collection")
    address = "images" if model is SiteImage else "documents"
    return Client().post(f"/api/v3/{address}/", values, headers=bearer(user))


def edit(client: Client, item: Any, file: Any = None, **fields: Any) -> HttpResponse:
    """The form of a file that is there; without ``file`` it keeps its own."""
    values = filled(type(item), file, **{"title": item.title, **fields})
    values.setdefault("collection", item.collection_id)
    if isinstance(item, SiteImage):
        values["alt"] = fields.get("alt", item.alt)
    return client.post(reverse(f"{app(type(item))}:edit", args=[item.pk]), values)


def filled(model: type, file: Any, **fields: Any) -> dict[str, Any]:
    """What a person types beside the file."""
    alt = {"alt": ALT} if model is SiteImage else {}
    sent = {} if file is None else {"file": file}
    values = {"title": "Berkas saya", "tags": "", **alt, **sent, **fields}
    return {
        name: value.pk if hasattr(value, "pk") else value
        for name, value in values.items()
    }


def offers_upload(client: Client, model: type) -> bool:
    """Whether the chooser shows the tab for uploading."""
    response = client.get(reverse(f"{app(model)}_chooser:choose"))
    return f"{kind(model)}-chooser-upload-file" in response.json()["html"]


def choosable(client: Client, item: Any) -> bool:
    """Whether the chooser lists ``item``, and gives it."""
    address = reverse(f"{app(type(item))}_chooser:chosen", args=[item.pk])
    listed = client.get(reverse(f"{app(type(item))}_chooser:choose")).json()["html"]
    given = client.get(address).status_code == 200
    assert given == (address in listed), (given, address)
    return given


def said(response: HttpResponse) -> list[str]:
    """What stands at the field of the file, in whichever answer."""
    if response.headers["Content-Type"].startswith("application/problem+json"):
        return [error["msg"] for error in response.json()["errors"]]
    if response.headers["Content-Type"].startswith("application/json"):
        answer = response.json()
        if "error_message" in answer:
            return [answer["error_message"]]
        html = answer.get("htmlFragment") or answer.get("form") or ""
    else:
        html = response.content.decode()
    found = re.findall(r'<p class="error-message">(.*?)</p>', html, re.DOTALL)
    return [" ".join(text.split()) for text in found]


def everything() -> tuple[int, int, int]:
    """How many images, documents and half uploads there are."""
    models = (SiteImage, SiteDocument, UploadedFile)
    return tuple(model.objects.count() for model in models)  # type: ignore[return-value]


def app(model: type) -> str:
    return "wagtailimages" if model is SiteImage else "wagtaildocs"


def kind(model: type) -> str:
    return "image" if model is SiteImage else "document"


def root_of(collection: Collection) -> Collection:
    """The collection above: nobody's."""
    parent: Collection = collection.get_parent()
    return parent
