"""Names and places: nouns of the domain, one room per stage, and package files that only point."""

from __future__ import annotations

import ast

import pytest

from csps.domain.stages import PATH

SHAPELESS = {"base", "bases", "common", "core", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}

# Packages of several files that declare one thing, and whose __init__ may therefore join the files: which, and why.
JOINING = {
    "csps.contracts.feeds": "joins the agencies' tables into FEED_TABLES, which is the package's one product",
    "csps.contracts.stages": "joins the stages' tables into STAGE_TABLES, which is the package's one product",
}


def shapeless(package) -> list[str]:
    """Name files and folders whose name says nothing."""
    everything = [*package.rglob("*.py"), *(path for path in package.rglob("*") if path.is_dir())]
    return sorted(str(path.relative_to(package)) for path in everything if path.stem.strip("_") in SHAPELESS)


def busy_package_files(modules) -> list[str]:
    """Name what an __init__ holds beyond a docstring, lazy re-exports and the names they need."""
    return [
        f"{module.name}, line {node.lineno}"
        for module in modules
        if module.is_package and module.name not in JOINING
        for node in module.tree.body
        if not _may_stand_in_init(node)
    ]


def _may_stand_in_init(node: ast.stmt) -> bool:
    match node:
        case ast.Expr(value=ast.Constant(value=str())):
            return True
        case ast.ImportFrom(module="__future__" | "typing" | "importlib") | ast.Import(names=[ast.alias("importlib")]):
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING"), orelse=[]):
            return all(isinstance(inner, (ast.ImportFrom, ast.Import)) for inner in node.body)
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name.isupper() or (name.startswith("__") and name.endswith("__"))
    return isinstance(node, ast.FunctionDef) and node.name in ("__getattr__", "__dir__")


def test_no_file_has_a_name_that_says_nothing(package):
    assert shapeless(package) == []


@pytest.mark.parametrize("where", ["feeds/utils.py", "store/common/__init__.py", "web/_helpers.py"])
def test_a_shapeless_name_is_caught(planted, where):
    assert shapeless(planted(where, '"""Odds and ends."""\n')) != []


def test_every_stage_is_a_package_that_says_what_it_does(package):
    for stage in PATH:
        init = ast.parse((package / stage.name / "__init__.py").read_text(encoding="utf-8"))
        assert ast.get_docstring(init), stage.name


def test_every_package_has_a_docstring_and_every_folder_is_a_package(package, modules_of):
    bare = [module.name for module in modules_of(package) if not ast.get_docstring(module.tree)]
    loose = [path.parent for path in package.rglob("*.py") if not (path.parent / "__init__.py").exists()]
    assert bare == []
    assert loose == []


def test_package_files_only_point(package, modules_of):
    assert busy_package_files(modules_of(package)) == []


@pytest.mark.parametrize("text", ["from csps.store import lake\n", "def run():\n    return 1\n", "print('hello')\n"])
def test_a_busy_package_file_is_caught(planted, modules_of, text):
    copy = planted("families/__init__.py", f'"""Families."""\n{text}')
    assert "csps.families, line 2" in busy_package_files(modules_of(copy))


def parent_imports(modules) -> list[str]:
    """Name imports of a re-export from a package by a module inside it: they tie the package into one circle."""
    names = {module.name for module in modules}
    return [
        f"{module.name} imports {node.module}.{alias.name}"
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and f"{module.name}.".startswith(f"{node.module}.")
        for alias in node.names
        if module.name != node.module and f"{node.module}.{alias.name}" not in names
    ]


def test_no_module_imports_from_its_own_package_file(package, modules_of):
    assert parent_imports(modules_of(package)) == []


def test_an_import_from_the_own_package_file_is_caught(planted, modules_of):
    copy = planted("cli/planted.py", "from csps import CspsError\nfrom csps.cli import main, tables\n")
    assert parent_imports(modules_of(copy)) == [
        "csps.cli.planted imports csps.CspsError",
        "csps.cli.planted imports csps.cli.main",
    ]
