"""``python -m tests.golden FOLDER`` tells the story and writes down what it leaves.

On the database of ``DATABASE_URL``, migrated and otherwise empty, so that ids are the
same wherever and whenever it is told.
"""

from __future__ import annotations

import json
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
        for name, value in told.everything().items():
            text = json.dumps(value, ensure_ascii=False, indent=1, default=str)
            (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
