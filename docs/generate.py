"""Write docs/reference and the README's table of stages from the code: `make docs`; `--check` only says what is stale.

A page that could be written by hand and forgotten is written here instead. Output depends on the code alone: no date, no
machine, no order of a set.
"""

from __future__ import annotations

import inspect
import re
import sys
from dataclasses import fields
from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from csps.cli.program import program
from csps.cli.refusals import STOPPED_EXIT_CODE
from csps.contracts.catalogue import all_tables
from csps.contracts.feature import Expected
from csps.domain import errors
from csps.domain.errors import UNFORESEEN_EXIT_CODE, CspsError
from csps.domain.stages import PATH
from csps.features import catalogue
from csps.feeds.rules.catalogue import RULES
from csps.outcomes.line import Standing
from csps.outcomes.reading import tables_of
from csps.outcomes.rule_sets import NATIONAL
from csps.settings.progress_thresholds import ProgressThresholds
from csps.settings.thresholds import Thresholds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from csps.contracts.feature import Feature
    from csps.contracts.model import CodeList, Column, Table
    from csps.feeds.rules.rule import Rule
    from csps.outcomes.line import Line
    from csps.outcomes.rule_sets import Rules

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT  # where the code is, wherever pages are written
WRITTEN_BY = "<!-- Written by docs/generate.py from the code. Change the code, then run `make docs`. -->"
STAGES_BEGIN = "<!-- stages: written by `make docs` -->"
STAGES_END = "<!-- end of stages -->"
HELP_WIDTH = 100

TABLES_OPENING = """\
Each is declared once, in `csps.contracts`; `csps tables` prints the same.
A column that holds an **identity** goes to the vault and never to the lake.
What a column may be used for is its table's purposes unless it names its own."""

RULES_OPENING = """\
Each is declared in a file of its own, in `csps.feeds.rules`.
**file** keeps a delivery out, or lets it pass with a note where the feed's declaration says so; **row** rejects a row, which is sealed in the vault;
**trust** takes a value in that is probably wrong; **note** asks somebody to look.
A finding names delivery, line, table, column and rule, never a value: `csps feeds explain DELIVERY` tells them."""

CRITERIA_OPENING = """\
A family meets the programme's threshold by lines like these: which hold is a setting by date, `[[rule_sets]]` in `programme.toml`.
After March 2025 a council owns its rules: `local` is a copy of SF2022 until it [writes its own](../how-to/own-rules.md).
Every line is one rule in one file with one test.
**Confirmed** words were read in a page of government or of a council; the others are recalled, and must be checked before they are called official.
A professional's nomination, and a need that the programme's own assessment found, are evidence for any line.
*Not seen* says what the line would need and nobody delivers.
One published rule is not applied: that an adult who does not live in the family full-time counts towards one problem only (Surrey); no feed says how much of the time somebody lives somewhere."""

THRESHOLDS_OPENING = """\
What no published text fixes, or each council fixed for itself, is set in the entry that puts a rule set in force, under `thresholds`.
What is set otherwise is told with the version of the rules, wherever they are named."""

PROGRESS_OPENING = """\
Set under `progress` in the same entry: it holds for families that were attached while that rule set was in force, whatever holds today.
Where no entry reaches back to the day of attachment, the one in force on the day that is looked at holds.
What is set otherwise stands in the words of each rule, and is told with the version of the rules of progress ([how to](../how-to/see-progress.md))."""

RULE_KINDS = {
    "Delivery": "About a whole file, or asked elsewhere than of single values: of keys, references and the vault.",
    "Value": "About each value, held against the contract of its column; every table is asked.",
    "Row": "About a row that contradicts itself, before identities are split off.",
    "Lake": "About rows beside one another, once everything that came is in the lake; only rows tied to a new one are asked.",
}

ERRORS_OPENING = """\
A refusal says three things: what was refused, that nothing was changed, and what to do next.
It names tables, columns, rules and counts, never a personal value.
A script can tell the families apart by the exit code; 0 means that all went well."""


def main(arguments: Sequence[str]) -> int:
    """Write every page, or with `--check` name those that differ from the code; give the exit code."""
    stale = stale_pages(pages(ROOT))
    if arguments == ["--check"]:
        for path in stale:
            print(f"stale: {path.relative_to(ROOT)}; run `make docs`")
        return 1 if stale else 0
    for path, text in stale.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"wrote {path.relative_to(ROOT)}")
    return 0


