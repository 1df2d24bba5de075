"""The site is asked where a signature vouches for it, and no more often."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from reviews.engine.actions.decide import carry_out
from reviews.models import Berkas
from tests.reviews import builders as b
from tests.reviews.engine.foreign_site import drop, say, site

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

    from reviews.models import SOP


def signed_together(browser: Client, several: list[Berkas]) -> str:
    """All of them ticked and decided; what is said of each."""
    states = {each: b.task_state_of(each).pk for each in several}
    data: dict[str, Any] = {"baca": [*states.values()]}
    data |= {f"digest-{pk}": each.digest() for each, pk in states.items()}
    return browser.post(reverse("meja:bersama"), data).content.decode()


def test_several_cost_a_look_each_or_one_where_the_site_is_away(
    lampung: SOP, settings: SettingsWrapper
) -> None:
    """Twenty dossiers behind a site that hangs are one wait, and not twenty."""
    pages = [b.published(lampung), b.published(lampung, "Lain")]
    several = [Berkas.objects.get(naskah__page_id=page.pk) for page in pages]
    rounds = [berkas.naskah for berkas in several]
    live = {each.kode_verifikasi: each.digest_disetujui for each in rounds}
    browser = b.logged_in(b.decider(several[0]))
    browser.raise_request_exception = False
    asked: list[str] = []

    def away_at_first(handler: Any) -> None:
        asked.append(handler.path.split("/")[-2])
        if len(asked) == 1:
            drop(handler)
        else:
            say(handler, 200, {"digest_tayang": live[asked[-1]]})

    with site(away_at_first) as settings.SITE_CHECK_URL:
        said = signed_together(browser, several)
        assert said.count("situs tidak dapat dihubungi") == len(several)
        assert len(asked) == 1
        signed_together(browser, several)
    assert sorted(asked[1:]) == sorted(live)
    assert [b.step_of(each) for each in several] == [7, 7]


def test_a_paraf_before_publication_waits_for_no_site(
    lampung: SOP, settings: SettingsWrapper
) -> None:
    page = b.at_step(lampung, 2)
    asked: list[str] = []
    with site(lambda handler: asked.append(handler.path)) as settings.SITE_CHECK_URL:
        b.approve(page)
    assert (b.step_of(page), asked) == (3, [])


def test_nobody_vouches_for_a_site_that_was_not_looked_at(lampung: SOP) -> None:
    berkas = Berkas.objects.get(naskah__page_id=b.published(lampung).pk)
    state, user, data = b.task_state_of(berkas), b.decider(berkas), b.filled(berkas)
    with b.refused(match=r"\(situs belum diperiksa\)"):
        carry_out(state, user, "approve", data, None)
    assert b.step_of(berkas) == 6
