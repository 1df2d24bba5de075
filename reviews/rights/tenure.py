"""Groups follow the posts: when a term is written down, and when its day has come.

A holder entered in the admin would otherwise not get in until the next adoption. A
term begins and ends by the calendar, with no act of anybody; so it is looked at
again when its holder logs in. Groups only open doors: every decision asks
:mod:`reviews.rounds.authority` for the post of the day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver

from pages.models import InstansiPage
from pages.signals import unless_raw
from reviews.papers.jabatan import PemangkuJabatan
from reviews.rights.sync import sync_rights

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@receiver(pre_save, sender=PemangkuJabatan)
@unless_raw
def remember_office(sender: type, instance: PemangkuJabatan, **kwargs: Any) -> None:
    """A holder moved to another office's post leaves this one."""
    if instance.pk:
        instance.left_office = office_of(instance)


@receiver(post_save, sender=PemangkuJabatan)
@unless_raw
def sync_after_save(sender: type, instance: PemangkuJabatan, **kwargs: Any) -> None:
    offices = {instance.jabatan.instansi, instance.left_office}
    for office in filter(None, offices):
        sync_rights(office)


@receiver(post_delete, sender=PemangkuJabatan)
def sync_after_delete(sender: type, instance: PemangkuJabatan, **kwargs: Any) -> None:
    sync_rights(instance.jabatan.instansi)


@receiver(user_logged_in)
def sync_at_login(sender: type, user: User, **kwargs: Any) -> None:
    posts = PemangkuJabatan.objects.filter(user=user)
    offices = InstansiPage.objects.filter(
        pk__in=posts.values("jabatan__instansi").distinct()
    )
    for office in offices:
        sync_rights(office)


def office_of(holder: PemangkuJabatan) -> InstansiPage | None:
    """The office that ``holder`` is in as stored."""
    stored = PemangkuJabatan.objects.filter(pk=holder.pk)
    found = stored.select_related("jabatan__instansi").first()
    return found.jabatan.instansi if found else None
