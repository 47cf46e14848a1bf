"""The repository's Markdown, and the scripts of docs/ and benchmarks/ as modules."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def load_script(name: str):
    """Import docs/<name>.py, which is a script and no package."""
    spec = importlib.util.spec_from_file_location(f"docs_{name}", ROOT / "docs" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def generate():
    return load_script("generate")


@pytest.fixture(scope="session")
def house():
    return load_script("house")


@pytest.fixture(scope="session")
def benchmark():
    """Give a module of benchmarks/ by name; they import each other as scripts do that lie in one folder."""
    folder = str(ROOT / "benchmarks")
    sys.path.insert(0, folder)
    yield importlib.import_module
    sys.path.remove(folder)
