"""How a page type or a block is written down, and how older writings are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

SKEMA = "skema"
Content = dict[str, Any]
Step = Callable[[Content], Content]
# Who a target is, by its kind (``linktype``, ``embedtype``) and row.
Identities = Mapping[tuple[str, int], str]


@dataclass(frozen=True)
class Form:
    """The canonical form of one type, which outlives the names in its code.

    ``keys`` has the key of each attribute that bears another name by now; ``defaults``
    what an attribute meant when it was left out, where its default is another by now.
    ``steps[n - 1]`` takes content of form ``n`` to form ``n + 1``.
    """

    name: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, Any] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()

    @property
    def skema(self) -> int:
        """The number of the form that is written now; the first is 1."""
        return len(self.steps) + 1

    def key(self, attribute: str) -> str:
        return self.keys.get(attribute, attribute)

    def attribute(self, key: str) -> str:
        """The attribute behind ``key``; a key of long ago stands for itself."""
        return next((name for name, old in self.keys.items() if old == key), key)

    def written(self, values: Content, meant: Callable[[str], Any]) -> Content:
        """``values`` of attributes by key, without those that say nothing."""
        return {
            self.key(name): value
            for name, value in values.items()
            if not is_left_out(value, meant(name))
        }

    def brought_forward(self, content: Content) -> Content:
        """``content`` as it would be written now."""
        for step in self.steps[content.get(SKEMA, 1) - 1 :]:
            content = step(content)
        return content


FIRST = Form()


def is_left_out(value: Any, default: Any = None) -> bool:
    """Whether ``value`` is what is meant where nothing stands; all empty is one.

    Zero is not empty, and no number is a truth value.
    """
    same = type(value) is type(default) and value == default
    return same or (is_empty(value) and is_empty(default))


def is_empty(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {})
