"""A photo is whole, and shows what it shows; where its maker stood is nobody's business."""

from __future__ import annotations

from io import BytesIO
from typing import IO, Any

from PIL import Image, ImageSequence, UnidentifiedImageError
from PIL.ExifTags import IFD


def without_place(file: IO[bytes]) -> bytes | None:
    """The photo without the coordinates of where it was taken.

    ``None`` where it names none, or is no photo. Whatever else the camera noted stays
    if it can be written again, and the picture keeps its own tables of quantisation:
    nothing is lost to the eye.
    """
    file.seek(0)
    try:
        photo = Image.open(file, formats=["JPEG"])  # what cameras write
    except UnidentifiedImageError:
        return None
    try:
        exif = photo.getexif()
        if IFD.GPSInfo not in exif:
            return None
        del exif[IFD.GPSInfo]
        noted = exif.tobytes()
    except Exception:  # noqa: BLE001 - cameras note what Pillow reads and cannot write
        noted = b""
    out = BytesIO()
    quality: Any = "keep" if photo.format == "JPEG" else 95
    # XMP may repeat the place, so it goes whole.
    photo.save(out, format="JPEG", quality=quality, exif=noted, xmp=b"")
    return out.getvalue()


def is_whole(file: IO[bytes]) -> bool:
    """Whether every pixel can be read.

    The head of a file says how large the picture is; that the rest arrived is seen
    only when it is unpacked, and without this, by whoever first makes a size of it.
    """
    file.seek(0)
    try:
        with Image.open(file) as photo:
            for frame in ImageSequence.Iterator(photo):
                frame.load()
    except Exception:  # noqa: BLE001 - decoders raise whatever they stumble over
        return False
    finally:
        file.seek(0)
    return True
