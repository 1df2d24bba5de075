"""Import people: choose a file, see every line's result, then apply."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from django import forms
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from openpyxl import Workbook
from wagtail.admin import messages

from pages.errors import NaskahError
from pages.site.dip.csv_file import BOM
from pages.site.dip.xlsx_file import CONTENT_TYPE as XLSX
from reviews.office.organisation.views import OfficeView
from reviews.rights.impor import import_people
from reviews.rights.invitations import invite
from reviews.rights.managers import managed_offices
from reviews.rights.people_table import CONTOH, KOLOM, Baris, read_table

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

    from pages.models import InstansiPage
    from reviews.rights.impor import Impor

SALT = "reviews.rights.impor"
MAX_AGE = 3600  # seconds between the dry run and its application


class BerkasForm(forms.Form):
    berkas = forms.FileField(
        label="Berkas CSV atau XLSX",
        help_text="Baris pertama berisi judul kolom, seperti pada templat.",
        error_messages={
            "required": "Pilih berkas.",
            "empty": "Berkas itu kosong.",
        },
    )


class ManagersView(OfficeView):
    def offices(self) -> QuerySet[InstansiPage]:
        return managed_offices(self.reader)


class ImporView(ManagersView):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(BerkasForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        if "terapkan" in request.POST:
            return self.apply(request.POST["terapkan"])
        form = BerkasForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.page(form)
        file = form.cleaned_data["berkas"]
        try:
            lines = read_table(file.read(), file.name)
        except NaskahError as error:
            form.add_error("berkas", str(error))
            return self.page(form)
        run = import_people(self.instansi, lines, self.reader, dry_run=True)
        return self.page(BerkasForm(), run=run, token=self.signed(lines))

    def apply(self, token: str) -> HttpResponse:
        """The lines that were shown, again and for good."""
        try:
            data = signing.loads(token, salt=SALT, max_age=MAX_AGE)
        except signing.BadSignature:
            messages.error(self.request, "Pemeriksaan sudah kedaluwarsa. Unggah ulang.")
            return redirect(self.request.get_full_path())
        if data["untuk"] != [self.reader.pk, self.instansi.pk]:
            raise NaskahError("Pemeriksaan itu untuk instansi atau orang lain.")
        lines = [Baris(number, cells) for number, cells in data["baris"]]
        run = import_people(self.instansi, lines, self.reader, dry_run=False)
        if not run.bersih:
            return self.page(BerkasForm(), run=run)
        invited = invite(run.baru)
        messages.success(
            self.request,
            f"{len(lines)} baris diterapkan, {len(run.baru)} akun baru, {invited} "
            "undangan dikirim.",
        )
        return redirect(f"{reverse('organisasi:bagan')}?instansi={self.instansi.pk}")

    def signed(self, lines: list[Baris]) -> str:
        data = {
            "untuk": [self.reader.pk, self.instansi.pk],
            "baris": [(line.nomor, line.sel) for line in lines],
        }
        return signing.dumps(data, salt=SALT, compress=True)

    def page(
        self, form: BerkasForm, run: Impor | None = None, token: str = ""
    ) -> HttpResponse:
        context: dict[str, Any] = {
            "form": form,
            "run": run,
            "kolom": KOLOM,
            "judul": "Impor orang",
            "icon": "upload",
        }
        if run is not None and run.bersih:
            context["token"] = token
        return self.show("impor", **context)


class TemplatView(ManagersView):
    """An empty table with one line as an example."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        if not self.offices().exists():
            raise NaskahError("Templat hanya untuk administrator.")
        if kind == "csv":
            text = "\r\n".join(",".join(line) for line in (KOLOM, CONTOH))
            response = HttpResponse(BOM + text + "\r\n", content_type="text/csv")
        elif kind == "xlsx":
            book = Workbook()
            sheet = book.worksheets[0]
            for line in (KOLOM, CONTOH):
                sheet.append(line)
            out = BytesIO()
            book.save(out)
            response = HttpResponse(out.getvalue(), content_type=XLSX)
        else:
            raise Http404
        response["Content-Disposition"] = f'attachment; filename="templat-orang.{kind}"'
        return response
