"""The steps of a weekly run, each a stage's one call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.approval import write_verdicts
from csps.domain.errors import DeliveryError
from csps.explain import explain_week
from csps.families import form_dated_families
from csps.features import catalogue, check_parity, compute_features
from csps.feeds import take_in
from csps.linkage import Thresholds, link_edition, state_of_judgements
from csps.outcomes import find_outcomes, meet_criteria, write_progress
from csps.pipeline.approved import ready_models
from csps.pipeline.identities import opened_vault
from csps.privacy import copy_restrictions
from csps.scoring import score_week
from csps.worklist import list_families

if TYPE_CHECKING:
    from csps.pipeline.approved import Ready
    from csps.pipeline.run import Run

TAKING_IN = "Deliveries are taken in and their identities split off."
COPYING = "Restrictions that people set are copied."
LINKING = "Records are linked to persons."


def feeds(run: Run) -> object:
    """Take deliveries in.

    Raises:
        DeliveryError: it is the first week, and nothing had come by then.
    """
    with opened_vault(run.site, run.by, run.vault_generation, TAKING_IN) as vault:
        told = take_in(
            run.edition, vault, deliveries=run.site.deliveries, programme=run.site.programme, progress=run.progress
        )
        run.edition.rest_on("judgements", state_of_judgements(vault))  # linkage is done again when somebody has judged
    if not run.vault_generation:
        raise DeliveryError(
            f"There is nothing to take in: no delivery in the drop box had come by {run.edition.week.isoformat()}.",
            next_step="Use --as-of with a later Monday, or put older deliveries into the drop box.",
        )
    return told


def restrictions(run: Run) -> object:
    """Copy what people said about restrictions, for every stage to read."""
    with opened_vault(run.site, run.by, run.vault_generation, COPYING) as vault:
        return copy_restrictions(run.edition, vault)


def linkage(run: Run) -> object:
    """Link records to persons."""
    with opened_vault(run.site, run.by, run.vault_generation, LINKING) as vault:
        thresholds = Thresholds.of(run.site.programme)
        return link_edition(run.edition, vault, thresholds=thresholds, progress=run.progress)


def families(run: Run) -> object:
    """Form families as they live today."""
    return form_dated_families(run.edition, dates=run.dates, programme=run.site.programme, progress=run.progress)


def features(run: Run) -> object:
    """Ask what is known about each family."""
    return compute_features(run.edition, dates=run.dates, programme=run.site.programme, progress=run.progress)


def parity(run: Run) -> object:
    """Compare what is stored about some families with what their rows say."""
    return check_parity(run.edition, day=run.edition.week, programme=run.site.programme)


def outcomes(run: Run) -> object:
    """Ask which criteria each family meets, and whom each model is about."""
    programme, progress = run.site.programme, run.progress
    met = meet_criteria(run.edition, dates=run.dates, programme=programme, progress=progress)
    found = (
        find_outcomes(run.edition, spec=spec, dates=run.dates, programme=programme, progress=progress)
        for spec in run.site.specs.values()
    )
    return [met, *found]


def progress(run: Run) -> object:
    """Ask what became of the needs of every family on the programme."""
    return write_progress(run.edition, day=run.edition.week, programme=run.site.programme)


def scoring(run: Run) -> object:
    """Verify every approval, and score with what may be used."""
    models = _ready(run)
    for name, model in models.items():
        write_verdicts(run.edition, model=name, approved=model.approval)
        run.edition.rest_on(f"model {name}", model.version)
    return score_week(
        run.edition,
        models={name: (model.version, model.fitted) for name, model in models.items()},
        programme=run.site.programme,
        progress=run.progress,
    )


def explain(run: Run) -> object:
    """Find the reasons for this week's scores."""
    models = {name: (model.version, model.fitted) for name, model in _ready(run).items()}
    return explain_week(run.edition, models=models, features=catalogue(), progress=run.progress)


def worklist(run: Run) -> object:
    """Put the weekly list together."""
    return list_families(run.edition, programme=run.site.programme, progress=run.progress)


def _ready(run: Run) -> dict[str, Ready]:
    """Give the models that may be used: verified and parsed once, so that reasons are about the models that scored."""
    if not run.ready:
        run.ready.update(ready_models(run.site, run.by))
    return run.ready
