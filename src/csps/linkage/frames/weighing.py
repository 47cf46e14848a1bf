"""From vectors to weights: each pair's evidence in bits, comparison by comparison, and the chance that it is one person's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.linkage.frames.learning import IN_COMMON, NAMES, Seen

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from csps.linkage.frames.comparisons import Comparison
    from csps.linkage.frames.learning import Model
    from csps.linkage.workbench import Workbench

    Numbers = npt.NDArray[np.float64]

SAMPLE = 1_200  # records: what different people have in common is seen in every pair of so many
KEPT = -14.0  # bits, prior included; weaker pairs say nothing to anybody
SEED = 20191125
NONE_AT_ALL = 1e-300
APART = -4.0  # bits: namesakes whose births are of another time weigh no more, as a father and a son share all else
# Of the records, and records: a birth that more of them have is a year alone, or stands for "not known".
FILLED_IN, FEW = 0.001, 10
FREQUENCIES = """
    SELECT coalesce(sum(shared * (shared - 1)), 0) / greatest(sum(shared) * (sum(shared) - 1), 1) AS same
    FROM (SELECT count(*) AS shared FROM people WHERE {value} IS NOT NULL GROUP BY {value})
"""


SAME_NAME = """
    SELECT coalesce(sum(bearers * (bearers - 1) / 2), 0) AS pairs
    FROM (SELECT count(*) AS bearers FROM people WHERE first IS NOT NULL AND surname IS NOT NULL GROUP BY first, surname)
