"""A YAML loader that gives nodes only: no aliases, anchors, tags, deep nesting.

So no file can grow in memory, name a class, or exhaust the stack.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Final

import yaml
from yaml.events import AliasEvent
from yaml.nodes import Node, ScalarNode

from reviews.sop.faults import MAX_FAULTS, shown

MAX_DEPTH: Final = 10
MAX_NODES: Final = 30_000
"""Several times what the longest SOP needs."""
STRING_TAG: Final = "tag:yaml.org,2002:str"

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Finding:
    """Something wrong at ``path`` of the document (empty path: the whole file)."""

    path: Path
    pesan: str
    baris: int | None = None


class UnreadableError(Exception):
    """Nothing of the file can be read further."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.pesan)
        self.finding = finding


class PlainLoader(yaml.SafeLoader):
    """Composes one document of plain nodes; ``refused`` holds what was left out."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}  # type: ignore[misc]

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.depth = 0
        self.nodes = 0
        self.refused: list[Finding] = []

    def compose_node(self, parent: Node | None, index: Any) -> Node | None:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        self.refuse_references(event)
        if isinstance(event, AliasEvent):
            self.get_event()  # type: ignore[no-untyped-call]
            mark: Any = event.start_mark
            return ScalarNode(STRING_TAG, "", mark, mark)
        event.anchor = event.tag = None
        self.depth += 1
        self.check_limits(event.start_mark.line + 1)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def check_limits(self, line: int) -> None:
        self.nodes += 1
        if self.depth > MAX_DEPTH:
            pesan = (
                f"isi bertingkat terlalu dalam; diharapkan paling banyak "
                f"{MAX_DEPTH} tingkat"
            )
            raise UnreadableError(Finding((), pesan, line))
        if self.nodes > MAX_NODES:
            pesan = f"isi terlalu banyak; diharapkan paling banyak {MAX_NODES} butir"
            raise UnreadableError(Finding((), pesan, line))

    def refuse_references(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if event.anchor is not None:
            sign = "*" if isinstance(event, AliasEvent) else "&"
            self.refuse(
                f"rujukan YAML {shown(sign + event.anchor)} tidak diizinkan; "
                f"diharapkan isinya ditulis langsung",
                line,
            )
        if getattr(event, "tag", None) is not None:
            self.refuse(
                f"tag YAML {shown(event.tag)} tidak diizinkan; "
                f"diharapkan teks, bilangan, daftar, atau pemetaan biasa",
                line,
            )

    def refuse(self, pesan: str, line: int) -> None:
        if len(self.refused) <= MAX_FAULTS:
            self.refused.append(Finding((), pesan, line))
