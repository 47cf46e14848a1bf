"""The package as a tree of syntax trees, and a way to plant a fault in a copy of it.

Every rule here is a function of a folder, so that each test can show twice: the house obeys it, and a house that does
not is caught.
"""

from __future__ import annotations

import ast
import functools
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Module:
    """One Python file of the package: where it is, what it is called, what it says."""

    path: Path
    name: str  # dotted, without ".__init__"
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """The package directly under csps that holds it; empty for csps itself."""
        return self.name.partition(".")[2].partition(".")[0]

    @property
    def is_package(self) -> bool:
        return self.path.name == "__init__.py"


def read_modules(package: Path) -> list[Module]:
    """Parse every module under the folder of a package called csps."""
    modules = []
    for path in sorted(package.rglob("*.py")):
        parts = [*path.relative_to(package.parent).with_suffix("").parts]
        if parts[-1] == "__init__":
            parts.pop()
        text = path.read_text(encoding="utf-8")
        modules.append(Module(path, ".".join(parts), text, _parsed(text)))
    return modules


@functools.cache
def _parsed(text: str) -> ast.Module:
    """Parse a text once: most of what a planted copy holds is what the package holds. Nobody changes a tree."""
    return ast.parse(text)


def imported_names(module: Module) -> set[str]:
    """Name everything a module imports, wherever the import stands: at the top, in a function, for types only.

    `from a import b` counts as both `a` and `a.b`, because b may be a module. `import_module("a")` counts as well.
    """
    names: set[str] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = _absolute(module, node)
            names.add(source)
            names.update(f"{source}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and _called(node) in ("import_module", "__import__") and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                names.add(first.value)
    return names


def _absolute(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parts = module.name.split(".")
    here = parts if module.is_package else parts[:-1]
    base = here[: len(here) - node.level + 1]
    return ".".join([*base, node.module] if node.module else base)


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def package() -> Path:
    """The folder of the package."""
    return ROOT / "src" / "csps"


@pytest.fixture(scope="session")
def modules_of():
    """The function that parses a package folder."""
    return read_modules


@pytest.fixture(scope="session")
def imports_of():
    """The function that names a module's imports."""
    return imported_names


@pytest.fixture
def planted(tmp_path, package):
    """A function that writes one file into a copy of the house and gives the copy's package folder."""

    def plant(where: str, text: str) -> Path:
        copy = tmp_path / "src" / "csps"
        shutil.copytree(package, copy, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", tmp_path)
        target = copy / where
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        return copy

    return plant
