"""How alike two heaps of records are, in bits of evidence: Splink's model, learnt on the borough without labels.

Fellegi and Sunter (1969), with Splink's expectation maximisation. Where somebody lives and with whom they are named is one
comparison, not three: a property number, a postcode and a partner's name say much the same, and counted one by one they
would outweigh a date of birth.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import splink.comparison_level_library as level
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.comparison_library import CustomComparison

from csps.linkage.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FEATURES = """
    SELECT heap AS unique_id, mode(forename ORDER BY forename) AS forename, mode(initial ORDER BY initial) AS initial,
           mode(surname ORDER BY surname) AS surname, coalesce(mode(born ORDER BY born) FILTER (NOT is_placeholder(born)),
           mode(born ORDER BY born)) AS born, mode(sex ORDER BY sex) AS sex,
           list_sort(list_distinct(flatten(list(forenames)))) AS forenames,
           list_sort(list_distinct(flatten(list(surnames)))) AS surnames,
           list_sort(list_distinct(flatten(list(places)))) AS places,
           list_sort(list_distinct(flatten(list(codes)))) AS codes,
           list_sort(list_distinct(flatten(list(company)))) AS company,
           min(born_by) AS born_by
    FROM heap JOIN record USING (record) LEFT JOIN home USING (record) LEFT JOIN company USING (record)
    LEFT JOIN born_by USING (record) GROUP BY heap ORDER BY heap
"""
FEATURE_TABLE = """
    SELECT *, born::VARCHAR AS born_text, year(born) AS born_year,
           list_distinct(list_transform(coalesce(codes, []), lambda code: sector(code))) AS sectors
           , codes[1] AS newest_code
    FROM feature ORDER BY unique_id
"""
PAIRS = """
    SELECT least(unique_id_l, unique_id_r) AS one, greatest(unique_id_l, unique_id_r) AS other,
           round(match_weight, 3) AS weight FROM {} ORDER BY one, other
