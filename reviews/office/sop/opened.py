"""What a draft was when its form was opened; it travels with the form, signed.

So a later save can tell what somebody else changed meanwhile, without any copy kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Self

from django.core import signing

if TYPE_CHECKING:
    from reviews.papers.draf import DrafSOP

SALT: Final = "reviews.office.sop.opened"


@dataclass(frozen=True)
class Dasar:
    """The draft that the form was filled from, and the state its reader has seen."""

    isi: dict[str, Any]
    digest: str

    @classmethod
    def of(cls, draf: DrafSOP) -> Self:
        return cls(draf.isi, draf.digest)

    @classmethod
    def opened(cls, draf: DrafSOP, sealed: str) -> Self:
        """What ``sealed`` holds; a form that cannot prove it has seen nothing."""
        try:
            pk, isi, digest = signing.loads(sealed, salt=SALT)
        except signing.BadSignature:
            return cls(draf.isi, "")
        return cls(isi, digest) if pk == draf.pk else cls(draf.isi, "")

    def seal(self, draf: DrafSOP) -> str:
        held = [draf.pk, self.isi, self.digest]
        return signing.dumps(held, salt=SALT, compress=True)
