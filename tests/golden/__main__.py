"""``python -m tests.golden FOLDER`` tells the story and writes down what it leaves.

On the database of ``DATABASE_URL``, migrated and otherwise empty, so that ids are the
same wherever and whenever it is told.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import django


def main(folder: Path) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
    django.setup()
    from django.test.utils import setup_test_environment

    from tests.golden import steady, story, told

    setup_test_environment()
    with steady.steady() as clock:
        story.tell(clock)
        told.write_down(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