"""


def see(bench: Workbench, comparisons: Sequence[Comparison], records: int) -> Seen:
    """Count what is seen in the tables `vector` (of `pair`) and `sampled` (of every pair of a sample)."""
    names = [one.name for one in comparisons]
    same = [
        float(bench.columns(FREQUENCIES.format(value=one.value))["same"][0])
        if one.levels[0].condition == f"{one.value}_l = {one.value}_r"
        else None
        for one in comparisons
    ]
    named = float(bench.columns(SAME_NAME)["pairs"][0]) if set(NAMES) <= set(names) else 0.0
    return Seen(records, *_patterns(bench, names, "vector"), *_patterns(bench, names, "sampled"), same, named)


def _patterns(bench: Workbench, names: Sequence[str], table: str) -> tuple[npt.NDArray[np.int64], Numbers]:
    """Give every pattern of a table, and how often it is met."""
    listed = ", ".join(names)
    found = bench.columns(f"SELECT {listed}, count(*) AS pairs FROM {table} GROUP BY ALL ORDER BY ALL")  # noqa: S608
    patterns = np.column_stack([found[name].astype(np.int64) for name in names])
    return patterns, found["pairs"].astype(np.float64)


def draw_sample(bench: Workbench, records: int) -> None:
    """Make the tables `few` (records of a sample) and `few_pairs` (every pair of them)."""
    chosen = np.arange(records)
    if records > SAMPLE:
        chosen = np.sort(np.random.default_rng(SEED).choice(records, SAMPLE, replace=False))
    bench.lay("chosen", {"unique_id": chosen})
    bench.make("few", "SELECT people.* FROM people JOIN chosen USING (unique_id) ORDER BY unique_id")
    bench.make(
        "few_pairs",
        "SELECT one.unique_id AS join_key_l, other.unique_id AS join_key_r, '0' AS match_key"
        " FROM few AS one JOIN few AS other ON one.unique_id < other.unique_id",
    )
    bench.clear("chosen")


def weigh(bench: Workbench, comparisons: Sequence[Comparison], model: Model, records: int) -> None:
    """Make the table `weighed` (one, other, bits, moved, apart) of the pairs worth a look: evidence and prior.

    To share a value that many others have says less than the level does on average, and a rare one more: the level's
    weight is corrected by how many other people are known to have it, beside how many would on average. `moved` is the part
    of a pair's bits that is due to people who move, `apart` what was taken off namesakes of another time.
    """
    counted = ", ".join(f"count({one.value}) OVER (PARTITION BY {one.value}) AS n_{one.name}" for one in comparisons)
    bench.make("shared", f"SELECT unique_id, {counted} FROM people ORDER BY unique_id")  # noqa: S608 - names of our own
    strangers_share, related = 1 - model.prior - model.related, max(model.related, NONE_AT_ALL)
    sorts = (model.prior * (1 - model.moved), max(model.prior * model.moved, NONE_AT_ALL), strangers_share, related)
    stayed, moves, strangers, relatives = (_in_sql(float(np.log2(share))) for share in sorts)
    for place, one in enumerate(comparisons):
        rare = _rarity_in_sql(one, usual_company(model, place, records))
        by_chance = _of_level(one, model.strangers[place]) + f" - ({rare})"
        stayed += _of_level(one, model.person[place])
        moves += by_chance if one.of_place else _of_level(one, model.person[place])
        strangers += by_chance
        relatives += (
            _of_level(one, model.relatives[place]) if one.shared else _of_kin(one, model.strangers[place], rare)
        )
    if model.namesakes:
        one_name = " AND ".join(f"{name} = 0" for name in NAMES)
        strangers += f" + CASE WHEN {one_name} THEN {_in_sql(model.namesakes)} ELSE 0 END"
    bench.make(
        "weighed",
        f"""SELECT one, other, round(CASE WHEN vetoed THEN least(all_in_all, {APART}) ELSE all_in_all END, 4) AS bits,
                   round(person - stayed, 4) AS moved, round(all_in_all - bits, 4) AS apart
            FROM (SELECT *, {_sum_in_sql("stayed", "moves")} AS person,
                         person - {_sum_in_sql("strangers", "relatives")} AS all_in_all
                  FROM (SELECT one, other, {_births_apart(comparisons, records)} AS vetoed, {stayed} AS stayed,
                               {moves} AS moves, {strangers} AS strangers, {relatives} AS relatives FROM vector
                        JOIN shared AS here ON here.unique_id = one JOIN shared AS there ON there.unique_id = other))
            WHERE bits >= {KEPT} ORDER BY one, other""",  # noqa: S608 - names of our own
    )


def _births_apart(comparisons: Sequence[Comparison], records: int) -> str:
    """Say, in SQL, which pairs are namesakes whose births are of another time, and who share nothing of somebody's own.

    How often such a pair is of one person cannot be learnt: those of a father and a son agree in all else.
    """
    last = {one.name: len(one.levels) - 1 for one in comparisons}
    if not last.keys() >= {*NAMES, "born"}:
        return "false"
    told = f"greatest(here.n_born, there.n_born) <= {max(FILLED_IN * records, FEW):.1f}"
    named = [f"{name} BETWEEN 0 AND {last[name] - 1}" for name in NAMES]
    own = [f"{one.name} NOT IN (0, 1)" for one in comparisons if one.own]
    return "(" + " AND ".join([f"born = {last['born']}", told, *named, *own]) + ")"


def _of_level(comparison: Comparison, shares: Numbers) -> str:
    """Give, in SQL, the bits of the level that a pair meets."""
    cases = " ".join(f"WHEN {level} THEN {_in_sql(share)}" for level, share in enumerate(np.log2(shares).tolist()))
    return f" + CASE {comparison.name} {cases} ELSE 0 END"


def _of_kin(comparison: Comparison, strangers: Numbers, rare: str) -> str:
    """Give the bits of relatives in what they do not share: as of strangers, but for namesakes, whose name is as rare as it is."""
    alike = IN_COMMON.get(comparison.name, 0.0)
    by_chance = f"{(1 - alike) * float(strangers[0]):.9f} * pow(2, -({rare}))"
    others = _of_level(comparison, strangers * (1 - alike))
    return f" + CASE WHEN {comparison.name} = 0 THEN log2({alike} + {by_chance}) ELSE 0 {others} END"


def _sum_in_sql(one: str, other: str) -> str:
    """Give, in SQL, the bits of two chances together, from the bits of each."""
    return f"(greatest({one}, {other}) + log2(1 + pow(2, -abs({one} - {other}))))"


def _in_sql(number: float) -> str:
    return f"({number:.6f})"


@dataclass(frozen=True, slots=True)
class Company:
    """With whom a value is shared: by how many other people on average, and how many people a record stands for."""

    others: float
    per_record: float


def usual_company(model: Model, place: int, records: int) -> Company:
    """Say how many other people share a value of a comparison on average, where they share it by chance.

    People's number follows from the pairs that are of one person: `records` over records per person.
    """
    pairs = model.prior * records * (records - 1) / 2
    persons = records / (1 + 2 * pairs / max(records, 1))
    return Company(float(model.strangers[place][0]) * persons, persons / records)


def rarity(company: Company, sharing: Numbers) -> Numbers:
    """Give the bits that the frequency of a shared value adds or takes away.

    The values follow a Dirichlet distribution whose chance of agreement is `share`: of so many `persons`, of whom `others`
    are known to have a value, the next has it with the chance (others + 1) / (persons + 1 / share), where it is `share` on
    average. The bits are the logarithm of the second over the first.

    Args:
        company: see `usual_company`.
        sharing: how many records have the value.

    >>> rarity(Company(3.0, 1.0), np.array([1.0, 4.0, 32.0])).tolist()
    [2.0, 0.0, -3.0]
    """
    bits: Numbers = np.log2((1 + company.others) / (1 + np.maximum(sharing * company.per_record - 1, 0)))
    return bits


def _rarity_in_sql(comparison: Comparison, company: Company) -> str:
    """Give the same in SQL."""
    if not comparison.weighs_rare:
        return "0"
    others = f"greatest(here.n_{comparison.name} * {company.per_record:.6f} - 1, 0)"
    return f"CASE WHEN {comparison.name} = 0 THEN log2({1 + company.others:.6f} / (1 + {others})) ELSE 0 END"
