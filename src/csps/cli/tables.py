"""`csps tables`: what every table and column means, from the contracts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from csps.cli.output import examples, json_option, print_json, print_table

if TYPE_CHECKING:
    from csps.contracts.model import Code, Column, Table


@click.command(epilog=examples("csps tables", "csps tables feeds.ssd_person", "csps tables --json"))
@click.argument("table", required=False)
@json_option
def tables(table: str | None, *, as_json: bool) -> None:
    """List the tables csps knows, or the columns of one TABLE."""
    from csps.contracts import catalogue

    if table is not None:
        _show_table(catalogue.table(table), as_json=as_json)
    elif as_json:
        print_json([table_as_plain(each) for each in catalogue.all_tables().values()])
    else:
        rows = [(each.name, each.agency.replace("_", " "), each.meaning) for each in catalogue.all_tables().values()]
        print_table("Tables", ("table", "agency", "meaning"), rows)


def _show_table(table: Table, *, as_json: bool) -> None:
    """Print one table's contract."""
    if as_json:
        print_json(table_as_plain(table))
        return
    click.echo(f"{table.name}, from {table.agency.replace('_', ' ')}\n{table.meaning} {table.row.capitalize()}.")
    click.echo(f"Key: {', '.join(table.key)}. Kept {table.retention}.\n")
    rows = [
        (
            column.name,
            "required" if column.required else "",
            column.type.value,
            column.unit,
            column.sensitivity.value,
            column.meaning,
        )
        for column in table.columns
    ]
    print_table("Columns", ("column", "", "type", "unit", "sensitivity", "meaning"), rows)
    for column in table.columns:
        if column.codes is not None:
            said = "; ".join(_told(code) for code in column.codes.codes)
            click.echo(f"{column.name} takes {column.codes.name.replace('_', ' ')}: {said}.")


def _told(code: Code) -> str:
    """Write a code with what it means, and since or until when."""
    since = f" from {code.valid_from.isoformat()}" if code.valid_from else ""
    until = f" until {code.valid_to.isoformat()}" if code.valid_to else ""
    return f"{code.value} = {code.meaning}{since}{until}"


def table_as_plain(table: Table) -> dict[str, object]:
    """Give a contract as plain values, for JSON."""
    return {
        "name": table.name,
        "agency": table.agency,
        "meaning": table.meaning,
        "row": table.row,
        "key": list(table.key),
        "happened_on": table.happened_on,
        "ended_on": table.ended_on,
        "retention": str(table.retention),
        "source": table.source,
        "columns": [_column_as_plain(table, column) for column in table.columns],
    }


def _column_as_plain(table: Table, column: Column) -> dict[str, object]:
    """Give one column as plain values, with what it inherits from its table."""
    return {
        "name": column.name,
        "type": column.type.value,
        "meaning": column.meaning,
        "unit": column.unit,
        "required": column.required,
        "sensitivity": column.sensitivity.value,
        "identity": column.identity.value if column.identity else None,
        "purposes": sorted(purpose.value for purpose in table.purposes_of(column.name)),
        "retention": str(table.retention_of(column.name)),
        "references": column.references,
        "codes": list(column.codes.values) if column.codes else None,
    }