"""
ANY = "list_has_any({0}_l, {0}_r)"
LEAST_WEIGHT = -2.0  # bits; weaker pairs are not even looked at
ROUNDED = 6  # digits of a learnt probability
LEARNABLE = 5_000  # heaps
LEARNT_FROM = 2e6  # pairs by chance, for the u probabilities
SEED = 20191125


# What is compared, from the most alike to the least: condition, and the shares of pairs of one person and of two persons
# that meet it. These shares, learnt on a synthetic borough of 20,000, are where learning begins, and all there is for a
# few records. A level named "exact" weighs rare names more than common ones.
LEVELS: Mapping[str, tuple[str, Sequence[tuple[str, float, float]]]] = {
    "forename": (
        "coalesce(forename_l, initial_l) IS NULL OR coalesce(forename_r, initial_r) IS NULL",
        (
            ("exact", 0.49, 0.00094),
            (ANY.format("forenames"), 0.067, 0.00027),
            ("(forename_l IS NULL OR forename_r IS NULL) AND initial_l = initial_r", 0.057, 0.0013),
            ("jaro_winkler_similarity(forename_l, forename_r) >= 0.92", 0.2, 0.00056),
            ("jaro_winkler_similarity(forename_l, forename_r) >= 0.85", 0.069, 0.0012),
            ("ELSE", 0.12, 0.99573),
        ),
    ),
    "surname": (
        "surname_l IS NULL OR surname_r IS NULL",
        (
            ("exact", 0.49, 0.00086),
            (ANY.format("surnames"), 0.078, 0.00018),
            ("jaro_winkler_similarity(surname_l, surname_r) >= 0.92", 0.19, 0.00018),
            ("jaro_winkler_similarity(surname_l, surname_r) >= 0.85", 0.041, 0.00054),
            ("ELSE", 0.201, 0.99824),
        ),
    ),
    "born": (
        "born_l IS NULL OR born_r IS NULL",
        (
            ("born_l = born_r AND NOT is_placeholder(born_l)", 0.35, 0.000067),
            ("births_agree(born_l, born_r)", 0.2, 0.0015),
            ("abs(born_year_l - born_year_r) <= 1", 0.04, 0.046),
            ("ELSE", 0.41, 0.952433),
        ),
    ),
    "home": (
        "codes_l IS NULL OR codes_r IS NULL",
        (
            (f"{ANY.format('places')} AND {ANY.format('company')}", 0.166, 0.000028),
            (ANY.format("places"), 0.35, 0.00013),
            (ANY.format("company"), 0.097, 0.000004),
            (ANY.format("codes"), 0.009, 0.0025),
            (ANY.format("sectors"), 0.177, 0.613),
            ("ELSE", 0.201, 0.384338),
        ),
    ),
    "sex": ("sex_l IS NULL OR sex_r IS NULL", (("sex_l = sex_r", 0.99, 0.49), ("ELSE", 0.01, 0.51))),
}
BLOCKING = (
    block_on("forename", "surname"),
    block_on("born", "initial"),
    block_on("born", "surname"),
    block_on("initial", "places", arrays_to_explode=["places"]),
    block_on("forename", "codes", arrays_to_explode=["codes"]),
    block_on("surname", "born_year", "initial"),
    block_on("forename", "company", arrays_to_explode=["company"]),
)


def _settings(heaps: int) -> SettingsCreator:
    """Give the model as it is before it learns anything."""
    comparisons: list[Any] = [
        CustomComparison(output_column_name=what, comparison_levels=[_nothing(missing), *_levels(what, shares)])
        for what, (missing, shares) in LEVELS.items()
    ]
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=list(BLOCKING),
        probability_two_random_records_match=1 / max(heaps, 100),
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
    )


def _nothing(missing: str) -> Any:
    return level.CustomLevel(missing).configure(is_null_level=True)


def _levels(what: str, shares: Sequence[tuple[str, float, float]]) -> list[Any]:
    made = {"exact": level.ExactMatchLevel(what, term_frequency_adjustments=True), "ELSE": level.ElseLevel()}
    return [
        made.get(condition, level.CustomLevel(condition)).configure(m_probability=one, u_probability=two)
        for condition, one, two in shares
    ]


def learn(features: Any, heaps: int) -> dict[str, Any]:
    """Learn the model's parameters, rounded, from the table of features.

    On one thread: sums of floats have one order then, and the same records give the same bytes.

    Args:
        features: as `FEATURE_TABLE` gives them, in Arrow.
        heaps: how many there are; from few nothing is learnt.
    """
    with Workbench(threads=1) as bench:
        bench.lay("people", features)
        linker = _linker(bench, _settings(heaps))
        if heaps >= LEARNABLE:
            _train(linker)
        learnt: dict[str, Any] = rounded(linker.misc.save_model_to_json())
        return learnt


def _train(linker: Linker) -> None:
    sure: list[Any] = [block_on("forename", "surname", "born"), block_on("forename", "surname", "newest_code")]
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=LEARNT_FROM, seed=SEED)
    for known in (("born", "surname"), ("forename", "surname"), ("born", "forename")):
        linker.training.estimate_parameters_using_expectation_maximisation(
            block_on(*known), record_sample_proportion=1.0
        )


def rounded(model: Any) -> Any:
    """Give a model with every learnt number rounded: the last bits of a float are no knowledge.

    >>> rounded({"m_probability": 0.12345678, "levels": [1, 0.5]})
    {'m_probability': 0.123457, 'levels': [1, 0.5]}
    """
    if isinstance(model, dict):
        return {key: rounded(value) for key, value in model.items()}
    if isinstance(model, list):
        return [rounded(value) for value in model]
    return float(f"{model:.{ROUNDED}g}") if isinstance(model, float) else model


def weigh(bench: Workbench, model: Mapping[str, Any]) -> None:
    """Make the table `likeness` (one, other, weight in bits) of pairs worth a look."""
    linker = _linker(bench, dict(model))
    pairs = linker.inference.predict(threshold_match_weight=LEAST_WEIGHT)
    bench.make("likeness", PAIRS.format(pairs.physical_name))
    pairs.drop_table_from_database_and_remove_from_cache()


def find_likeness(bench: Workbench) -> None:
    """Make the tables `feature` (a row per heap) and `likeness` (a row per pair of heaps that may be one person)."""
    bench.make("feature", FEATURES)
    bench.make("people", FEATURE_TABLE)
    heaps = int(bench.columns("SELECT count(*) AS heaps FROM people")["heaps"][0])
    weigh(bench, learn(bench.arrow("FROM people"), heaps))
    bench.clear("people", "home", "company", "born_by")


def _linker(bench: Workbench, settings: Any) -> Linker:
    return Linker(DuckDBAPI(bench.connection).register("people"), settings, log_level=logging.ERROR)
