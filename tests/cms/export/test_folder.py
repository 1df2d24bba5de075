from __future__ import annotations

import os
import time

import pytest

from cms.export.files import File
from cms.export.folder import Folder
from cms.export.lock import Lock

pytestmark = pytest.mark.django_db


@pytest.fixture
def lock():
    lock = Lock("ekspor-uji")
    yield lock
    lock.close()


@pytest.fixture
def folder(tmp_path, lock):
    """A folder that serves a.json and b/c.json."""
    folder = Folder(tmp_path / "ekspor")
    with folder.renewed(lock) as tree:
        tree.write(file("a.json", b"satu"))
        tree.write(file("b/c.json", b"dua"))
    return folder


def file(name: str, body: bytes) -> File:
    return File(name, body, "application/json")


def test_nothing_is_served_before_the_first_run_has_ended(tmp_path, lock):
    folder = Folder(tmp_path)
    with folder.renewed(lock) as tree:
        tree.write(file("a.json", b"satu"))
        assert not folder.current.exists()
    assert folder.served().read("a.json") == b"satu"


def test_a_run_that_fails_changes_nothing(folder, lock):
    def breaking():
        with folder.renewed(lock) as tree:
            tree.write(file("a.json", b"baru"))
            tree.delete("b/c.json")
            raise OSError("penuh")

    with pytest.raises(OSError, match="penuh"):
        breaking()
    assert sorted(folder.served().names()) == ["a.json", "b/c.json"]
    assert folder.served().read("a.json") == b"satu"


def test_what_has_not_changed_is_the_same_file(folder, lock):
    before = (folder.current / "a.json").stat()
    with folder.renewed(lock) as tree:
        tree.write(file("b/c.json", b"tiga"))
    after = (folder.current / "a.json").stat()
    assert (after.st_ino, after.st_mtime) == (before.st_ino, before.st_mtime)
    assert folder.served().read("b/c.json") == b"tiga"


def test_one_release_stays(folder, lock):
    (folder.drafts / "sisa").write_bytes(b"dari mesin yang mati")
    with folder.renewed(lock):
        pass
    assert list(folder.releases.iterdir()) == [folder.current.resolve()]
    assert list(folder.drafts.iterdir()) == []


def test_the_link_may_be_copied_elsewhere(folder):
    assert not os.path.isabs(os.readlink(folder.current))


def test_a_file_is_replaced_and_never_rewritten(folder):
    path = folder.current / "a.json"
    with path.open("rb") as reader:
        folder.served().write(file("a.json", b"panjang sekali"))
        assert reader.read() == b"satu"
    assert path.read_bytes() == b"panjang sekali"


def test_no_two_versions_are_of_one_second(folder):
    """Of the same length too, they would be one to nginx."""
    path, seen = folder.current / "a.json", set()
    for body in (b"dua!", b"tiga", b"lima"):
        folder.served().write(file("a.json", body))
        seen.add(int(path.stat().st_mtime))
    assert len(seen) == 3
    assert max(seen) <= time.time() + 3


def test_a_file_is_readable_for_the_web_server(folder):
    mask = os.umask(0)
    os.umask(mask)
    assert (folder.current / "a.json").stat().st_mode & 0o777 == 0o666 & ~mask


def test_deleting(folder):
    tree = folder.served()
    tree.delete("b/c.json")
    tree.delete("b/c.json")
    assert tree.read("b/c.json") is None
    assert not (folder.current / "b").exists()


def test_a_withdrawal_reaches_the_release_that_is_being_built(folder, lock):
    with folder.renewed(lock):
        for tree in folder.trees():
            tree.delete("b/c.json")
    assert folder.served().read("b/c.json") is None
