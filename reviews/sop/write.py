"""An SOP document written as YAML that reads back the same."""

from __future__ import annotations

from typing import Any

import yaml

from reviews.sop.document import LoadedDocument, parse_document


class Writer(yaml.SafeDumper):
    """Never writes references: the reader refuses them."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def yaml_of(data: dict[str, Any]) -> str:
    """``data`` with its keys in their order; ``"no"`` gets its quotes by itself."""
    return yaml.dump(
        data, Dumper=Writer, allow_unicode=True, sort_keys=False, width=10_000
    )


def parse_data(data: dict[str, Any], name: str) -> LoadedDocument:
    """The document in ``data``, held to the very rules of a file.

    Raises :class:`~reviews.sop.faults.DocumentFaults` with every fault.
    """
    return parse_document(yaml_of(pruned(data)), name)


def pruned(data: Any) -> Any:
    """``data`` without keys that say nothing, so that empty and missing are alike."""
    if isinstance(data, dict):
        kept = {key: pruned(value) for key, value in data.items()}
        return {
            key: value for key, value in kept.items() if value not in (None, "", [])
        }
    return [pruned(item) for item in data] if isinstance(data, list) else data
