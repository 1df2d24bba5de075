"""What is wrong with a draft, beside the field that it is about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.forms.utils import ErrorDict

from reviews.sop.faults import DocumentFaults, Fault
from reviews.sop.write import parse_data

if TYPE_CHECKING:
    from reviews.office.sop.forms import DokumenForm
    from reviews.sop.document import LoadedDocument


@dataclass
class Verdict:
    """The document if it is sound, else its faults."""

    loaded: LoadedDocument | None = None
    faults: list[Fault] = field(default_factory=list)

    @property
    def sentences(self) -> list[str]:
        """The faults as they stand on top of the form."""
        return [sentence(fault) for fault in self.faults]


def judge(data: dict[str, Any]) -> Verdict:
    """``data`` held to the rules of an SOP document."""
    try:
        return Verdict(parse_data(data, "SOP"))
    except DocumentFaults as error:
        return Verdict(faults=error.faults)


def sentence(fault: Fault) -> str:
    """A fault without the file and line, which a form does not have."""
    step = f"Langkah {fault.langkah}" if fault.langkah else ""
    place = ", ".join(part for part in (step, fault.lokasi) if part)
    return f"{place}: {fault.pesan}" if place else fault.pesan


def mark_faults(form: DokumenForm, verdict: Verdict) -> None:
    """Put each fault to its field; the others stay in the list on top."""
    parts: list[Any] = [form.identitas, *form.langkah]
    for part in parts:
        part.cleaned_data = {}
        part._errors = ErrorDict()
    for fault in verdict.faults:
        target = parts[0]
        if fault.langkah and fault.langkah <= len(form.langkah):
            target = parts[fault.langkah]
        key = fault.lokasi.split("[", 1)[0].split(".", 1)[0]
        if key in target.fields:
            target.add_error(key, fault.pesan)