def pages(root: Path) -> dict[Path, str]:
    """Give the text that every generated page should have."""
    tables = list(all_tables().values())
    reference = root / "docs" / "reference"
    return {
        reference / "tables.md": tables_page(tables),
        reference / "code-lists.md": code_lists_page(tables),
        reference / "features.md": features_page(catalogue()),
        reference / "criteria.md": criteria_page(NATIONAL.values()),
        reference / "commands.md": commands_page(program),
        reference / "errors.md": errors_page(),
        reference / "rules.md": rules_page(RULES.values()),
        reference / "states.md": states_page(declared_states()),
        root / "README.md": with_stages((root / "README.md").read_text(encoding="utf-8")),
    }


def stale_pages(wanted: Mapping[Path, str]) -> dict[Path, str]:
    """Give the pages whose text on disk is missing or another."""
    return {
        path: text for path, text in wanted.items() if not path.exists() or path.read_text(encoding="utf-8") != text
    }


# --- The pages ------------------------------------------------------------------------------------------------------


def tables_page(tables: Sequence[Table]) -> str:
    """Write the data dictionary: every table by agency, every column with its meaning."""
    columns = sum(len(table.columns) for table in tables)
    lines = ["# Tables", WRITTEN_BY, f"csps knows {len(tables)} tables with {columns} columns.\n{TABLES_OPENING}"]
    for agency in dict.fromkeys(table.agency for table in tables):
        own = (f"- {link(table.name)}: {table.meaning}" for table in tables if table.agency == agency)
        lines += [f"**{agency.replace('_', ' ').capitalize()}**", "\n".join(own)]
    for table in tables:
        lines += _table_section(table)
    return "\n\n".join(lines) + "\n"


def _table_section(table: Table) -> Iterator[str]:
    yield f"## {table.name}"
    yield f"{table.meaning}\n{table.row[:1].upper()}{table.row[1:]}."
    facts = {
        "Agency": table.agency,
        "Key": ", ".join(f"`{name}`" for name in table.key),
        "Kept": str(table.retention),
        "Purposes": _words(table.purposes),
        "Person": table.person and f"`{table.person}`",
        "Happened on": table.happened_on and f"`{table.happened_on}`",
        "Ended on": table.ended_on and f"`{table.ended_on}`",
        "Source": table.source,
    }
    yield "\n".join(f"- {name}: {fact}" for name, fact in facts.items() if fact)
    headings = ("column", "type", "unit", "meaning", "sensitivity", "identity", "codes", "own purposes, retention")
    yield grid(*without_empty(headings, [_column_row(column) for column in table.columns]))


def _column_row(column: Column) -> tuple[str, ...]:
    meaning = column.meaning + (f" Refers to `{column.references}`." if column.references else "")
    return (
        f"`{column.name}`" + (" (required)" if column.required else ""),
        column.type.value,
        column.unit,
        meaning,
        column.sensitivity.value,
        column.identity.value if column.identity else "",
        link(column.codes.name, page="code-lists.md") if column.codes else "",
        "; ".join(part for part in (_words(column.purposes or ()), str(column.retention or "")) if part),
    )


FEATURES_OPENING = """\
Each is declared once, in `csps.features.topics`; `csps features list` prints the same, and `csps features explain` shows what is behind a value.
[Add a feature](../how-to/add-a-feature.md) says how.
An empty value means that it never happened or is not known, as the last column says; which of the two, or that a feed was absent, the feature named there tells."""


def features_page(features: Sequence[Feature]) -> str:
    """Write the catalogue of features by topic: the question each answers and what it is made of."""
    lines = ["# Features", WRITTEN_BY, f"There are {len(features)} features.\n{FEATURES_OPENING}"]
    headings = ("feature", "question", "made of", "unit", "expected to", "sensitivity", "nothing means")
    for topic in dict.fromkeys(feature.topic for feature in features):
        rows = [_feature_row(feature) for feature in features if feature.topic == topic]
        lines += [f"## {topic.replace('_', ' ').capitalize()}", grid(headings, rows)]
    return "\n\n".join(lines) + "\n"


def _feature_row(feature: Feature) -> tuple[str, ...]:
    window = "" if feature.window_weeks is None else f", {feature.window_weeks} weeks"
    sources = ", ".join(f"`{table}`" for table in feature.sources)
    told = f", told by `{feature.told_by}`" if feature.told_by else ""
    return (
        f"`{feature.name}`",
        feature.question,
        f"{feature.aggregation.value}{window}: {sources}",
        feature.unit,
        "either" if feature.expected is Expected.EITHER else f"{feature.expected.value[:-1]} risk",
        feature.sensitivity.value,
        f"{feature.missing.value}{told}",
    )


