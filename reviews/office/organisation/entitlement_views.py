"""The screen "mengapa ia dapat melihat ini?", and its one button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.models import Page

from pages.models import InstansiPage, NaskahPage
from reviews.desk import queries
from reviews.office.organisation import entitlements
from reviews.office.organisation.views import OfficeView
from reviews.papers.naskah import Naskah
from reviews.rights import readers
from reviews.rights.managers import managed_offices
from reviews.rights.sync import drift, sync_rights
from reviews.rounds import progress
from reviews.trail.record import display_name as name_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class HakView(OfficeView):
    """Anybody asks about himself; an administrator about his office's people."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context: dict[str, Any] = {
            "judul": "Mengapa ia dapat melihat ini?",
            "icon": "key",
            "orang": self.person,
            "nama": name_of(self.person),
            "people": self.people,
            "jabatan": entitlements.posts_of(self.person, [self.instansi]),
            "grup": entitlements.groups_of(self.person, [self.instansi]),
            "langkah": entitlements.steps_for(self.person, [self.instansi]),
            "manages": self.manages,
            "drift": drift(self.instansi) if self.manages else [],
            **self.about_page(),
        }
        return self.show("hak", **context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Perbaiki: what was given or taken by hand is undone."""
        if not self.manages:
            raise PermissionDenied
        found = sync_rights(self.instansi)
        messages.success(request, f"{len(found)} perbedaan diperbaiki.")
        return redirect(request.get_full_path())

    @cached_property
    def manages(self) -> bool:
        return managed_offices(self.reader).filter(pk=self.instansi.pk).exists()

    @cached_property
    def people(self) -> list[tuple[int, str]]:
        """Whom the reader may ask about: himself, or everybody of his office."""
        if not self.manages:
            return [(self.reader.pk, name_of(self.reader))]
        held = User.objects.filter(jabatan_dipangku__jabatan__instansi=self.instansi)
        people = {*held, self.reader}
        return sorted(((u.pk, name_of(u)) for u in people), key=lambda row: row[1])

    @cached_property
    def person(self) -> User:
        asked = self.request.GET.get("orang") or str(self.reader.pk)
        if asked not in {str(pk) for pk, _ in self.people}:
            raise PermissionDenied
        return User.objects.get(pk=asked)

    def about_page(self) -> dict[str, Any]:
        """What he may do with one page, if one of this office was asked for."""
        asked = self.request.GET.get("halaman", "").strip()
        if not asked:
            return {}
        page = Page.objects.filter(pk=queries.as_id(asked)).first()
        specific = page.specific if page else None
        if not isinstance(specific, NaskahPage) or self.outside(specific):
            return {"halaman_asked": asked, "halaman_fault": True}
        naskah = Naskah.objects.latest_of(specific)
        workflow = specific.get_workflow()
        sop = naskah.sop if naskah else None
        tasks = entitlements.tasks_of(sop) if sop else []
        if not tasks and workflow:
            tasks = progress.ordered_tasks(workflow)
        return {
            "halaman": specific,
            "halaman_asked": asked,
            "halaman_kalimat": entitlements.page_sentences(
                self.person, specific, naskah
            ),
            "halaman_langkah": [
                entitlements.verdict(t, naskah, self.person) for t in tasks
            ],
        }

    def outside(self, page: NaskahPage) -> bool:
        office = InstansiPage.of(page)
        return (
            office is None
            or office.pk != self.instansi.pk
            or not (readers.offices_of(self.reader).filter(pk=office.pk).exists())
        )
