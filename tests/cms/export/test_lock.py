from __future__ import annotations

import threading
import time

import pytest
from django.db import OperationalError, connection

from cms.export.lock import Lock

pytestmark = pytest.mark.django_db


def test_one_at_a_time():
    inside, most = [0], [0]

    def work():
        lock = Lock("ekspor-uji")
        try:
            for _ in range(20):
                with lock:
                    inside[0] += 1
                    most[0] = max(most[0], inside[0])
                    threading.Event().wait(0.001)
                    inside[0] -= 1
        finally:
            lock.close()
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert most == [1]
    assert inside == [0]


def test_the_same_thread_may_enter_again():
    outer, inner = Lock("ekspor-uji"), Lock("ekspor-uji")
    try:
        with outer:
            with inner:
                assert outer.depths["ekspor-uji"] == 2
            assert outer.depths["ekspor-uji"] == 1, "still inside"
        with inner:
            assert outer.depths["ekspor-uji"] == 1
        assert outer.depths["ekspor-uji"] == 0
    finally:
        outer.close()
        inner.close()


def test_who_has_no_patience_does_not_wait():
    holding, waited = Lock("ekspor-uji"), []

    def work():
        hurried = Lock("ekspor-uji", patience=0.2)
        begun = time.monotonic()
        with pytest.raises((OSError, OperationalError)), hurried:
            raise AssertionError("two are inside")
        waited.append(time.monotonic() - begun)
        hurried.close()
        connection.close()

    try:
        with holding:
            other = threading.Thread(target=work)
            other.start()
            other.join(10)
        assert 0.1 < waited[0] < 5
    finally:
        holding.close()