def code_lists_page(tables: Sequence[Table]) -> str:
    """Write every code list once, with its source and the days between which each code could be used."""
    lists = code_lists(tables)
    lines = ["# Code lists", WRITTEN_BY, "\n".join(f"- {link(name)}" for name in lists)]
    for codes in lists.values():
        rows = [
            (f"`{code.value}`", code.meaning, str(code.valid_from or ""), str(code.valid_to or ""))
            for code in codes.codes
        ]
        lines += [
            f"## {codes.name}",
            f"Source: {codes.source}.",
            grid(*without_empty(("code", "meaning", "from", "to"), rows)),
        ]
    return "\n\n".join(lines) + "\n"


def code_lists(tables: Iterable[Table]) -> dict[str, CodeList]:
    """Collect the code lists that columns name, in order of name; refuse two lists of one name."""
    found: dict[str, CodeList] = {}
    for table in tables:
        for column in table.columns:
            if column.codes and found.setdefault(column.codes.name, column.codes) != column.codes:
                raise SystemExit(f"Two code lists are called {column.codes.name!r}; one is used by {table.name}.")
    return dict(sorted(found.items(), key=lambda named: named[0].lower()))


def commands_page(command: click.Command) -> str:
    """Write the help of every command, as the command itself prints it."""
    lines = ["# Commands", WRITTEN_BY, "Exit codes are listed in [errors](errors.md)."]
    for words, text in helps(command, "csps"):
        lines += [f"## {words}", f"```text\n{text}\n```"]
    return "\n\n".join(lines) + "\n"


def helps(command: click.Command, words: str) -> Iterator[tuple[str, str]]:
    """Yield a command's words and its help, then those of the commands below it."""
    context = click.Context(command, info_name=words, terminal_width=HELP_WIDTH, help_option_names=["-h", "--help"])
    yield words, command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                yield from helps(below, f"{words} {name}")


def errors_page() -> str:
    """Write the families of refusals with their exit codes."""
    families = [kind for kind in vars(errors).values() if inspect.isclass(kind) and issubclass(kind, CspsError)]
    rows = [
        (str(kind.exit_code), f"`{kind.__name__}`", inspect.cleandoc(kind.__doc__ or "").splitlines()[0])
        for kind in families
    ]
    rows += [
        (
            str(UNFORESEEN_EXIT_CODE),
            "anything else",
            "Nobody foresaw it. The kind of error and the line are shown, never data.",
        ),
        (str(STOPPED_EXIT_CODE), "a stop", "The user stopped the run."),
    ]
    lines = [
        "# Errors",
        WRITTEN_BY,
        ERRORS_OPENING,
        grid(("exit code", "family", "meaning"), rows),
    ]
    return "\n\n".join(lines) + "\n"


def rules_page(rules: Iterable[Rule]) -> str:
    """Write every rule of the feeds by kind: what it is called, what follows, and what is wrong where it is broken."""
    kinds: dict[str, list[tuple[str, ...]]] = {}
    for rule in rules:
        kind = type(rule).__name__.removesuffix("Rule") or "Delivery"
        where = ", ".join(link(table, page="tables.md") for table in rule.tables)
        kinds.setdefault(kind, []).append((f"`{rule.name}`", rule.effect.value, rule.sentence, where, rule.source))
    count = sum(len(rows) for rows in kinds.values())
    lines = ["# Rules", WRITTEN_BY, f"Deliveries are held against {count} rules.\n{RULES_OPENING}"]
    headings = ("rule", "effect", "what is wrong", "tables", "source")
    for kind, rows in kinds.items():
        lines += [f"## {kind}", RULE_KINDS[kind], grid(*without_empty(headings, rows))]
    return "\n\n".join(lines) + "\n"


def criteria_page(rule_sets: Iterable[Rules]) -> str:
    """Write every line of the national rule sets: its words, its source, what it is judged by, its file and its test."""
    lines = ["# Criteria", WRITTEN_BY, CRITERIA_OPENING]
    headings = ("line", "headline", "what it says", "words", "source", "judged by", "not seen", "rule and test")
    for rules in rule_sets:
        confirmed = sum(line.standing is Standing.CONFIRMED for line in rules.lines)
        has = (
            f"Version {rules.version}: {len(rules.lines)} lines, {confirmed} confirmed and the others to be confirmed."
        )
        table = grid(headings, [_criterion_row(line) for line in rules.lines])
        lines += [f"## {rules.name}", f"{has}\n{rules.needed}", table]
    lines += ["## Local thresholds", THRESHOLDS_OPENING, _thresholds_table(Thresholds)]
    lines += ["## Local thresholds of progress", PROGRESS_OPENING, _thresholds_table(ProgressThresholds)]
    return "\n\n".join(lines) + "\n"


