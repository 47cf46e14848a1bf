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
from csps.pipeline.recording import record

if TYPE_CHECKING:
    from csps.assurance import Audit
    from csps.pipeline.candidate import Candidate
    from csps.pipeline.run import Run
    from csps.settings import ModelSpec, Programme


def families(run: Run) -> object:
    """Form families as they lived on each date."""
    return form_dated_families(run.edition, dates=run.dates, programme=run.site.programme, progress=run.progress)


def features(run: Run) -> object:
    """Ask what was known about each family on each date."""
    return compute_features(run.edition, dates=run.dates, programme=run.site.programme, progress=run.progress)


def criteria(run: Run) -> object:
    """Ask which criteria each family met on each date."""
    return meet_criteria(run.edition, dates=run.dates, programme=_todays_rules(run), progress=run.progress)


def outcomes(run: Run) -> object:
    """Ask what happened to each family afterwards, and keep families that ever shared a person together."""
    *training, test = run.dates
    found = find_outcomes(
        run.edition, spec=_spec(run), dates=run.dates, programme=_todays_rules(run), progress=run.progress
    )
    assign_folds(run.edition, spec=_spec(run), training=training, test=test, progress=run.progress)
    return found


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
    checks = run_checks(run.edition, spec=_spec(run), version=kept.version)
    return record(run, kept, cast("Audit", run.said["assurance"]), checks)


def _candidate(run: Run) -> Candidate:
    """Give the model this run has fitted, or the one that was kept where a stage is done alone."""
    fitted = cast("Candidate | None", run.said.get("modelling"))
    return fitted or candidate.take_up(run.site, _spec(run))


def _todays_rules(run: Run) -> Programme:
    """Give the council's choices with the rules of the published week: those that the model is to forecast."""
    return run.site.programme.as_if_always(run.edition.week)


def _spec(run: Run) -> ModelSpec:
    assert run.spec is not None, "training is about a model"
    return run.spec
