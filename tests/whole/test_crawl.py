"""Nobody finds anything of another office but what is public, at any address.

In short as those who may least and most; ``PROOF=deep``: as everybody, by all methods,
with every id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.proof import DEEP
from tests.reviews import builders as b
from tests.whole.crawl.addresses import addresses, swapped
from tests.whole.crawl.people import browsers, people_of, signed_in
from tests.whole.crawl.visit import Visitor
from tests.whole.crawl.world import WORD, build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from tests.whole.crawl.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.first]

SHORT = ("siapa pun", "administrator", "token")


def visitors() -> dict[str, Client]:
    found = browsers(people_of(b.adopted("003")))
    return found if DEEP else {who: found[who] for who in SHORT}


def asked_by(who: str, world: World) -> Iterator[str]:
    """A token opens the API alone."""
    for address in addresses(world, few=not DEEP):
        if who != "token" or "/api/" in address:
            yield address


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_nobody_sees_or_changes_anything_of_another_office() -> None:
    world = build()
    found = [
        f"{who}: {method} {address}: {what}"
        for who, client in visitors().items()
        for method, address, what in Visitor(client).finds(
            asked_by(who, world), only_reads=not DEEP
        )
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("who", ["administrator", "penyusun"])
def test_nothing_of_another_office_hangs_on_ones_own_page(who: str) -> None:
    world, sop = build(), b.adopted("003")
    own = b.drafted(sop, "Konsep sendiri")
    client = signed_in(people_of(sop)[who])
    assert list(Visitor(client).finds(swapped(world, own), only_reads=True)) == []


def test_the_canaries_are_there_to_be_found() -> None:
    """A superuser finds them, so the crawl looks where they are."""
    looked = addresses(build(), few=True)[::6]
    found = Visitor(signed_in(b.superuser())).finds(looked, only_reads=True)
    assert (
        len({address for _, address, what in found if WORD in what}) > len(looked) / 4
    )
