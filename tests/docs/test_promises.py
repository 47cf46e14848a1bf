"""The hand-written pages keep what they promise: the glossary's words, the budgets, the records, the recipe of CI."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib

import pytest

from csps.domain.stages import PATH


def minutes(budget: str) -> float:
    """Read "6 min" or "30 s"."""
    number, unit = budget.split()
    return int(number) / {"min": 1, "s": 60}[unit]


@pytest.mark.parametrize("word", [word for stage in PATH for word in (stage.name, *stage.tables)])
def test_every_stage_and_table_of_the_path_is_in_the_glossary(root, word):
    assert f"`{word}`" in (root / "GLOSSARY.md").read_text(encoding="utf-8")


def test_no_word_is_explained_twice(root):
    text = (root / "GLOSSARY.md").read_text(encoding="utf-8")
    words = [
        word.strip().lower() for bold in re.findall(r"^\*\*(.+?)\*\*", text, re.MULTILINE) for word in bold.split(",")
    ]
    assert sorted(word for word in set(words) if words.count(word) > 1) == []


def test_what_ci_runs_fits_in_twenty_minutes(root):
    text = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = [
        row.strip("|").split("|") for row in text.splitlines() if re.search(r"`make (setup-dev|test|check)` \|$", row)
    ]
    budgets = [minutes(row[3].strip()) for row in rows]
    assert len(budgets) >= 10
    assert next(row[0].strip() for row in rows) == "set-up"  # nobody waits for the tests alone
    assert sum(budgets) < 20


def test_every_test_folder_has_a_budget(root):
    text = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    folders = {path.relative_to(root / "tests").parts[0] for path in (root / "tests").rglob("test_*.py")}
    assert sorted(folder for folder in folders if f"`tests/{folder}`" not in text) == []


def test_records_are_numbered_without_gaps_and_listed(root):
    folder = root / "docs" / "decisions"
    records = sorted(path.name for path in folder.glob("[0-9]*.md"))
    listed = re.findall(r"\]\((\d{4}-[^)]+)\)", (folder / "README.md").read_text(encoding="utf-8"))
    assert [name[:4] for name in records] == [f"{number:04d}" for number in range(1, len(records) + 1)]
    assert listed == records


def test_the_changelog_keeps_its_headings_in_order(root):
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    order = ["Removed", "Deprecated", "Added", "Changed", "Fixed"]
    assert re.findall(r"^## (.+)$", text, re.MULTILINE)[0] == "Unreleased"
    for release in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        sections = re.findall(r"^### (.+)$", release, re.MULTILINE)
        assert sections == sorted(sections, key=order.index)


def test_the_recipe_of_ci_is_a_program_that_parses(root):
    recipe = root / ".ci" / "run"
    assert os.access(recipe, os.X_OK)
    subprocess.run(["bash", "-n", recipe], check=True)
    assert recipe.read_text(encoding="utf-8").rstrip().endswith("exit $((checked || tested))")


def test_every_rule_of_the_linter_that_is_off_says_why(root):
    lines = (root / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    rules = tomllib.loads("\n".join(lines))["tool"]["ruff"]["lint"]["ignore"]
    for rule in rules:
        (line,) = [line for line in lines if line.strip().startswith(f'"{rule}"')]
        assert "#" in line, f"{rule} is off without a reason"
