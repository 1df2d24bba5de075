"""The form of an SOP. It only carries what was typed; the document's rules judge it.

So there is one source of rules: nothing here is required or checked but the shape
that a browser sends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms

from reviews.sop.kinds import EmpatMata, Jenis, Objek

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviews.papers.jabatan import Jabatan

MAX_ROWS: Final = 200
LISTS: Final = (
    "unit",
    "pelaksana",
    "dasar_hukum",
    "kualifikasi",
    "keterkaitan",
    "peralatan",
    "peringatan",
    "pencatatan",
)
NUMBERS: Final = ("waktu_menit", "dikembalikan_ke")
NAMES: Final = ("pelaksana", "penerima")
Data = dict[str, Any]


def line(label: str, hint: str = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=False, strip=True)


def text(label: str, hint: str = "", rows: int = 2) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class IdentitasForm(forms.Form):
    """The identity sheet and the lanes."""

    nama = line("Nama SOP")
    id = line("Kode dokumen", "Huruf kecil dan tanda hubung; tetap sama pada revisi.")
    nomor = line("Nomor SOP")
    instansi = line("Instansi", "Sebagaimana tercetak pada kepala SOP.")
    unit = text("Unit", "Satu baris satu unit.")
    alamat = line("Alamat")
    tanggal_pembuatan = line("Tanggal pembuatan")
    tanggal_revisi = line("Tanggal revisi")
    tanggal_pengesahan = line("Tanggal pengesahan")
    tanggal_efektif = line("Tanggal efektif")
    disahkan_oleh = line("Disahkan oleh")
    dasar_hukum = text("Dasar hukum", "Satu baris satu peraturan.", 4)
    kualifikasi = text("Kualifikasi pelaksana", "Satu baris satu syarat.", 4)
    keterkaitan = text("Keterkaitan", "Satu baris satu SOP.")
    peralatan = text("Peralatan/perlengkapan", "Satu baris satu alat.")
    peringatan = text("Peringatan")
    pencatatan = text("Pencatatan dan pendataan")
    pelaksana = text(
        "Lajur pelaksana", "Satu baris satu lajur, dari kiri ke kanan pada bagan.", 4
    )


class LangkahForm(forms.Form):
    """One step. ``asal`` is its place in the draft the form was opened with, from 0."""

    asal = forms.CharField(required=False, widget=forms.HiddenInput)
    uraian = text("Kegiatan", rows=3)
    pelaksana = forms.CharField(
        label="Pelaksana",
        help_text="Nama lajur; bila lebih dari satu, pisahkan dengan ;",
        required=False,
        widget=forms.TextInput(attrs={"list": "draf-lajur"}),
    )
    jenis = forms.ChoiceField(
        label="Jenis langkah",
        required=False,
        choices=[("", "Pilih jenis"), *((kind.value, kind.label) for kind in Jenis)],
    )
    jenis_tambahan = forms.MultipleChoiceField(
        label="Sekaligus",
        required=False,
        choices=[(kind.value, kind.label) for kind in Jenis],
        widget=forms.CheckboxSelectMultiple,
    )
    objek = forms.ChoiceField(
        label="Yang dikerjakan",
        required=False,
        choices=[("", "Pilih objek"), *((o.value, o.label) for o in Objek)],
    )
    kelengkapan = text("Kelengkapan")
    waktu = line("Waktu", "Sebagaimana tertulis, misalnya “1 jam”.")
    waktu_menit = line("Waktu dalam menit kerja", "1 hari kerja = 450 menit.")
    output = text("Output")
    dikembalikan_ke = line("Bila tidak disetujui, kembali ke langkah")
    penerima = line("Penerima disposisi", "Nama lajur, dipisahkan dengan ;")
    boleh_menyunting = forms.ChoiceField(
        label="Pelaksana boleh menyunting naskah",
        required=False,
        choices=[("", "Menurut uraian"), ("ya", "Ya"), ("tidak", "Tidak")],
    )
    empat_mata = forms.ChoiceField(
        label="Aturan empat mata",
        help_text="Siapa yang tidak boleh memutuskan langkah ini.",
        required=False,
        choices=[("", EmpatMata.BAKU.label), *EmpatMata.choices[1:]],
    )
    keterangan = text("Keterangan")
    catatan = text("Catatan")


def identity_initial(data: Data) -> Data:
    initial = {name: data.get(name) for name in IdentitasForm.base_fields}
    for name in LISTS:
        initial[name] = "\n".join(map(str, data.get(name) or ()))
    return initial


def step_initial(step: Data) -> Data:
    initial = {name: step.get(name) for name in LangkahForm.base_fields}
    for name in NAMES:
        initial[name] = "; ".join(map(str, step.get(name) or ()))
    return initial


class DokumenForm:
    """The whole form, unbound from a draft's data or bound to what was posted."""

    def __init__(
        self,
        data: Data,
        posted: Mapping[str, Any] | None = None,
        *,
        typed: bool = False,
    ) -> None:
        """``typed``: ``data`` is the :attr:`typed` of a form whose rows moved."""
        if posted is not None:
            self.typed = merged(data, posted)
        else:
            self.typed = data if typed else placed(data)
        self.identitas = IdentitasForm(
            initial=identity_initial(self.data), prefix="identitas"
        )
        self.langkah = [
            LangkahForm(initial=step_initial(step), prefix=f"langkah-{at}")
            for at, step in enumerate(self.typed.get("langkah") or [])
        ]

    @property
    def data(self) -> Data:
        """The document; :attr:`typed` also knows the place each step had."""
        steps = self.typed.get("langkah")
        if not steps:
            return self.typed
        kept = [{k: v for k, v in step.items() if k != "asal"} for step in steps]
        return {**self.typed, "langkah": kept}


