"""The model that weighs pairs: learnt once without labels, kept sealed under its version, used every week.

Fellegi and Sunter (1969), with Splink's expectation maximisation. How common each name is belongs to the model: if it were
counted anew each week, last week's weights would no longer be this week's, and nothing could be left as it was.
"""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import splink.comparison_level_library as level
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.comparison_library import CustomComparison

from csps.domain.errors import IntegrityError
from csps.linkage.comparisons import COMPARISONS, ELSE, EXACT, RARE
from csps.linkage.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csps.linkage.comparisons import Level
    from csps.vault import Vault

WHAT = "model"
VERSION = "linkage model"
"""Under this name a week's manifest says which model it rests on."""
ROUNDED = 6  # digits of a learnt probability
LEARNABLE = 5_000  # heaps
SAMPLE = 150_000  # heaps to learn from at most: more changed no parameter by more than the third digit
LEARNT_FROM = 2e6  # pairs by chance, for the u probabilities
SEED = 20191125
COUNTED = "SELECT {0} AS value, count(*) AS times FROM people WHERE {0} IS NOT NULL GROUP BY 1 ORDER BY 1"
SAMPLED = "FROM people ORDER BY hash(unique_id), unique_id LIMIT ?"


@dataclass(frozen=True, slots=True)
class Model:
    """What was learnt, and from what.

    Args:
        parameters: Splink's settings with every learnt probability.
        common: how often each value of a comparison in `RARE` was there.
        week: the records it was learnt from were those known by that day.
        records: how many they were.
        heaps: into how many heaps trusted ties had brought them.
        learnt: whether there were enough to learn from; else the shares of `comparisons` stand.
    """

    parameters: Mapping[str, Any]
    common: Mapping[str, Mapping[str, int]]
    week: date
    records: int
    heaps: int
    learnt: bool

    @property
    def version(self) -> str:
        """The hash of everything it holds: the same records, taken in any order, give the same version."""
        return hashlib.sha256(self.to_bytes()).hexdigest()

    def to_bytes(self) -> bytes:
        """Give it as canonical JSON. It holds names, with how common they are: it is for the vault only."""
        told = {name: getattr(self, name) for name in ("parameters", "common", "records", "heaps", "learnt")}
        return json.dumps(told | {"week": self.week.isoformat()}, sort_keys=True, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        """Read it back.

        Raises:
            IntegrityError: it is not of the form that this version of csps writes.
        """
        try:
            told = json.loads(content)
            return cls(**told | {"week": date.fromisoformat(told["week"])})
        except (ValueError, TypeError, KeyError) as error:
            raise IntegrityError(
                "The model of linkage does not have the form of one.", next_step="Learn one with `csps linkage train`."
            ) from error

    @property
    def prior(self) -> float:
        """Weight of any two heaps before anything is compared, in bits: negative, for few pairs are of one person."""
        chance = self.parameters["probability_two_random_records_match"]
        return float(np.log2(chance / (1 - chance)))

    def weights(self, what: str) -> list[float]:
        """Give the weight of each level of a comparison in bits, from the most alike to the least, as pairs bear them."""
        (compared,) = (each for each in self.parameters["comparisons"] if each["output_column_name"] == what)
        shares = [one for one in compared["comparison_levels"] if not one.get("is_null_level")]
        return [round(float(np.log2(one["m_probability"] / one["u_probability"])), 3) for one in shares]

    def lay_shares(self, bench: Workbench) -> None:
        """Make the tables `share_of_forename` and `share_of_surname`: value, share among the heaps it was learnt from."""
        for what in RARE:
            values = self.common[what]
            counts = np.fromiter(values.values(), np.float64, len(values))
            share = counts / max(1.0, float(counts.sum()))
            bench.lay(f"share_of_{what}", {"value": np.array(list(values), dtype=object), "share": share})

    @property
    def rarest(self) -> Mapping[str, float]:
        """The share given to a value that nobody had when the model was learnt: that of somebody's alone."""
        return {what: 1 / max(1, sum(self.common[what].values())) for what in RARE}


def learn(bench: Workbench, *, week: date, records: int) -> Model:
    """Learn a model from the table `people`, on one thread: sums of floats have one order then.

    Args:
        bench: with `people`, a row per heap.
        week: by which the records were known.
        records: how many they are.
    """
    heaps = int(bench.columns("SELECT count(*) AS heaps FROM people")["heaps"][0])
    common = {what: _counted(bench, what) for what in RARE}
    sample = bench.arrow(SAMPLED, [SAMPLE])
    with Workbench(threads=1) as alone:
        alone.lay("people", sample)
        linker = linker_on(alone, _settings(heaps))
        if heaps >= LEARNABLE:
            _train(linker)
        parameters = rounded(linker.misc.save_model_to_json())
    return Model(parameters, common, week, records, heaps, heaps >= LEARNABLE)


def keep(vault: Vault, model: Model) -> str:
    """Seal a model, and give its version."""
    return vault.workings.keep(WHAT, model.to_bytes())


def kept(vault: Vault, version: str) -> Model:
    """Give the model of a version.

    Raises:
        IntegrityError: the vault does not hold it, or it is damaged.
    """
    return Model.from_bytes(vault.workings.get(WHAT, version))


def _counted(bench: Workbench, what: str) -> dict[str, int]:
    found = bench.columns(COUNTED.format(what))
    return {str(value): int(times) for value, times in zip(found["value"], found["times"], strict=True)}


def linker_on(bench: Workbench, settings: Any) -> Linker:
    """Give Splink the table `people` and a model. The settings are ours, and tried by our tests: Splink need not look."""
    people = DuckDBAPI(bench.connection).register("people")
    return Linker(people, settings, log_level=logging.ERROR, validate_settings=False)


def _settings(heaps: int) -> SettingsCreator:
    """Give the model as it is before it learns anything."""
    comparisons: list[Any] = [
        CustomComparison(
            output_column_name=what,
            comparison_levels=[
                level.CustomLevel(compared.missing).configure(is_null_level=True),
                *(_level(what, each) for each in compared.levels),
            ],
        )
        for what, compared in COMPARISONS.items()
    ]
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=[block_on("forename", "surname")],  # pairs are chosen by `candidates`
        probability_two_random_records_match=1 / max(heaps, 100),
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=True,
        linker_uid="csps",  # Splink would draw one, and no two models would be the same
    )


def _level(what: str, each: Level) -> Any:
    made = {EXACT: level.ExactMatchLevel(what, term_frequency_adjustments=True), ELSE: level.ElseLevel()}
    chosen = made.get(each.condition) or level.CustomLevel(each.condition)
    return chosen.configure(m_probability=each.one, u_probability=each.two)


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
