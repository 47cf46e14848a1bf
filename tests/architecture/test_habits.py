"""Habits a linter does not know: no loose SQL, no swallowed errors, no notes to self."""

from __future__ import annotations

import ast
import re

import pytest

# The only handlers that may catch everything without raising again, and why.
LAST_DOORS = {
    "csps.cli.program": "turns an unforeseen error into exit code 70, because a traceback could show data",
}
RUNS_SQL = {"execute", "executemany", "executescript", "sql", "raw_sql", "query", "text"}
NOTE_TO_SELF = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")


def loose_sql(modules) -> list[str]:
    """Name calls that run SQL put together from pieces. Values are bound; names come from the contracts."""
    found = []
    for module in modules:
        pieced = _names_of_pieced_text(module.tree)
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and _name_of(node.func) in RUNS_SQL and node.args:
                first = node.args[0]
                if _is_pieced(first) or (isinstance(first, ast.Name) and first.id in pieced):
                    found.append(f"{module.name}, line {node.lineno}")
    return found


def _is_pieced(node: ast.expr) -> bool:
    match node:
        case ast.JoinedStr(values=values):
            return any(isinstance(value, ast.FormattedValue) for value in values)
        case ast.BinOp(op=ast.Add() | ast.Mod(), left=left, right=right):
            return any(_is_text(side) or _is_pieced(side) for side in (left, right))
        case ast.Call(func=ast.Attribute(attr="format" | "join", value=value)):
            return _is_text(value)
    return False


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _names_of_pieced_text(tree: ast.Module) -> set[str]:
    assigned = (node for node in ast.walk(tree) if isinstance(node, ast.Assign) and _is_pieced(node.value))
    return {target.id for node in assigned for target in node.targets if isinstance(target, ast.Name)}


def _name_of(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def swallowed(modules) -> list[str]:
    """Name handlers that catch everything and do not both say why and raise again."""
    found = []
    for module in modules:
        lines = module.text.splitlines()
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ExceptHandler) and _catches_everything(node) and module.name not in LAST_DOORS:
                says_why = any("#" in line for line in lines[node.lineno - 1 : node.body[0].lineno])
                raises = any(isinstance(inner, ast.Raise) for inner in ast.walk(node))
                if not (says_why and raises):
                    found.append(f"{module.name}, line {node.lineno}")
    return found


def _catches_everything(handler: ast.ExceptHandler) -> bool:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(kind is None or _name_of(kind) in ("Exception", "BaseException") for kind in kinds)


def test_no_sql_is_put_together_from_pieces(package, modules_of):
    assert loose_sql(modules_of(package)) == []


@pytest.mark.parametrize(
    "call",
    [
        'db.execute(f"select * from {name}")',
        'db.sql("select * from " + name)',
        'db.execute("select * from %s" % name)',
        'db.execute("select * from {}".format(name))',
        'db.execute(f"select * from {name}" + " limit 1")',
    ],
)
def test_loose_sql_is_caught(planted, modules_of, call):
    copy = planted("store/planted.py", f"def look(db, name):\n    return {call}\n")
    assert "csps.store.planted, line 2" in loose_sql(modules_of(copy))


def test_loose_sql_is_caught_through_a_name(planted, modules_of):
    copy = planted("store/planted.py", 'def look(db, n):\n    s = f"select {n}"\n    return db.execute(s)\n')
    assert "csps.store.planted, line 3" in loose_sql(modules_of(copy))


def test_no_error_is_swallowed(package, modules_of):
    assert swallowed(modules_of(package)) == []


def test_the_last_doors_are_still_there(package, modules_of):
    names = {
        module.name
        for module in modules_of(package)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler) and _catches_everything(node)
    }
    assert set(LAST_DOORS) <= names


@pytest.mark.parametrize("handler", ["except Exception:  # never mind", "except:", "except (OSError, BaseException):"])
def test_a_swallowed_error_is_caught(planted, modules_of, handler):
    copy = planted("store/planted.py", f"def look():\n    try:\n        pass\n    {handler}\n        pass\n")
    assert "csps.store.planted, line 4" in swallowed(modules_of(copy))


def test_nobody_left_a_note_to_self(root):
    folders = ("src", "tests", "docs", "benchmarks", "data_synthetic", "models")
    files = [
        path for folder in folders for path in (root / folder).rglob("*") if path.suffix in (".py", ".md", ".toml")
    ]
    noted = [str(path.relative_to(root)) for path in files if NOTE_TO_SELF.search(path.read_text(encoding="utf-8"))]
    assert noted == []
