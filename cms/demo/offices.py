"""Offices, posts and holders made for an SOP: for the demo and for trying any SOP."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Page, Site

from cms.demo.profiles import PROFILES, Profile
from pages.models import BeritaIndexPage, InformasiPublikIndexPage, InstansiPage
from reviews.engine.adoption.adopt import adopt_sop
from reviews.papers.jabatan import Jabatan, PemangkuJabatan
from reviews.rights.sync import sync_rights
from reviews.sop.document import load_documents
from reviews.sop.interpret import interpret
from reviews.sop.seeds import SEEDS

if TYPE_CHECKING:
    from reviews.papers.sop import SOP
    from reviews.sop.document import SOPDokumen
    from reviews.sop.interpret import Alur

DEMO_TERM = dt.date(2020, 1, 2)
"""Since when the demo's people are in office: a fixed day, before all that it tells.

Counted back from today, their terms would begin later in every demo made later, and
some day after what they are said to have signed.
"""
DEMO_PASSWORD = "demo"  # noqa: S105 - printed by the demo, for everybody
TITLE_LENGTH = 255
SMALL_WORDS = frozenset({"dan", "di", "ke", "dari", "untuk"})


@transaction.atomic
def make_office(
    dokumen: SOPDokumen, alur: Alur, slug: str | None = None
) -> InstansiPage:
    """The office of ``dokumen`` with a jabatan and a holder for every lane; idempotent.

    Holders are named by their post and log in with the password ``demo``. ``slug``
    defaults to that of the demo's own office for this document, or to its id.
    """
    profile = PROFILES.get(dokumen.id, Profile(slug=dokumen.id))
    slug = slug or profile.slug
    instansi = InstansiPage.objects.filter(slug=slug).first()
    if instansi is None:
        identity = {"title": office_title(dokumen), **profile.identity}
        instansi = InstansiPage(slug=slug, **identity)
        site_root().add_child(instance=instansi)
    add_index(instansi, BeritaIndexPage(title="Berita", slug="berita"))
    add_index(
        instansi,
        InformasiPublikIndexPage(title="Informasi publik", slug="informasi-publik"),
    )
    responsible = responsible_lanes(alur)
    for lane in dokumen.pelaksana:
        post, _ = Jabatan.objects.get_or_create(
            instansi=instansi,
            nama=lane,
            defaults={"penanggung_jawab": lane in responsible},
        )
        appoint_demo_holder(post, instansi, profile.users.get(lane))
    set_superiors(instansi, profile)
    return instansi


def set_superiors(instansi: InstansiPage, profile: Profile) -> None:
    """The chain of the office; a superior that somebody set since then stays."""
    posts = {post.nama: post for post in instansi.jabatan.all()}
    for lane, superior in profile.superiors.items():
        if lane in posts and superior in posts and posts[lane].atasan_id is None:
            posts[lane].atasan = posts[superior]
            posts[lane].save(update_fields=["atasan"])


@transaction.atomic
def adopt_seeds() -> list[SOP]:
    """The five source SOPs, each adopted by an office of its own; idempotent."""
    documents, _ = load_documents(SEEDS)
    adopted = []
    for document in documents:
        instansi = make_office(document.dokumen, interpret(document.dokumen))
        adopted.append(adopt_sop(document, instansi)[0])
        sync_rights(instansi)
    return adopted


def office_title(dokumen: SOPDokumen) -> str:
    """The unit and its government, in the case that Indonesian titles use."""
    parts = [*dokumen.unit[:1], dokumen.instansi] if dokumen.instansi else dokumen.unit
    title = title_case(" ".join(part for part in parts if part))
    return (title or f"Instansi {dokumen.nama}".title())[:TITLE_LENGTH]


def title_case(text: str) -> str:
    words = text.lower().split()
    return " ".join(
        word if word in SMALL_WORDS else word[:1].upper() + word[1:] for word in words
    )


def site_root() -> Page:
    """The page that offices stand under."""
    site = Site.objects.filter(is_default_site=True).first()
    return site.root_page if site else Page.objects.get(depth=1)


def add_index(instansi: InstansiPage, page: Page) -> None:
    if not instansi.get_children().filter(slug=page.slug).exists():
        instansi.add_child(instance=page)


def responsible_lanes(alur: Alur) -> frozenset[str]:
    """Who may withdraw: the last to approve the text, or else the first to order it."""
    binding = [step for step in alur.sebelum_tayang if step.mengikat]
    return frozenset((binding[-1] if binding else alur.sebelum_tayang[0]).pelaksana)


@cache
def demo_password() -> str:
    """The hash of the demo password, computed once: it is meant to be slow."""
    return make_password(DEMO_PASSWORD)


def appoint_demo_holder(
    post: Jabatan, instansi: InstansiPage, short_name: str | None = None
) -> PemangkuJabatan:
    """A definitive holder for ``post`` unless it has one.

    ``short_name`` is the user name the demo would like; it is used if it is free.
    """
    holder = post.pemangku.first()
    if holder is not None:
        return holder
    free = short_name and not User.objects.filter(username=short_name).exists()
    user, _ = User.objects.get_or_create(
        username=short_name if free else demo_username(post, instansi),
        defaults={
            "first_name": post.nama[:150],
            "password": demo_password(),
        },
    )
    return PemangkuJabatan.objects.create(jabatan=post, user=user, mulai=DEMO_TERM)


def demo_username(post: Jabatan, instansi: InstansiPage) -> str:
    """For example ``kabid-dokin.lampung-bkd``; unique as the post is."""
    office = "-".join(instansi.slug.split("-")[:2])[:60]
    base = f"{slugify(post.nama)[:60] or 'jabatan'}.{office}"
    taken = User.objects.filter(username=base).exclude(
        jabatan_dipangku__jabatan__instansi=instansi
    )
    same_office = User.objects.filter(
        username=base, jabatan_dipangku__jabatan__instansi=instansi
    ).exists()
    return f"{base}-{post.pk}" if taken.exists() or same_office else base
