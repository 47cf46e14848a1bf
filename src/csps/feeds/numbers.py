"""Whether the numbers by which agencies know people have the form and the check digit of such numbers."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from csps.contracts.model import Identity
from csps.domain.identifiers import is_valid_nhs_number, is_valid_upn, is_well_formed_ni_number
from csps.feeds.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import ibis

    from csps.contracts.model import Table
    from csps.feeds.bench import Bench
    from csps.feeds.delivery_rows import DeliveryRows

TESTS: Mapping[Identity | None, Callable[[str], bool]] = MappingProxyType(
    {
        Identity.UPN: is_valid_upn,
        Identity.NHS_NUMBER: is_valid_nhs_number,
        Identity.NI_NUMBER: is_well_formed_ni_number,
    }
)


def note_numbers(table: Table, rows: ibis.Table, bench: Bench, delivery_rows: DeliveryRows) -> None:
    """Note the accepted rows whose numbers fail their check. They are taken in: a wrong number is often a typing error.

    Args:
        table: the contract.
        rows: accepted rows, with `_delivery` and `_line`.
        bench: where they lie.
        delivery_rows: notes what is found.
    """
    for column in table.columns:
        is_valid = TESTS.get(column.identity)
        if is_valid is None:
            continue
        given = rows.filter(rows[column.name].notnull()).select(number=rows[column.name]).distinct()
        wrong = [number for number in bench.texts(given) if not is_valid(number)]
        if wrong:
            known = bench.lay_columns("wrong_numbers", {column.name: wrong}, {column.name: "string"})
            delivery_rows.note(rows.semi_join(known, column.name), column.name, Rule.CHECK_DIGIT)
