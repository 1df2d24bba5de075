"""YAML of an SOP document, read as data and nothing else.

Only text, whole numbers, null, lists and mappings come out. Dates, booleans and
decimals stay the text that was written (``nomor: 06`` remains "06").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from reviews.sop.yaml_errors import syntax_message
from reviews.sop.yaml_loader import Finding, Path, PlainLoader, UnreadableError

__all__ = ["UNSAFE", "Finding", "Path", "Reading", "UnreadableError", "read_yaml"]

NULL: Final = re.compile(r"(?:~|null|Null|NULL)?")
INTEGER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
UNSAFE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
)


@dataclass
class Reading:
    """Data of a file, the line of each place, and what was wrong on the way."""

    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def add(self, path: Path, pesan: str) -> None:
        self.findings.append(Finding(path, pesan, self.line_of(path)))

    def line_of(self, path: Path) -> int | None:
        """Line of ``path``, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path) if path else None


def read_yaml(text: str) -> Reading:
    """The one document in ``text``; raises :class:`UnreadableError` if there is none."""
    loader = PlainLoader(text)
    try:
        root = single_node(loader)
    except yaml.YAMLError as error:
        raise UnreadableError(Finding((), *syntax_message(error))) from error
    except (ValueError, OverflowError) as error:
        pesan = "isi YAML tidak terbaca; diharapkan huruf dan angka biasa"
        raise UnreadableError(Finding((), pesan)) from error
    finally:
        loader.dispose()
    reading = Reading(findings=loader.refused)
    reading.data = value_of(root, (), reading)
    return reading


def single_node(loader: PlainLoader) -> Node:
    if not loader.check_node():
        pesan = (
            "berkas kosong; diharapkan dokumen SOP dengan id, nama, pelaksana, langkah"
        )
        raise UnreadableError(Finding((), pesan))
    node = loader.get_node()
    if node is None or loader.check_node():
        pesan = "berisi lebih dari satu dokumen YAML; diharapkan satu SOP per berkas"
        raise UnreadableError(Finding((), pesan, loader.line + 1))
    return node


def value_of(node: Node, path: Path, reading: Reading) -> Any:
    if path:
        reading.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, SequenceNode):
        return [
            value_of(child, (*path, index), reading)
            for index, child in enumerate(node.value)
        ]
    if isinstance(node, MappingNode):
        return mapping_of(node, path, reading)
    return scalar_of(node, path, reading)


def scalar_of(node: Any, path: Path, reading: Reading) -> str | int | None:
    text: str = node.value
    if node.style is None and NULL.fullmatch(text):
        return None
    if node.style is None and INTEGER.fullmatch(text):
        return int(text)
    if UNSAFE.search(text):
        reading.add(
            path, "memuat karakter kendali yang tidak tampak; diharapkan teks biasa"
        )
        return UNSAFE.sub("?", text)
    return text


def mapping_of(node: MappingNode, path: Path, reading: Reading) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = key_of(key_node, path, reading)
        if key is None:
            continue
        reading.lines.setdefault((*path, key), key_node.start_mark.line + 1)
        value = value_of(value_node, (*path, key), reading)
        if key in result:
            line = key_node.start_mark.line + 1
            pesan = "kunci ini ditulis dua kali; diharapkan satu kali saja"
            reading.findings.append(Finding((*path, key), pesan, line))
            continue
        result[key] = value
    return result


def key_of(node: Node, path: Path, reading: Reading) -> str | None:
    """Text of a key; YAML 1.1 reads a bare ``no`` as false, so that is a fault."""
    line = node.start_mark.line + 1
    if not isinstance(node, ScalarNode):
        pesan = "kunci berupa daftar atau pemetaan; diharapkan satu kata"
        reading.findings.append(Finding(path, pesan, line))
        return None
    key = str(node.value)
    if node.style is None and key in {"no", "No", "NO"}:
        pesan = (
            "kunci no tanpa tanda kutip dibaca YAML sebagai false; "
            'diharapkan "no": dengan tanda kutip'
        )
        reading.findings.append(Finding((*path, "no"), pesan, line))
        return "no"
    return UNSAFE.sub("?", key)
