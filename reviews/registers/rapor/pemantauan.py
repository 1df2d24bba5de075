"""The six-monthly monitoring form (PermenPANRB 35/2012), proposed from the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from reviews.registers.rapor.lines import BarisLangkah

TEPAT_MINIMAL: Final = 80
KEMBALI_MAKSIMAL: Final = 20
KAIDAH: Final = (
    "Usulan “berjalan baik” diberikan bila sedikitnya "
    f"{TEPAT_MINIMAL} % lintasan yang terukur selesai dalam waktu baku dan pengembalian "
    f"ke langkah itu paling banyak {KEMBALI_MAKSIMAL} % dari lintasannya. Langkah yang "
    "waktunya tidak terukur dinilai dari pengembaliannya saja; langkah tanpa lintasan "
    "tidak diberi usulan."
)
BAIK: Final = {True: "Berjalan baik", False: "Tidak berjalan baik"}


def proposal(step: BarisLangkah) -> bool | None:
    """Whether the step ran well by :data:`KAIDAH`; ``None``: the figures say nothing."""
    if not step.lintasan:
        return False if step.dikembalikan else None
    in_time = step.persen_tepat is None or step.persen_tepat >= TEPAT_MINIMAL
    return in_time and (step.persen_kembali or 0) <= KEMBALI_MAKSIMAL


def figures(step: BarisLangkah) -> str:
    """The figures of a step as a sentence for the form's column of notes."""
    if not step.lintasan:
        said = "Tidak ada lintasan pada periode ini"
    elif step.persen_tepat is not None:
        said = (
            f"{step.lintasan} lintasan, {step.persen_tepat} % tepat waktu "
            f"({step.tepat} dari {step.diukur} yang terukur; median "
            f"{number(step.median)}, persentil ke-90 {number(step.p90)} dari "
            f"{step.baku} menit kerja)"
        )
    else:
        why = "waktu tidak terukur" if step.baku else "tanpa waktu baku"
        said = f"{step.lintasan} lintasan, {why}"
    return f"{said}; {step.dikembalikan} kali dikembalikan ke langkah ini."


def number(value: float | None) -> str:
    """``value`` with a decimal comma where it needs one."""
    return f"{value or 0:.1f}".removesuffix(".0").replace(".", ",")


def initial_of(step: BarisLangkah) -> dict[str, Any]:
    """What the form shows before the evaluator changes it."""
    good = proposal(step)
    return {
        "baik": "" if good is None else str(good),
        "catatan": figures(step),
        "tindakan": "",
    }
