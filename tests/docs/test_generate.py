"""The pages written from the code: complete, current, and found stale when they are."""

from __future__ import annotations

import doctest
from enum import StrEnum

import pytest

from csps.contracts.catalogue import all_tables
from csps.contracts.model import Code, CodeList, Column, Purpose, Retention, Sensitivity, Table, Type
from csps.domain import errors
from csps.domain.errors import CspsError
from csps.domain.stages import PATH


def page(generate, root, name):
    return next(text for path, text in generate.pages(root).items() if path.name == name)


def code_table(name: str, codes: CodeList) -> Table:
    """A table with one column of codes."""
    return Table(
        name=name,
        agency="housing",
        meaning="For trying.",
        row="one row per try",
        key=("kind",),
        columns=(
            Column(
                sensitivity=Sensitivity.PERSONAL,
                name="kind",
                type=Type.CODE,
                meaning="A | B.",
                codes=codes,
                required=True,
            ),
        ),
        retention=Retention(6, "the try", "nobody"),
        purposes=frozenset({Purpose.SCORING}),
    )


def test_the_examples_in_the_script_are_true(generate):
    assert doctest.testmod(generate).failed == 0


def test_the_pages_on_disk_are_current(generate, root):
    assert [path.name for path in generate.stale_pages(generate.pages(root))] == []


def test_a_stale_page_is_named_and_the_exit_code_tells(generate, root, tmp_path, monkeypatch, capsys):
    (tmp_path / "README.md").write_text((root / "README.md").read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(generate, "ROOT", tmp_path)

    assert generate.main(["--check"]) == 1
    assert "stale: docs/reference/tables.md" in capsys.readouterr().out
    assert not (tmp_path / "docs").exists()

    assert generate.main([]) == 0
    assert generate.main(["--check"]) == 0

    (tmp_path / "docs" / "reference" / "errors.md").write_text("old", encoding="utf-8")
    capsys.readouterr()
    assert generate.main(["--check"]) == 1
    assert capsys.readouterr().out == "stale: docs/reference/errors.md; run `make docs`\n"


def test_every_table_and_column_is_in_the_data_dictionary(generate, root):
    text = page(generate, root, "tables.md")
    for table in all_tables().values():
        assert f"\n## {table.name}\n" in text
        assert table.meaning in text
        assert all(f"| `{column.name}`" in text for column in table.columns)


def test_every_code_list_has_a_section(generate, root):
    text = page(generate, root, "code-lists.md")
    names = {column.codes.name for table in all_tables().values() for column in table.columns if column.codes}
    assert all(f"\n## {name}\n" in text for name in names)


def test_two_lists_of_one_name_are_refused(generate):
    lists = [CodeList("kind", "here", (Code("A", "a"),)), CodeList("kind", "there", (Code("B", "b"),))]
    tables = [code_table(f"feeds.{number}", codes) for number, codes in enumerate(lists)]
    with pytest.raises(SystemExit, match="Two code lists are called 'kind'"):
        generate.code_lists(tables)


def test_a_bar_in_a_meaning_does_not_break_the_table(generate):
    text = generate.tables_page([code_table("feeds.try", CodeList("kind", "here", (Code("A", "a"),)))])
    assert "A \\| B." in text


def test_every_command_has_help_and_an_example_where_it_takes_arguments(generate):
    import click

    from csps.cli.program import program

    for words, text in generate.helps(program, "csps"):
        assert "Usage:" in text
        assert len(text.splitlines()[2].strip()) > 10, f"{words} says nothing"
    leaves = [c for group in program.commands.values() for c in getattr(group, "commands", {"": group}).values()]
    assert all(isinstance(leaf, click.Command) and leaf.epilog for leaf in leaves)


def test_every_error_family_is_listed(generate):
    text = generate.errors_page()
    families = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, CspsError)]
    assert all(f"| {kind.exit_code} | `{kind.__name__}` |" in text for kind in families)


def test_declared_states_become_sections(generate):
    class Mood(StrEnum):
        """How the cook is today."""

        CALM = "calm"

    text = generate.states_page([Mood])
    assert "## Mood\n\nHow the cook is today.\n\n| state |\n| --- |\n| `calm` |" in text


def test_a_stage_is_built_when_it_can_be_run(generate, monkeypatch):
    monkeypatch.setattr(generate, "_exists", lambda module: module == "csps.linkage.run")
    text = generate.with_stages(f"before\n{generate.STAGES_BEGIN}\n{generate.STAGES_END}\nafter\n")
    assert [line.split(" | ")[-1].strip(" |") for line in text.splitlines() if line.startswith("| `")] == [
        "yes" if stage.name == "linkage" else "not yet" for stage in PATH
    ]
    assert text.startswith("before\n")
    assert text.endswith("\nafter\n")


def test_a_readme_without_its_marks_is_refused(generate):
    with pytest.raises(SystemExit, match="lost the marks"):
        generate.with_stages("no marks")


def test_the_data_dictionary_is_linked_by_anchor(generate):
    assert generate.link("feeds.ssd_person") == "[feeds.ssd_person](#feedsssd_person)"
