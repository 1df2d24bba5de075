"""Where a collection goes is looked at, by whichever way it is moved."""

from __future__ import annotations

import pytest
from django.db import transaction
from wagtail.models import Collection, CollectionViewRestriction

from pages.errors import NaskahError
from pages.guards.collections import guarded
from tests.builders import publish_past_gate
from tests.factories import BeritaPageFactory, SiteImageFactory


def named(name: str) -> Collection:
    """As the tree has it now; each that comes or goes moves its neighbours."""
    return Collection.objects.get(name=name)


@pytest.mark.django_db
def test_what_a_live_text_shows_is_moved_among_open_collections_alone() -> None:
    """Never below a closed one, nor beside one that lies in it."""
    for name in ("Kantor", "Humas", "Arsip"):
        Collection.get_first_root_node().add_child(name=name)
    named("Arsip").add_child(name="Arsip lama")
    CollectionViewRestriction.objects.create(
        collection=named("Arsip"), restriction_type="login"
    )
    picture = SiteImageFactory(collection=named("Kantor"))
    publish_past_gate(BeritaPageFactory(gambar_utama=picture))
    move = guarded(Collection.move.__wrapped__)
    for target, place in (
        ("Arsip", "sorted-child"),
        ("Arsip lama", "sorted-sibling"),
        ("Arsip lama", None),
    ):
        with (
            pytest.raises(NaskahError, match="akan hilang dari publik"),
            transaction.atomic(),
        ):
            move(named("Kantor"), named(target), place)
    move(named("Kantor"), named("Humas"), "sorted-child")
    assert named("Kantor").get_parent() == named("Humas")
