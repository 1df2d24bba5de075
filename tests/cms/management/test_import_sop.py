"""``import_sop``: all of it or none, and every fault in one run."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.models import Task, Workflow

from pages.models import InstansiPage
from reviews.models import SOP, Jabatan, PemangkuJabatan
from reviews.sop.seeds import SEEDS
from tests.reviews import builders

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db
REVIEWS = Path(__file__).parents[2] / "reviews"
MALFORMED = sorted((REVIEWS / "sop" / "malformed").glob("*.yaml"))


def rows() -> dict[str, int]:
    """How many rows every table has."""
    with connection.cursor() as cursor:
        counts = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT COUNT(*) FROM "{table}"')  # noqa: S608
            counts[table] = cursor.fetchone()[0]
        return counts


def run(*files: Path | str, **options: Any) -> str:
    out = StringIO()
    call_command("import_sop", *map(str, files), stdout=out, **options)
    return out.getvalue()


def refusal(*files: Path | str, **options: Any) -> list[str]:
    """The lines of a refusal: exit 1, and nothing left behind."""
    before = rows()
    with pytest.raises(CommandError) as caught:
        run(*files, **options)
    assert caught.value.returncode == 1
    assert rows() == before
    return str(caught.value).splitlines()


@pytest.fixture
def dokumen(tmp_path: Path) -> Callable[..., Path]:
    """A small sound document, written with the changes a test asks for."""

    def write(name: str = "kantor.yaml", **changes: Any) -> Path:
        data: dict[str, Any] = {
            "id": "kantor",
            "nama": "Pengelolaan Website",
            "pelaksana": ["Staf", "Kepala"],
            "langkah": [
                {
                    "no": 1,
                    "uraian": "Menulis",
                    "pelaksana": ["Staf"],
                    "jenis": "buat_naskah",
                    "objek": "naskah",
                },
                {
                    "no": 2,
                    "uraian": "Memeriksa",
                    "pelaksana": ["Kepala"],
                    "jenis": "verifikasi_paraf",
                    "objek": "naskah",
                },
                {
                    "no": 3,
                    "uraian": "Menayangkan",
                    "pelaksana": ["Staf"],
                    "jenis": "publikasi",
                    "objek": "naskah",
                },
            ],
            **changes,
        }
        path = tmp_path / name
        path.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
        return path

    return write


def test_the_five_seeds_become_five_offices() -> None:
    said = run(*SEEDS, demo=True).splitlines()
    assert len(said) == 5
    assert [line.split(", ")[1] for line in said] == [
        "6 langkah",
        "4 langkah",
        "11 langkah",
        "7 langkah",
        "3 langkah",
    ]
    assert all(line.endswith(": diberlakukan.") for line in said)
    assert SOP.objects.in_force().count() == 5


def test_check_changes_nothing(dokumen: Callable[..., Path]) -> None:
    path = dokumen()
    before = rows()
    assert run(path, check=True) == "kantor.yaml: dokumen sah.\n"
    assert "diberlakukan" in run(path, check=True, demo=True)
    assert rows() == before


def test_the_same_document_again_changes_nothing(
    dokumen: Callable[..., Path],
) -> None:
    path = dokumen()
    run(path, demo=True)
    before = rows()
    for _ in range(2):
        assert "sudah berlaku, tidak ada perubahan" in run(path, demo=True)
        assert "sudah berlaku" in run(path, instansi="kantor")
    assert rows() == before


def test_a_revised_document_becomes_the_next_version(
    dokumen: Callable[..., Path],
) -> None:
    run(dokumen(), demo=True)
    first = SOP.objects.get()
    page = builders.submitted(first)
    said = run(dokumen(nama="Pengelolaan Website (baru)"), instansi="kantor")
    assert "kantor versi 2, 3 langkah" in said
    second = SOP.objects.in_force().get()
    assert second.versi == 2
    first.refresh_from_db()
    assert not first.berlaku
    naskah = builders.naskah_of(page)
    assert naskah.sop == first
    assert builders.state_of(page).workflow == first.workflow
    while not builders.fresh(page).live:
        builders.approve(page)
    assert builders.naskah_of(page).sop == first
    assert builders.fresh(page).get_workflow() == second.workflow


def test_going_back_to_an_earlier_text_is_a_further_version(
    dokumen: Callable[..., Path],
) -> None:
    path = dokumen()
    run(path, demo=True)
    run(dokumen("b.yaml", nama="Lain"), instansi="kantor")
    assert "versi 3" in run(path, instansi="kantor")
    assert SOP.objects.in_force().get().versi == 3


def test_faults_of_every_file_in_one_run(dokumen: Callable[..., Path]) -> None:
    lines = refusal(dokumen(), *MALFORMED, demo=True)
    for path in MALFORMED:
        assert any(line.startswith(path.name) for line in lines), path.name
    assert not any(line.startswith("kantor.yaml") for line in lines)


def test_ten_faults_of_one_file_in_one_run() -> None:
    (path,) = (p for p in MALFORMED if p.name == "sepuluh_kesalahan.yaml")
    assert len(refusal(path, demo=True)) >= 10


def test_one_bad_file_holds_back_the_good_ones(dokumen: Callable[..., Path]) -> None:
    lines = refusal(dokumen(), MALFORMED[0], demo=True)
    assert all(line.startswith(MALFORMED[0].name) for line in lines)


def test_a_lane_without_a_post_is_named_with_its_office(
    dokumen: Callable[..., Path],
) -> None:
    run(dokumen(), demo=True)
    Jabatan.objects.filter(nama="Kepala").delete()
    office = InstansiPage.objects.get(slug="kantor")
    (line,) = refusal(dokumen("baru.yaml", nama="Baru"), instansi="kantor")
    assert line.startswith("baru.yaml")
    assert "“Kepala”" in line
    assert office.title in line


def test_missing_lanes_of_every_file_in_one_run(dokumen: Callable[..., Path]) -> None:
    run(dokumen(), demo=True)
    Jabatan.objects.all().delete()
    lines = refusal(
        dokumen("a.yaml", id="a"), dokumen("b.yaml", id="b"), instansi="kantor"
    )
    assert [line.split(":")[0] for line in lines] == ["a.yaml"] * 2 + ["b.yaml"] * 2


def test_check_in_an_office_finds_missing_lanes_too(
    dokumen: Callable[..., Path],
) -> None:
    run(dokumen(), demo=True)
    Jabatan.objects.filter(nama="Kepala").delete()
    refusal(dokumen("baru.yaml", nama="Baru"), instansi="kantor", check=True)


def test_an_unknown_office_is_refused_with_the_known_ones(
    dokumen: Callable[..., Path],
) -> None:
    run(dokumen(), demo=True)
    (line,) = refusal(dokumen(), instansi="tidak-ada")
    assert "kantor" in line


def test_the_only_office_need_not_be_named(dokumen: Callable[..., Path]) -> None:
    run(dokumen(), demo=True)
    assert "versi 2" in run(dokumen(nama="Baru"))
    run(dokumen("lain.yaml", id="lain"), demo=True)
    assert "--instansi" in refusal(dokumen(nama="Baru"))[0]


def test_demo_may_use_an_office_that_is_there(dokumen: Callable[..., Path]) -> None:
    run(dokumen(), demo=True)
    lanes = ["Staf", "Kepala", "Sekretaris"]
    run(dokumen("b.yaml", id="b", pelaksana=lanes), demo=True, instansi="kantor")
    assert InstansiPage.objects.count() == 1
    assert Jabatan.objects.count() == 3
    assert PemangkuJabatan.objects.count() == 3


def test_documents_of_one_office_prefix_have_holders_of_their_own(
    dokumen: Callable[..., Path],
) -> None:
    run(
        dokumen("a.yaml", id="kota-baru-a"),
        dokumen("b.yaml", id="kota-baru-b"),
        demo=True,
    )
    users = PemangkuJabatan.objects.values_list("user", flat=True)
    assert len(set(users)) == 4
    call_command("walk_sop", "--all", stdout=StringIO())


@pytest.mark.parametrize("name", ["panjang", "kembar", "aneh"])
def test_long_equal_and_odd_lane_names(dokumen: Callable[..., Path], name: str) -> None:
    lanes = {
        "panjang": ["Kepala " + "Bidang " * 30 + "A", "Kepala " + "Bidang " * 30 + "B"],
        "kembar": ["Kabid I/a", "Kabid I-a"],
        "aneh": ["課長", "係長"],
    }[name]
    steps = yaml.safe_load(dokumen().read_text(encoding="utf-8"))["langkah"]
    for step, lane in zip(steps, [*lanes, lanes[0]], strict=True):
        step["pelaksana"] = [lane]
    run(
        dokumen(id="k" * 100, nama="N" * 255, pelaksana=lanes, langkah=steps),
        demo=True,
    )
    assert PemangkuJabatan.objects.values("user").distinct().count() == 2
    call_command("walk_sop", "--all", stdout=StringIO())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG\r\n\x1a\n" + bytes(200),
        b"PK\x03\x04" + bytes(200),
        b"%PDF-1.7\n",
        "id: kantor".encode("utf-16"),
        b'{"id": 1}',
        b"<html></html>",
        b"\xff\xfe\x00",
    ],
)
def test_files_that_are_not_what_they_seem(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "sop.yaml"
    path.write_bytes(content)
    lines = refusal(path, demo=True)
    assert all(line.startswith("sop.yaml") for line in lines)


def test_paths_that_are_not_files(tmp_path: Path) -> None:
    link = tmp_path / "tautan.yaml"
    link.symlink_to(tmp_path / "tidak-ada")
    lines = refusal(tmp_path / "hilang.yaml", tmp_path, link, demo=True)
    assert len(lines) == 3


def test_two_texts_under_one_id_are_refused(dokumen: Callable[..., Path]) -> None:
    run(dokumen(), dokumen("salinan.yaml"), demo=True)  # the same text twice is one
    assert SOP.objects.get().versi == 1
    assert refusal(dokumen(), dokumen("lain.yaml", nama="Lain"), demo=True)


def test_nothing_is_left_when_the_database_fails(
    dokumen: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from reviews.engine.adoption import adopt

    def fail(*args: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(adopt, "assign", fail)
    before = rows()
    with pytest.raises(OSError, match="disk full"):
        run(dokumen(), demo=True)
    assert rows() == before
    assert not Task.objects.filter(name__startswith="Langkah").exists()
    assert not Workflow.objects.filter(name__startswith="Pengelolaan").exists()
