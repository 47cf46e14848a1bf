"""Is the synthetic borough hard but learnable, and are its true probabilities true? Ask it, seed by seed.

    python benchmarks/borough_rails.py --residents 300000 --seeds 1 2 3
    python benchmarks/borough_rails.py --residents 300000 --seeds 1 --kept build/rails
    python benchmarks/borough_rails.py --residents 300000 --seeds 1 --kept build/rails --without-help
    python benchmarks/borough_rails.py --residents 300000 --seeds --kept build/rails --page benchmarks/results/rails.md

The first measures and prints. With `--kept` each seed's figures are kept in a file, and the page is made from all that lie
in that folder, so that seeds can be measured one by one; without a seed nothing is measured. A page that shows more seeds
is never written over.

Areas under the curve are expected ones: each family counts as harmed with its true probability and as unharmed with the
rest, so that a figure does not wobble with the few hundred families in which it came to pass. "With ample data" trains
on true probabilities, which is what endless data would tell.

`--without-help` lives the borough of the same seed with help that changes nothing, and holds `p_harm_without_help` and
`p_recorded_without_help`, worked out from the usual profile, against what happens there.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import lightgbm
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler

from borough_chances import Eligibility, Maltreatment, all_tenths, eligibility_dates, lived, maltreatment_dates
from borough_features import FamilyFeatures
from csps.synthetic.lives.mechanisms import Mechanisms
from csps.synthetic.profile import load_profile
from csps.synthetic.run import Recipe
from kept_rails import Measured, joined, keep, lives_by
from rails_page import inside, page, refuse_fewer_seeds


def expected_auc(probability, score):
    """Area under the curve of a score when each family is positive with its true probability."""
    truth = np.r_[np.ones(len(probability)), np.zeros(len(probability))]
    return float(roc_auc_score(truth, np.r_[score, score], sample_weight=np.r_[probability, 1 - probability]))


def learnable(watch, outcome):
    """Train on the training dates, test on the test date; give the figures of the maltreatment rails."""
    features = FamilyFeatures(watch)
    matrices, chances, observed = [], [], []
    for week in maltreatment_dates():
        kept, recorded, probability = outcome.on(week)
        made = features.on(week)
        matrices.append(np.column_stack([values[kept] for values in made.values()]).astype(np.float32))
        chances.append(probability)
        observed.append(recorded)
    names = list(made)
    train, chance = np.vstack(matrices[:-1]), np.concatenate(chances[:-1])
    test, truth = matrices[-1], chances[-1]
    boosted = _boosted(train, chance).predict(test)
    logistic = _logistic(train, chance, test)
    single = {name: expected_auc(truth, test[:, place]) for place, name in enumerate(names)}
    single = {name: max(value, 1 - value) for name, value in single.items()}
    best = max(single, key=single.get)
    oracle, gbm, logit = (expected_auc(truth, score) for score in (truth, boosted, logistic))
    return {
        "oracle AUC, maltreatment": oracle,
        "prior contacts AUC": single["contact_104"],
        "best single feature AUC": single[best],
        "best single feature": best,
        "boosting over logistic, ample data": gbm - logit,
        "oracle over boosting, ample data": oracle - gbm,
        "boosting AUC, ample data": gbm,
        "logistic AUC, ample data": logit,
        "recorded a year": float(np.concatenate(observed).mean()),
    }


def _boosted(matrix, chance):
    settings = {"objective": "cross_entropy", "learning_rate": 0.05, "num_leaves": 31, "min_data_in_leaf": 50}
    settings |= {"feature_fraction": 0.5, "verbose": -1, "num_threads": 2, "seed": 1, "deterministic": True}
    return lightgbm.train(settings, lightgbm.Dataset(matrix, label=chance), 600)


def _logistic(matrix, chance, test):
    scale = StandardScaler().fit(matrix)
    twice = np.vstack([scale.transform(matrix)] * 2)
    label = np.r_[np.ones(len(matrix)), np.zeros(len(matrix))]
    model = LogisticRegression(C=1.0, max_iter=300).fit(twice, label, sample_weight=np.r_[chance, 1 - chance])
    return model.predict_proba(scale.transform(test))[:, 1]


def programme(eligibility):
    """Give the figures of the eligibility rails."""
    now, risen, probability = [], [], []
    for week in eligibility_dates(eligibility.history):
        already, (_, came, chance), _ = eligibility.on(week)
        now.append(already)
        risen.append(came)
        probability.append(chance)
    risen, probability = np.concatenate(risen), np.concatenate(probability)
    return {
        "eligible now": float(np.concatenate(now).mean()),
        "newly eligible in 26 weeks": float(risen.mean()),
        "oracle AUC, eligibility": float(roc_auc_score(risen, probability)),
    }


def measured(residents, seed, *, without_help=False):
    """Live one borough and give every figure; without help only what came beside what was to be expected."""
    usual = Recipe(residents, 364, date(2026, 11, 16), seed, "inner-london", 1.0, 1.0)
    recipe = replace(usual, help_effect=0.0) if without_help else usual
    borough, watch = lived(recipe)
    mechanisms = Mechanisms(load_profile(usual.profile), help_effect=1.0, observation_bias=1.0)
    if without_help:
        mechanisms = mechanisms.without_help()  # as the truth of the usual borough is worked out
    maltreatment, eligibility = Maltreatment(watch, mechanisms), Eligibility(borough, watch, mechanisms)
    figures = {} if without_help else learnable(watch, maltreatment) | programme(eligibility)
    tenths = all_tenths(maltreatment, eligibility)
    return Measured(residents, seed, without_help, datetime.now(tz=UTC).date().isoformat(), lives_by(), figures, tenths)


def main():
    """Print the page of figures, and which rails were missed."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--residents", type=int, default=300_000)
    asked.add_argument("--seeds", type=int, nargs="*", default=[1, 2, 3], help="none: make the page of what is kept")
    asked.add_argument("--without-help", action="store_true", help="live the boroughs with help that changes nothing")
    asked.add_argument("--kept", type=Path, help="keep the figures of each seed here, and make the page of all kept")
    asked.add_argument("--page", type=Path, help="write the page here as well")
    choices = asked.parse_args()
    if choices.page and not choices.kept:
        refuse_fewer_seeds(choices.page, choices.seeds)
    new = [measured(choices.residents, seed, without_help=choices.without_help) for seed in choices.seeds]
    if choices.kept:
        for one in new:
            keep(choices.kept, one)
        new = joined(choices.kept, choices.residents)
    text = page(new)
    if choices.page:
        refuse_fewer_seeds(choices.page, [one.seed for one in new if not one.without_help])
        choices.page.write_text(text, encoding="utf-8")
    missed = [(one.seed, name) for one in new for name, value in one.figures.items() if not inside(name, value)]
    print(text)
    print(f"{len(missed)} of the rails that are one figure missed", *missed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
