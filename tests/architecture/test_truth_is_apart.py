"""The truth lies beside a workspace and is read by the marks alone: no stage may peep."""

from __future__ import annotations

import ast
import re

import pytest

TRUTH_FILES = r"(person|membership|home|guardian|harm|help|recorded|circumstances|risk)\.parquet"
MENTION = re.compile(rf"(^|/)truth(/|$)|(^|/){TRUTH_FILES}$|(^|/)recipe\.json$")
# Modules outside the borough that may say the word, and why.
NAMES_IT = {"csps.cli.synthetic": "takes the folder's name from the command line and hands it to the marks"}
WRITES = ("csps.synthetic.run", "csps.synthetic.truth", "csps.synthetic.deliveries")
READS = ("csps.synthetic.marking",)
APART = ("csps.synthetic.truth", "csps.synthetic.marking")
READING = {"read_parquet", "read_csv", "DuckDbEngine", "private_connection", "Lake"}


def inside(name, packages):
    return any(f"{name}.".startswith(f"{package}.") for package in packages)


def mentions(modules) -> list[str]:
    """Name modules that speak of the truth's folder or files and are not among those that may."""
    found = []
    for module in modules:
        if module.name in NAMES_IT or inside(module.name, (*WRITES, *READS)):
            continue
        found += [
            f"{module.name}, line {node.lineno}"
            for node in ast.walk(module.tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and MENTION.search(node.value)
        ]
    return found


def entries(modules, imports_of) -> list[str]:
    """Name modules outside the borough that import what writes or reads the truth."""
    return [
        f"{module.name} imports {name}"
        for module in modules
        if not module.name.startswith("csps.synthetic") and module.name not in NAMES_IT
        for name in sorted(imports_of(module))
        if inside(name, APART)
    ]


def readers(modules) -> list[str]:
    """Name modules of the borough, other than the marks, that could read a table back."""
    return [
        f"{module.name}, line {node.lineno}"
        for module in modules
        if module.name.startswith("csps.synthetic") and not inside(module.name, READS)
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.Attribute) and node.attr in READING)
        or (isinstance(node, ast.Name) and node.id in READING)
    ]


def test_only_the_borough_knows_where_the_truth_lies(package, modules_of):
    assert mentions(modules_of(package)) == []


def test_only_the_borough_imports_truth_and_marks(package, modules_of, imports_of):
    assert entries(modules_of(package), imports_of) == []


def test_only_marks_read_both(package, modules_of):
    assert readers(modules_of(package)) == []


@pytest.mark.parametrize(
    "text", ['PLACE = "../truth"\n', 'P = "risk.parquet"\n', 'P = "borough/truth/person.parquet"\n']
)
def test_a_stage_that_peeps_is_caught(planted, modules_of, text):
    assert mentions(modules_of(planted("features/planted.py", text))) == ["csps.features.planted, line 1"]


def test_an_agency_that_speaks_of_the_truth_is_caught(planted, modules_of):
    copy = planted("synthetic/agencies/planted.py", 'P = "truth/lines"\n')
    assert mentions(modules_of(copy)) == ["csps.synthetic.agencies.planted, line 1"]


def test_a_stage_that_borrows_the_marks_is_caught(planted, modules_of, imports_of):
    copy = planted("assurance/planted.py", "from csps.synthetic.marking.run import mark\n")
    assert "csps.assurance.planted imports csps.synthetic.marking.run" in entries(modules_of(copy), imports_of)


def test_a_second_reader_in_the_borough_is_caught(planted, modules_of):
    copy = planted("synthetic/planted.py", "def look(con):\n    return con.read_parquet('x')\n")
    assert readers(modules_of(copy)) == ["csps.synthetic.planted, line 2"]
