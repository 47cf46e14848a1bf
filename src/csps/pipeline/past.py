"""The steps of training, each a stage's one call, on dates of the past."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from csps.approval import run_checks
from csps.assurance import audit, collect_attributes
from csps.explain import explain_held_back
from csps.families import form_dated_families
from csps.features import catalogue, compute_features
from csps.modelling import fit
from csps.outcomes import assign_folds, find_outcomes, meet_criteria
from csps.pipeline import candidate
from csps.pipeline.dated import over_dates, todays_rules
from csps.pipeline.origins import origins_of
from csps.pipeline.recording import record

if TYPE_CHECKING:
    from csps.assurance import Audit
    from csps.pipeline.candidate import Candidate
    from csps.pipeline.run import Run
    from csps.settings import ModelSpec


def families(run: Run) -> object:
    """Form families as they lived on each date, one after another: an id lasts from the date before."""
    return over_dates(run, form_dated_families)


def features(run: Run) -> object:
    """Ask what was known about each family on each date."""
    return over_dates(run, compute_features)


def criteria(run: Run) -> object:
    """Ask which criteria each family met on each date."""
    return over_dates(run, meet_criteria, programme=todays_rules(run))


def outcomes(run: Run) -> object:
    """Ask what happened to each family afterwards, and keep families that ever shared a person together."""
    *training, test = run.dates
    written = over_dates(run, find_outcomes, programme=todays_rules(run), spec=_spec(run))
    assign_folds(run.edition, spec=_spec(run), training=training, test=test, progress=run.progress)
    return written


def attributes(run: Run) -> object:
    """Ask to which protected groups the families of the test date belong."""
    return collect_attributes(run.edition, dates=run.dates[-1:], progress=run.progress)


def modelling(run: Run) -> object:
    """Fit the model, the rule and the baseline, and keep them as the model's candidate."""
    *training, test = run.dates
    fitted = fit(
        run.edition,
        spec=_spec(run),
        features=catalogue(),
        training=training,
        test=test,
        trials=run.trials,
        origins=origins_of(run),
        progress=run.progress,
    )
    return candidate.keep(run.site, _spec(run), fitted)


def explain(run: Run) -> object:
    """Find the reasons for each score of families held back."""
    kept = _candidate(run)
    return explain_held_back(
        run.edition,
        model=kept.model,
        version=kept.version,
        features=catalogue(),
        spec=_spec(run),
        test=run.dates[-1],
        progress=run.progress,
    )


def assurance(run: Run) -> object:
    """Measure how good the model is, and for whom."""
    kept = _candidate(run)
    return audit(
        run.edition,
        spec=_spec(run),
        version=kept.version,
        held_back=kept.held_back,
        capacity=run.site.programme.capacity.families_a_week,
        progress=run.progress,
    )


def approval(run: Run) -> object:
    """Compare what was found with the marks fixed in advance, record the model, and submit it for review."""
    kept = _candidate(run)
    run_checks(run.edition, spec=_spec(run), version=kept.version)
    return record(run, kept, cast("Audit", run.said["assurance"]))


def _candidate(run: Run) -> Candidate:
    """Give the model this run has fitted, or the one that was kept where a stage is done alone."""
    fitted = cast("Candidate | None", run.said.get("modelling"))
    return fitted or candidate.take_up(run.site, _spec(run))


def _spec(run: Run) -> ModelSpec:
    assert run.spec is not None, "training is about a model"
    return run.spec
