"""Splink says which level of each comparison a pair of records meets: the vectors from which weights are learnt.

Splink adds up weights in bits. Here the weight of a level is its own number, so that what Splink gives for each comparison
names the level: nothing is believed before anything was learnt.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import splink.comparison_level_library as library
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.comparison_library import CustomComparison

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csps.linkage.frames.comparisons import Comparison
    from csps.linkage.workbench import Workbench

NOTHING = -1  # the level where a value is missing on either side
_SMALL = 2.0**-20


def find_vectors(bench: Workbench, comparisons: Sequence[Comparison], *, people: str, pairs: str, name: str) -> None:
    """Make a table (one, other, then the level of each comparison, -1 for nothing to compare) of pairs.

    Args:
        bench: where `people` and `pairs` are.
        comparisons: what is compared.
        people: table of records.
        pairs: table of pairs, as `find_pairs` makes it.
        name: of the table that is made.
    """
    api = DuckDBAPI(bench.connection)
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[_for_splink(one) for one in comparisons],
        blocking_rules_to_generate_predictions=[block_on("unique_id")],
        probability_two_random_records_match=0.5,
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=True,
    )
    linker = Linker(api.register(people), settings, log_level=logging.ERROR)
    linker.table_management.register_blocked_pairs_for_predict(api.register(pairs))
    found = linker.inference.predict(warning_mode="never")
    levels = ", ".join(f"(round(mw_{one.name}) - 1)::TINYINT AS {one.name}" for one in comparisons)
    bench.make(name, f"SELECT unique_id_l AS one, unique_id_r AS other, {levels} FROM {found.physical_name}")  # noqa: S608
    found.drop_table_from_database_and_remove_from_cache()


def _for_splink(comparison: Comparison) -> CustomComparison:
    """Give a comparison whose level number k has the weight k + 1 in bits; no value, no weight."""
    levels: list[Any] = [library.CustomLevel(comparison.missing).configure(is_null_level=True)]
    for number, one in enumerate(comparison.levels):
        made = library.ElseLevel() if one.condition == "ELSE" else library.CustomLevel(one.condition)
        levels.append(made.configure(m_probability=_SMALL * 2.0 ** (number + 1), u_probability=_SMALL))
    return CustomComparison(output_column_name=comparison.name, comparison_levels=levels)
