"""Sizes and formats of images: which there are, and when they are made."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from PIL import Image

from pages.models import SiteDocument, SiteImage, SiteRendition
from pages.renditions import AVIF_SPEED, FORMATS, renditions_of
from tests.builders import publish_past_gate
from tests.cms.queue import work
from tests.factories import BeritaPageFactory, SiteDocumentFactory, SiteImageFactory

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db


def drawn(width: int, height: int, **fields: Any) -> SiteImage:
    return SiteImageFactory(file__width=width, file__height=height, **fields)


def kinds(image: SiteImage) -> set[str]:
    """The formats on disk, as a decoder names them."""
    found = set()
    for rendition in image.renditions.all():
        with rendition.file.open() as file, Image.open(file) as picture:
            found.add(str(picture.format))
    return found


@pytest.mark.parametrize(
    ("own", "shown"), [("PNG", "PNG"), ("JPEG", "JPEG"), ("WEBP", "JPEG")]
)
def test_every_format_is_what_it_says(own: str, shown: str) -> None:
    image = drawn(50, 40, file__format=own, file__filename=f"foto.{own.lower()}")
    assert set(renditions_of(image)) == set(FORMATS)
    assert kinds(image) == {shown, "WEBP", "AVIF"}


def test_avif_is_made_at_the_speed_of_a_server() -> None:
    """Byte for byte what Pillow makes at that speed, and not what it makes by itself."""
    image = drawn(300, 200)
    with image.file.open() as file, Image.open(file) as picture:
        noise = Image.effect_noise(picture.size, 60).convert("RGB")
        noise.save(image.file.path, "PNG")
    rendition = renditions_of(image)["avif"]["kecil"]
    with rendition.file.open() as file:
        made = file.read()
    quick = {"quality": settings.WAGTAILIMAGES_AVIF_QUALITY, "speed": AVIF_SPEED}
    assert made == avif(noise, **quick)
    assert made != avif(noise, **quick | {"speed": 6})


def avif(picture: Image.Image, **options: Any) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "AVIF", **options)
    return stream.getvalue()


def test_sizes_stay_inside_their_box() -> None:
    sizes = renditions_of(drawn(1700, 1000))[""]
    assert {name: (one.width, one.height) for name, one in sizes.items()} == {
        "kecil": (480, 282),
        "sedang": (960, 564),
        "besar": (1600, 941),
        "kartu": (600, 400),
    }


def test_a_small_image_is_encoded_once() -> None:
    image = drawn(300, 200)
    sizes = renditions_of(image)[""]
    assert sizes["kecil"] == sizes["sedang"] == sizes["besar"]
    assert image.renditions.count() == 2 * len(FORMATS)  # the whole, and the card


def test_the_card_follows_the_focal_point() -> None:
    """A picture that is red on its left: only a card that looks there is red."""
    image = drawn(1200, 300, file__color="blue")
    with image.file.open() as file, Image.open(file) as picture:
        picture.paste("red", (0, 0, 300, 300))
        picture.save(image.file.path)
    assert colour(image) != (255, 0, 0)
    image.focal_point_x, image.focal_point_y = 200, 150
    image.focal_point_width = image.focal_point_height = 100
    image.save()
    assert colour(SiteImage.objects.get(pk=image.pk)) == (255, 0, 0)


def colour(image: SiteImage) -> Any:
    """Of the card's upper left corner."""
    with (
        renditions_of(image)[""]["kartu"].file.open() as file,
        Image.open(file) as card,
    ):
        return card.convert("RGB").getpixel((5, 5))


def test_the_queue_makes_them_when_the_image_is_saved(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    image = drawn(640, 400)
    assert not image.renditions.exists()
    work()
    made = SiteRendition.objects.count()
    assert made == 3 * len(FORMATS)
    with django_assert_num_queries(2):  # the image and what it has: nothing is made
        for found in SiteImage.objects.prefetch_renditions():
            renditions_of(found)
    assert image.renditions.count() == made


def test_a_picture_joins_the_page_that_went_live_before_its_sizes(
    client: Client,
) -> None:
    """Whoever publishes holds what every office waits for: no file is touched there."""
    page = publish_past_gate(BeritaPageFactory(gambar_utama=drawn(50, 40)))
    url = f"/api/v3/berita/{page.pk}/"
    assert client.get(url).json()["gambar"]["renditions"] == {}
    assert not SiteRendition.objects.exists()
    work()
    assert client.get(url).json()["gambar"]["renditions"]["kecil"]["lebar"] == 50


def test_an_older_document_gets_its_checksum_later(client: Client) -> None:
    document = SiteDocumentFactory()
    SiteDocument.objects.update(sha256="")
    page = publish_past_gate(BeritaPageFactory(lampiran=[("dokumen", document)]))

    def told() -> str:
        answer = client.get(f"/api/v3/berita/{page.pk}/").json()
        return str(answer["lampiran"][0]["sha256"])

    assert told() == ""
    work()
    assert told() == hashlib.sha256(b"%PDF-1.4 isi").hexdigest()


def test_another_file_has_other_sizes() -> None:
    image = drawn(50, 40)
    before = renditions_of(image)[""]["kecil"]
    with drawn(60, 40).file.open() as other:
        image.file = ContentFile(other.read(), name="lain.png")
    image.save()
    after = renditions_of(SiteImage.objects.get(pk=image.pk))[""]["kecil"]
    assert (before.width, after.width) == (50, 60)


def test_a_lost_file_has_no_sizes() -> None:
    image = drawn(50, 40)
    image.file.storage.delete(image.file.name)
    assert renditions_of(SiteImage.objects.get(pk=image.pk)) == {}


def test_two_at_once_agree_on_one_file() -> None:
    """The second finds the first's rows only after it has encoded its own."""
    image = drawn(50, 40)
    first, second = (
        SiteImage.objects.prefetch_renditions().get(pk=image.pk) for _ in range(2)
    )
    names = [
        {kind: sizes["kecil"].file.name for kind, sizes in renditions_of(one).items()}
        for one in (first, second)
    ]
    assert names[0] == names[1]
