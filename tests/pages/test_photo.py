"""What a camera notes beside a picture may be odd; the picture is whole all the same."""

from __future__ import annotations

from io import BytesIO
from struct import pack

from PIL import Image
from PIL.ExifTags import IFD

from pages.photo import is_whole, without_place


def tiff(*entries: tuple[int, int, int, bytes]) -> bytes:
    """A directory of notes (tag, type, count, four bytes), as a camera may write it."""
    rows = b"".join(pack("<HHI", *entry[:3]) + entry[3] for entry in entries)
    return b"II*\0\x08\0\0\0" + pack("<H", len(entries)) + rows + b"\0\0\0\0"


ASCII, LONG = 2, 4
ODD = (0x0112, ASCII, 2, b"a\0\0\0")  # an orientation in words
# The place lies behind: one entry, that it is north.
GPS = (0x8825, LONG, 1, pack("<I", 8 + 2 + 12 * 2 + 4))
NORTH = pack("<H", 1) + pack("<HHI", 1, ASCII, 2) + b"N\0\0\0" + b"\0\0\0\0"


def noted(exif: bytes) -> BytesIO:
    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=b"Exif\0\0" + exif)
    return out


def test_odd_notes_of_a_camera_do_not_make_a_photo_broken() -> None:
    assert is_whole(noted(tiff(ODD)))
    assert without_place(noted(tiff(ODD))) is None


def test_the_place_goes_with_notes_that_cannot_be_written_again() -> None:
    photo = noted(tiff(ODD, GPS) + NORTH)
    assert IFD.GPSInfo in Image.open(photo).getexif()
    clean = without_place(photo)
    assert clean is not None
    assert IFD.GPSInfo not in Image.open(BytesIO(clean)).getexif()
