"""Small faults put into a module on purpose: what there is to draw from, and how.

Pure: text in, mutants out, the same ones every time. Only what stands inside a function
is changed, for what a module does while it is imported no test can be asked about.
"""

from __future__ import annotations

import ast
import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import CodeType

Change = tuple[str, ast.AST]
Function = ast.FunctionDef | ast.AsyncFunctionDef

OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
# Where exactly the line is drawn: "before" for "not after", and the like.
EDGE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
}
OTHER: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
# Calls on a queryset without which it is still one, of more rows or in another order.
NARROWING = frozenset({"filter", "exclude", "order_by", "distinct"})
CONDITIONS = frozenset({"filter", "exclude", "get", "Q"})


@dataclass(frozen=True)
class Mutant:
    """One change at one place; ``at`` counts the places of the module."""

    path: str
    at: int
    line: int
    end: int
    function: str
    change: str
    source: str

    @property
    def place(self) -> str:
        return f"{self.path}:{self.line}"


def mutants(path: str, text: str) -> list[Mutant]:
    """Every mutant of the module ``text``, in the order in which it is read."""
    lines = text.splitlines()
    found = []
    for at, (name, _, node, (change, _)) in enumerate(places(ast.parse(text))):
        line, end = span(node)
        source = lines[line - 1].strip()
        found.append(Mutant(path, at, line, end, name, change, source))
    return found


def mutated(text: str, mutant: Mutant) -> tuple[int, CodeType]:
    """The changed module's code for the outermost function around the change.

    With the line that function begins at, by which it is known in the running program.
    """
    tree = ast.parse(text)
    _, outer, node, (_, other) = list(places(tree))[mutant.at]
    names = {each.id for each in ast.walk(outer) if isinstance(each, ast.Name)}
    closes_over_class = not names.isdisjoint({"super", "__class__"})
    put_in(outer, node, other)
    if closes_over_class:  # it must still, though ``super()`` was dropped from it
        outer.body.extend(ast.parse("if 0: __class__").body)
    ast.fix_missing_locations(tree)
    first = min([outer.lineno, *(each.lineno for each in outer.decorator_list)])
    module = compile(tree, mutant.path, "exec")
    return first, next(code for code in codes(module) if code.co_firstlineno == first)


def codes(code: CodeType) -> Iterator[CodeType]:
    """The functions in ``code``, outer ones first; not the bodies of classes."""
    for each in code.co_consts:
        if isinstance(each, type(code)):
            if each.co_flags & 0x02:  # CO_NEWLOCALS: a function
                yield each
            yield from codes(each)


def places(tree: ast.AST) -> Iterator[tuple[str, Function, ast.AST, Change]]:
    """Each change: the function's name, the outermost one, the node, what for it."""
    for name, outer in outermost(tree):
        for node, inner in inside(outer, name):
            for change in changes(node):
                yield inner, outer, node, change


def outermost(tree: ast.AST, prefix: str = "") -> Iterator[tuple[str, Function]]:
    """Functions of the module and methods of its classes."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, Function):
            yield f"{prefix}{node.name}", node
        elif isinstance(node, ast.ClassDef):
            yield from outermost(node, f"{prefix}{node.name}.")


def inside(function: Function, name: str) -> Iterator[tuple[ast.AST, str]]:
    """What runs in the body of ``function``, and in which; no annotation does."""
    for statement in function.body:
        yield from below(statement, name)


def below(node: ast.AST, name: str) -> Iterator[tuple[ast.AST, str]]:
    if isinstance(node, Function):
        yield from inside(node, f"{name}.{node.name}")
        return
    yield node, name
    for field, value in ast.iter_fields(node):
        if field == "annotation":
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from below(child, name)


def changes(node: ast.AST) -> Iterator[Change]:
    """What may stand where ``node`` stands, each with its name."""
    yield from of_statement(node)
    yield from of_condition(node)
    yield from of_operator(node)
    yield from of_call(node)


def of_statement(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.Raise():
            yield "drop-raise", ast.Pass()
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()):
            yield "drop-stmt", ast.Pass()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]) | ast.AugAssign():
            yield "drop-assign", ast.Pass()
        case ast.Return(value=ast.Constant(value=bool() as said)):
            yield "return-other", ast.Return(ast.Constant(not said))
        case ast.Return(value=ast.expr() as value) if not is_none(value):
            yield "return-none", ast.Return(ast.Constant(None))


def of_condition(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.If() | ast.While() | ast.IfExp():
            kind = "negate-ifexp" if isinstance(node, ast.IfExp) else "negate-if"
            yield kind, altered(node, test=ast.UnaryOp(ast.Not(), node.test))
        case ast.BoolOp(op=op, values=values):
            other = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield "and-or", altered(node, op=other)
            for at in range(len(values)):
                rest = without(values, at)
                dropped = rest[0] if len(rest) == 1 else altered(node, values=rest)
                yield f"bool-drop{at}", dropped
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "drop-not", operand
        case ast.comprehension(ifs=[_, *_]):
            yield "comp-noif", altered(node, ifs=[])


def of_operator(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.Compare(ops=[*ops]):
            for at, op in enumerate(ops):
                for name, table in (("cmp", OPPOSITE), ("edge", EDGE)):
                    if other := table.get(type(op)):
                        changed = [*ops[:at], other(), *ops[at + 1 :]]
                        yield f"{name}{at}", altered(node, ops=changed)
        case ast.BinOp(op=op) if type(op) in OTHER:
            yield "binop", altered(node, op=OTHER[type(op)]())


def of_call(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.Call(func=ast.Attribute(value=value, attr=name)) if name in NARROWING:
            yield "drop-call", value
    match node:
        case ast.Call(
            func=ast.Attribute(attr=name) | ast.Name(id=name), args=args, keywords=pairs
        ) if name in CONDITIONS and len(args) + len(pairs) > 1:
            for at in range(len(args) if name != "get" else 0):  # a dict has it too
                yield f"q-droparg{at}", altered(node, args=without(args, at))
            for at in range(len(pairs)):
                yield f"q-dropkw{at}", altered(node, keywords=without(pairs, at))


def is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


def altered(node: ast.AST, **fields: object) -> ast.AST:
    """A copy of ``node`` with other ``fields``."""
    other = copy.copy(node)
    for name, value in fields.items():
        setattr(other, name, value)
    return other


def without(values: list[ast.AST], at: int) -> list[ast.AST]:
    return [*values[:at], *values[at + 1 :]]


def put_in(root: ast.AST, node: ast.AST, other: ast.AST) -> None:
    """Have ``other`` stand where ``node`` stands below ``root``."""
    if isinstance(other, ast.stmt | ast.expr):
        ast.copy_location(other, node)
    for parent in ast.walk(root):
        for field, value in ast.iter_fields(parent):
            if value is node:
                setattr(parent, field, other)
            elif isinstance(value, list) and any(each is node for each in value):
                changed = [other if each is node else each for each in value]
                setattr(parent, field, changed)


def span(node: ast.AST) -> tuple[int, int]:
    """The lines of ``node``; of a compound statement, those of its condition."""
    if isinstance(node, ast.If | ast.While):
        node = node.test
    if isinstance(node, ast.comprehension):
        node = node.ifs[0]
    return node.lineno, node.end_lineno or node.lineno
