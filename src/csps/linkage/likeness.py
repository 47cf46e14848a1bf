"""How alike two heaps of records are, in bits of evidence, by the model that was learnt.

A weight follows from what two heaps say and from the model, and from nothing else. So a pair of which neither heap changed
since last week keeps the weight that was remembered, and what a week adds is all that it weighs: the same pairs with the
same weights as if everything had been weighed anew. If what was remembered is lost, it takes longer and gives the same.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from csps.domain.errors import AccessError, IntegrityError
from csps.domain.version import csps_version
from csps.linkage.candidates import KEYS, find_candidates, find_keys
from csps.linkage.comparisons import COMPARISONS, RARE
from csps.linkage.model import linker_on

if TYPE_CHECKING:
    from csps.linkage.model import Model
    from csps.linkage.workbench import Workbench
    from csps.vault import Vault

WHAT = "pairs"
REMEMBERED = "linkage pairs"
"""Under this name a week's manifest says which sealed pairs it leaves to the next."""
LEAST_WEIGHT = -2.0  # bits; weaker pairs are not even looked at
NO_FEATURES = """
    SELECT NULL::UBIGINT AS sign, NULL::BIGINT AS records, NULL::VARCHAR AS record_id, NULL::VARCHAR AS forename,
           NULL::VARCHAR AS initial, NULL::VARCHAR AS surname, NULL::DATE AS born, NULL::VARCHAR AS sex,
           NULL::VARCHAR[] AS forenames, NULL::VARCHAR[] AS surnames, NULL::VARCHAR[] AS places, NULL::VARCHAR[] AS codes,
           NULL::VARCHAR[] AS company, NULL::DATE AS born_by WHERE false
"""
# What a record says is brought down to a number before anything is put beside it: what it says itself is long.
SAID = """
    SELECT heap, record, record_id, hash(itself, lived, beside, born_by) AS said_sign
    FROM heap JOIN (SELECT record, record_id, hash(record_id, forename, initial, surname, born, sex, forenames, surnames) AS itself
                    FROM record) USING (record)
    LEFT JOIN (SELECT record, hash(places, codes) AS lived FROM home) USING (record)
    LEFT JOIN (SELECT record, hash(company) AS beside FROM company) USING (record)
    LEFT JOIN born_by USING (record)
"""
# A heap whose records say what they said last week says together what it said; bringing records together is slow.
WHOLE = """
    SELECT heap, count(*) AS records, min(record_id) AS record_id, bit_xor(said_sign) AS sign FROM said GROUP BY heap
"""
UNCHANGED = """
    SELECT heap AS unique_id, feature_was.* EXCLUDE (sign, records) FROM whole JOIN feature_was USING (record_id, sign, records)
"""
# Most heaps are one record, and need not be brought together.
WIDE = """
    JOIN record USING (record) LEFT JOIN home USING (record) LEFT JOIN company USING (record) LEFT JOIN born_by USING (record)
"""
SEVERAL = f"""
    SELECT heap, wanted.record_id AS record_id, forename, initial, surname, born, sex, forenames, surnames, places, codes, company, born_by
    FROM (FROM said SEMI JOIN (FROM whole WHERE records > 1 AND heap NOT IN (SELECT unique_id FROM unchanged)) USING (heap))
         AS wanted {WIDE}
"""  # noqa: S608 - our words
FEATURES = f"""
    SELECT heap AS unique_id, wanted.record_id AS record_id, forename, initial, surname, born, sex, forenames, surnames,
           coalesce(places, []) AS places, coalesce(codes, []) AS codes, coalesce(company, []) AS company, born_by
    FROM (FROM said SEMI JOIN (FROM whole WHERE records = 1) USING (heap)) AS wanted {WIDE}
    UNION ALL BY NAME FROM unchanged
    UNION ALL BY NAME
    SELECT heap AS unique_id, min(record_id) AS record_id, mode(forename ORDER BY forename) AS forename,
           mode(initial ORDER BY initial) AS initial, mode(surname ORDER BY surname) AS surname,
           coalesce(mode(born ORDER BY born) FILTER (NOT is_placeholder(born)), mode(born ORDER BY born)) AS born,
           mode(sex ORDER BY sex) AS sex, list_sort(list_distinct(flatten(list(forenames)))) AS forenames,
           list_sort(list_distinct(flatten(list(surnames)))) AS surnames,
           coalesce(list_sort(list_distinct(flatten(list(places)))), []) AS places,
           coalesce(list_sort(list_distinct(flatten(list(codes)))), []) AS codes,
           coalesce(list_sort(list_distinct(flatten(list(company)))), []) AS company, min(born_by) AS born_by
    FROM several GROUP BY heap
"""  # noqa: S608 - our words
KEPT_FEATURES = """
    SELECT sign, records, feature.* EXCLUDE (unique_id) FROM feature JOIN whole ON heap = unique_id WHERE records > 1
"""
PEOPLE = """
    SELECT *, year(born) AS born_year, list_distinct(list_transform(coalesce(codes, []), lambda code: sector(code))) AS sectors,
           codes[1] AS newest_code
    FROM feature {wanted} ORDER BY unique_id
"""
IN_PAIRS = "WHERE unique_id IN (SELECT join_key_l FROM candidate UNION ALL SELECT join_key_r FROM candidate)"
SHARE = """
    SELECT {0}, coalesce(any_value(share), ?) AS tf_{0}
    FROM people LEFT JOIN share_of_{0} ON value = {0} WHERE {0} IS NOT NULL GROUP BY {0}
"""
PARTS = ", ".join(
    [f"round(mw_{what}, 3)::FLOAT AS w_{what}" for what in COMPARISONS]
    + [f"round(mw_tf_adj_{what}, 3)::FLOAT AS rare_{what}" for what in RARE]
)
WEIGHED = f"""
    SELECT least(unique_id_l, unique_id_r) AS one, greatest(unique_id_l, unique_id_r) AS other,
           round(match_weight, 3) AS weight, {PARTS} FROM {{}}
"""  # noqa: S608 - our words
KEPT = """
    SELECT least(here.heap, there.heap) AS one, greatest(here.heap, there.heap) AS other,
           pair.* EXCLUDE (sign, other_sign)
    FROM remembered AS pair JOIN signed AS here USING (sign) JOIN signed AS there ON there.sign = other_sign
"""
CHANGED = "SELECT heap FROM signed WHERE sign NOT IN (SELECT sign FROM remembered)"
NOUGHT = ", ".join([f"0::FLOAT AS w_{what}" for what in COMPARISONS] + [f"0::FLOAT AS rare_{what}" for what in RARE])
# Every heap is remembered, with nothing beside it, so that one without a pair need not be weighed again. Nothing is missing:
# what lies in memory where a value is missing differs from run to run, and so would the hash of the bytes.
TO_REMEMBER = f"""
    SELECT sign, other_sign, likeness.* EXCLUDE (one, other)
    FROM likeness JOIN (SELECT heap AS one, sign FROM signed) USING (one)
    JOIN (SELECT heap AS other, sign AS other_sign FROM signed) USING (other)
    UNION ALL BY NAME SELECT sign, 0::UBIGINT AS other_sign, 0::DOUBLE AS weight, {NOUGHT} FROM signed
    ORDER BY sign, other_sign
"""  # noqa: S608 - our words


