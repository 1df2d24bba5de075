"""Errors a reader sees: raised by rules, shown once, at the edge."""

from __future__ import annotations


class NaskahError(Exception):
    """A rule of the office's SOP refuses an act.

    The message is Indonesian, complete, and says what to do. The admin shows it
    as a message, the API as an RFC 7807 body (status 409); neither ever shows a
    stack trace, and whatever was half done is rolled back.
    """


# Named for what happened, as Django names PermissionDenied; hence N818 below.


class Unavailable(NaskahError):  # noqa: N818
    """A part of the machine does not answer, and so the act was not done (503)."""


class PublishingDenied(NaskahError):  # noqa: N818
    """A governed page would go live, or change while live, outside its SOP."""


class EditingDenied(NaskahError):  # noqa: N818
    """The text lies with a reviewer and this person may not change it now."""


class StillInUse(NaskahError):  # noqa: N818
    """What others refer to, or the trail speaks of, is not deleted."""

    def __init__(self) -> None:
        super().__init__(
            "Tidak dapat dihapus: masih dipakai, atau tercatat pada SOP, jabatan, atau "
            "jejak naskah."
        )
