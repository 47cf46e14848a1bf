"""Tests mirror the source: src/csps/<room>/<module>.py has tests/unit/<room>/test_<module>.py, or a reason."""

from __future__ import annotations

import ast
import re

WHOLE_PATH = "joins stages that have tests of their own: tests/acceptance/test_weekly_runs.py walks the path"
TRAINING = (
    "joins stages that have tests of their own: tests/acceptance/test_training.py trains a model and reads its record"
)

# Module -> why it has no test file of its own name, and where it is tested instead.
ELSEWHERE = {
    "csps.pipeline.approved": WHOLE_PATH,
    "csps.pipeline.candidate": TRAINING,
    "csps.pipeline.past": TRAINING,
    "csps.pipeline.publication": WHOLE_PATH,
    "csps.pipeline.recording": TRAINING,
    "csps.pipeline.week": WHOLE_PATH,
    "csps.domain.version": "one line; its doctest runs",
    "csps.domain.progress": "a protocol and a silent watcher; its doctest runs, and cli/test_progress.py tests the bar",
}
# Modules that only declare are tested as a whole: module or package -> the test file that walks all of it.
DECLARATIONS = {
    "csps.contracts.code_lists": "tests/unit/contracts/test_declarations.py",
    "csps.contracts.feeds": "tests/unit/contracts/test_declarations.py",
    "csps.contracts.stages": "tests/unit/contracts/test_stages.py",
    "csps.contracts.retention": "tests/unit/contracts/test_declarations.py",
}


def unmirrored(modules, package, tests) -> list[str]:
    """Name modules with code that have neither a test file nor a reason."""
    missing = []
    for module in modules:
        if module.is_package or not _has_code(module.tree) or module.name in ELSEWHERE:
            continue
        if any(f"{module.name}.".startswith(f"{whole}.") for whole in DECLARATIONS):
            continue
        inner = module.path.relative_to(package)
        if not (tests / inner.parent / f"test_{inner.name}").exists():
            missing.append(module.name)
    return missing


def _has_code(tree: ast.Module) -> bool:
    """Whether a module does or declares anything beyond its docstring and imports."""
    return any(not isinstance(node, (ast.Import, ast.ImportFrom, ast.Expr)) for node in tree.body)


def test_every_module_has_its_tests(package, modules_of, root):
    assert unmirrored(modules_of(package), package, root / "tests" / "unit") == []


def test_a_module_without_tests_is_caught(planted, modules_of, root):
    copy = planted("families/planted.py", "ANSWER = 42\n")
    assert "csps.families.planted" in unmirrored(modules_of(copy), copy, root / "tests" / "unit")


def test_every_exception_is_still_needed(package, modules_of, root):
    names = {module.name for module in modules_of(package)}
    mirrored = [
        name
        for name in ELSEWHERE
        if (root / "tests" / "unit" / "/".join(name.split(".")[1:-1]) / f"test_{name.split('.')[-1]}.py").exists()
    ]
    assert mirrored == []
    assert set(ELSEWHERE) | set(DECLARATIONS) <= names
    assert [file for file in DECLARATIONS.values() if not (root / file).exists()] == []


def test_every_reason_that_names_tests_names_some(root):
    named = {file for reason in ELSEWHERE.values() for file in re.findall(r"tests/\S+\.py", reason)}
    assert named
    assert [file for file in sorted(named) if "def test_" not in (root / file).read_text(encoding="utf-8")] == []


def test_every_test_folder_has_its_package(package, root):
    unit = root / "tests" / "unit"
    folders = {path.parent.relative_to(unit) for path in unit.rglob("test_*.py")}
    assert sorted(str(folder) for folder in folders if not (package / folder / "__init__.py").exists()) == []