def find_features(bench: Workbench) -> None:
    """Make the table `feature`: a row per heap with what it says.

    Of `feature_was`, last week's, those whose records say what they said are taken over; `whole` tells which they are.
    """
    for name, question in (
        ("said", SAID), ("whole", WHOLE), ("unchanged", UNCHANGED), ("several", SEVERAL), ("feature", FEATURES)
    ):  # fmt: skip
        bench.make(name, question)
    bench.clear("home", "company", "born_by", "said", "unchanged", "several", "feature_was")


def find_people(bench: Workbench, wanted: str = "") -> None:
    """Make the table `people` from `feature`, in the columns that Splink takes.

    Args:
        bench: with `feature`.
        wanted: a condition, if only some heaps are; none for all.
    """
    bench.make("people", PEOPLE.format(wanted=wanted))


def weigh(bench: Workbench, model: Model, remembered: object = None) -> int:
    """Make the table `likeness`: one, other, weight, and the weight of each comparison; and leave `signed`.

    Args:
        bench: with `feature`.
        model: what was learnt.
        remembered: what `to_remember` gave under the same model, or None to weigh everything.

    Returns:
        how many heaps were weighed against others.
    """
    find_keys(bench)
    if remembered is None:
        find_candidates(bench, only_changed=False)
        _score(bench, model)
        bench.clear("people", "candidate")
        return int(bench.columns("SELECT count(*) AS heaps FROM signed")["heaps"][0])
    bench.lay("remembered", remembered)
    bench.make("changed", CHANGED)
    find_candidates(bench, only_changed=True)
    _score(bench, model)
    bench.add("likeness", KEPT)
    (changed,) = bench.columns("SELECT count(*) AS heaps FROM changed")["heaps"].tolist()
    bench.clear("people", "candidate", "remembered", "changed")
    return int(changed)


def _score(bench: Workbench, model: Model) -> None:
    """Make the table `likeness` of the pairs in `candidate`."""
    find_people(bench, IN_PAIRS)
    linker = linker_on(bench, dict(model.parameters))
    model.lay_shares(bench)
    for what in RARE:
        bench.make(f"share_{what}", SHARE.format(what), [model.rarest[what]])
        linker.table_management.register_term_frequency_lookup(linker._db_api.register(f"share_{what}"), what)  # noqa: SLF001
    candidates = linker._db_api.register("candidate")  # noqa: SLF001 - Splink's own way to hand pairs in
    linker.table_management.register_blocked_pairs_for_predict(candidates)
    pairs = linker.inference.predict(threshold_match_weight=LEAST_WEIGHT)
    bench.make("likeness", WEIGHED.format(pairs.physical_name))
    pairs.drop_table_from_database_and_remove_from_cache()
    bench.clear(*(f"share_of_{what}" for what in RARE), *(f"share_{what}" for what in RARE))


def to_remember(bench: Workbench) -> object:
    """Give what next week need not weigh again, from `likeness` and `signed`."""
    return bench.arrow(TO_REMEMBER)


def fingerprint(model: Model) -> str:
    """Name everything besides heaps that a weight follows from."""
    told = [model.version, csps_version(), list(KEYS), LEAST_WEIGHT]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


def recall(vault: Vault, told: str, model: Model) -> object:
    """Give what last week left, or None where that was under another model, or is lost.

    Args:
        vault: open.
        told: what last week's manifest says under `REMEMBERED`; "" for nothing.
        model: of this week.
    """
    rules, _, name = told.partition(" ")
    if rules != fingerprint(model):
        return None
    try:
        return vault.workings.get_table(WHAT, name)
    except (IntegrityError, AccessError):
        return None


def remember(vault: Vault, bench: Workbench, model: Model) -> str:
    """Seal what next week need not weigh again; give what the manifest shall say of it."""
    return f"{fingerprint(model)} {vault.workings.keep_table(WHAT, to_remember(bench))}"