def _criterion_row(line: Line) -> tuple[str, ...]:
    """Write a line of a rule set; its rule and its test are looked for by its name, and must be one of each."""
    folder, stem = line.id[:2].lower(), line.id.lower().replace(".", "_")
    (rule,) = (HERE / "src/csps/outcomes/rules" / folder).glob(f"{stem}_*.py")
    test = f"../../tests/unit/outcomes/rules/{folder}/test_{rule.name}"
    reads = ", ".join(link(table, page="tables.md") for table in tables_of(line)) or "a nomination alone"
    places = f"[rule](../../src/csps/outcomes/rules/{folder}/{rule.name}), [test]({test})"
    return line.id, str(line.headline), line.words, line.standing.value, line.source, reads, line.lacking, places


def _thresholds_table(settings: type[Thresholds | ProgressThresholds]) -> str:
    """Write thresholds that a council may set, with the values that hold where it does not."""
    rows = [
        (
            f"`{each.name}`",
            "as the rules say" if each.default is None else str(each.default),
            _meaning_of(settings, each.name),
        )
        for each in fields(settings)
    ]
    return grid(("threshold", "unless set", "meaning"), rows)


def _meaning_of(settings: type, threshold: str) -> str:
    """Give what the docstring says of a threshold."""
    told = inspect.cleandoc(settings.__doc__ or "").partition("Args:")[2]
    found = re.search(rf"^    {threshold}: (.*?)(?=^    \w+:|\Z)", told, re.MULTILINE | re.DOTALL)
    assert found is not None, f"nothing is said of the threshold {threshold}"
    return " ".join(found[1].split())


def states_page(states: Iterable[type[StrEnum]]) -> str:
    """Write the stages of the path, whether each is built, and the states that things on it can be in."""
    rows = [
        (f"`{stage.name}`", stage.question, ", ".join(f"`{table}`" for table in stage.tables), built(stage.name))
        for stage in PATH
    ]
    lines = [
        "# Stages and states",
        WRITTEN_BY,
        "A stage is built when its package has a `run` module.",
        grid(("stage", "the question it answers", "main tables", "built"), rows),
    ]
    for state in states:
        rows_of_state = [(f"`{member.value}`",) for member in state]
        lines += [f"## {state.__name__}", inspect.cleandoc(state.__doc__ or ""), grid(("state",), rows_of_state)]
    return "\n\n".join(lines) + "\n"


def declared_states() -> list[type[StrEnum]]:
    """Collect the states that stages declare: every StrEnum in a module called `states`."""
    modules = [import_module(f"csps.{stage.name}.states") for stage in PATH if _exists(f"csps.{stage.name}.states")]
    return [
        kind
        for module in modules
        for kind in vars(module).values()
        if inspect.isclass(kind) and issubclass(kind, StrEnum) and kind.__module__ == module.__name__
    ]


def with_stages(readme: str) -> str:
    """Give the README with its table of stages written again between the two marks."""
    before, _, rest = readme.partition(STAGES_BEGIN)
    _, _, after = rest.partition(STAGES_END)
    if not after:
        raise SystemExit("README.md has lost the marks around its table of stages.")
    rows = [(f"`{stage.name}`", stage.takes, stage.gives, built(stage.name)) for stage in PATH]
    return f"{before}{STAGES_BEGIN}\n\n{grid(('stage', 'takes', 'gives', 'built'), rows)}\n\n{STAGES_END}{after}"


# --- Words ----------------------------------------------------------------------------------------------------------


def built(stage: str) -> str:
    """Say whether a stage is built."""
    return "yes" if _exists(f"csps.{stage}.run") else "not yet"


def grid(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a Markdown table."""
    every = [headings, ["---"] * len(headings), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in every)


def without_empty(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[list[str], list[list[str]]]:
    """Leave out the columns in which no row says anything.

    >>> without_empty(("name", "unit"), [("age", ""), ("sex", "")])
    (['name'], [['age'], ['sex']])
    """
    said = [column for column in range(len(headings)) if any(row[column] for row in rows)]
    return [headings[column] for column in said], [[row[column] for column in said] for row in rows]


def link(heading: str, page: str = "") -> str:
    """Write a link to a heading, on this page unless another is named."""
    return f"[{heading}]({page}#{slug(heading)})"


def slug(heading: str) -> str:
    """Give the anchor that GitHub makes of a heading.

    >>> slug("feeds.ssd_person"), slug("Category of abuse (CPP)")
    ('feedsssd_person', 'category-of-abuse-cpp')
    """
    kept = "".join(letter for letter in heading.lower() if letter.isalnum() or letter in " -_")
    return kept.replace(" ", "-")


def _words(values: Iterable[StrEnum]) -> str:
    return ", ".join(sorted(value.value for value in values))


def _exists(module: str) -> bool:
    return find_spec(module) is not None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