def placed(data: Data) -> Data:
    """``data`` whose steps know their place in the stored draft."""
    steps = data.get("langkah")
    if not steps:
        return data
    return {**data, "langkah": [{**s, "asal": at} for at, s in enumerate(steps)]}


def merged(stored: Data, posted: Mapping[str, Any]) -> Data:
    """The document as posted; what the form does not show stays as it was stored."""
    form = IdentitasForm(posted, prefix="identitas")
    form.full_clean()
    data = {**stored, **form.cleaned_data}
    for name in LISTS:
        data[name] = lines_of(data.get(name))
    old = stored.get("langkah") or []
    count = whole(posted.get("jumlah", "")) or 0
    data["langkah"] = [step_data(posted, at, old) for at in range(min(count, MAX_ROWS))]
    return numbered(data)


def step_data(posted: Mapping[str, Any], at: int, old: list[Data]) -> Data:
    form = LangkahForm(posted, prefix=f"langkah-{at}")
    form.full_clean()
    step = {name: one_newline(form.cleaned_data.get(name, "")) for name in form.fields}
    place = whole(step["asal"])
    hidden = old[place] if place is not None and place < len(old) else {}
    for name in NAMES:
        step[name] = [part.strip() for part in step[name].split(";") if part.strip()]
    for name in NUMBERS:
        number = whole(step[name])
        step[name] = step[name] if number is None else number
    known = hidden.get("jenis_tambahan") or ()
    step["jenis_tambahan"] = sorted(step["jenis_tambahan"], key=[*known, *Jenis].index)
    if step["pelaksana"] != hidden.get("pelaksana"):
        hidden = {k: v for k, v in hidden.items() if k != "pelaksana_sumber"}
    return {**hidden, **step}


def numbered(data: Data) -> Data:
    """Steps counted anew, and the sum of their minutes where the document has one."""
    steps = [{**step, "no": at} for at, step in enumerate(data["langkah"], start=1)]
    total = data.get("total_waktu")
    if isinstance(total, dict):
        minutes = [step.get("waktu_menit") for step in steps]
        added = sum(m for m in minutes if isinstance(m, int))
        total = {**total, "jumlah_langkah_menit": added}
        if added != data["total_waktu"].get("jumlah_langkah_menit"):
            total.pop("jumlah_langkah", None)
    return {**data, "langkah": steps, "total_waktu": total}


def one_newline(value: Any) -> Any:
    """Browsers end lines as letters once did; the document does not."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def lines_of(value: Any) -> list[str]:
    return [part.strip() for part in str(value or "").splitlines() if part.strip()]


def whole(text: str) -> int | None:
    """A whole number of at most nine digits, else nothing."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


class ImporForm(forms.Form):
    """Where a new draft comes from."""

    berkas = forms.FileField(
        label="Berkas SOP",
        required=False,
        help_text="YAML, Word (.docx), atau Excel (.xlsx), paling banyak 5 MB. "
        "Kosongkan untuk mulai dari formulir kosong.",
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,.docx,.xlsx"}),
    )


class BerlakukanForm(forms.Form):
    """Each lane's jabatan; one of that name is chosen, a missing one is offered."""

    BARU = "baru"

    dilihat = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, lanes: list[str], posts: list[Jabatan], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lanes = lanes
        self.posts = {str(post.pk): post for post in posts}
        by_name = {key_of(post.nama): str(post.pk) for post in posts}
        for at, lane in enumerate(lanes):
            known = by_name.get(key_of(lane))
            new = [] if known else [(self.BARU, f"Buat jabatan baru “{lane}”")]
            self.fields[f"lajur_{at}"] = forms.ChoiceField(
                label=f"Lajur “{lane}”",
                initial=known or "",
                choices=[
                    ("", "Pilih jabatan"),
                    *new,
                    *((key, post.nama) for key, post in self.posts.items()),
                ],
                error_messages={
                    "required": f"Pilih jabatan untuk lajur “{lane}”.",
                    "invalid_choice": "Pilih jabatan dari daftar.",
                },
            )

    @property
    def bindings(self) -> dict[str, Jabatan | None]:
        """Each lane's jabatan; None is to be made."""
        return {
            lane: self.posts.get(self.cleaned_data[f"lajur_{at}"])
            for at, lane in enumerate(self.lanes)
        }


def key_of(name: str) -> str:
    return " ".join(name.casefold().split())
