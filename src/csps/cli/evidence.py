"""The evidence about a model, printed: what had to be reached, what was found, and for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from csps.cli.output import print_json, print_table

if TYPE_CHECKING:
    from csps.workspace import Workspace

SHOWN = {
    "auc": "AUC",
    "average_precision": "average precision",
    "brier": "Brier score",
    "calibration_slope": "calibration slope",
    "calibration_intercept": "calibration intercept",
}


def show_evidence(workspace: Workspace, model: str, version: str | None, *, as_json: bool) -> None:
    """Print the checks and the main figures of a model's version.

    Args:
        workspace: the workspace.
        model: the model's name.
        version: the first digits of its hash; None for the newest.
        as_json: for machines.

    Raises:
        UsageError: there is no evidence about it.
    """
    checks, metrics = workspace.evidence(model, version)
    if as_json:
        print_json({"checks": checks.to_dict("records"), "metrics": metrics.to_dict("records")})
        return
    click.echo(f"{model}, version {checks.model_version.iloc[-1]}\n{workspace.site.specs[model].target}\n")
    print_table(
        "Families held back, a year later than those it learnt from",
        ("figure", "whose", "estimate", "95 % interval"),
        [
            (SHOWN[row.metric], row.subject, f"{row.estimate:.3f}", f"{row.low:.3f} to {row.high:.3f}")
            for row in metrics.itertuples()
            if row.metric in SHOWN
        ],
    )
    click.echo("Marks fixed in advance")
    for row in checks.itertuples():
        click.echo(f"  {row.result}: {row.check_name} {row.found}; {row.mark}")
    missed = int((checks.result != "passed").sum())
    if missed:
        click.echo(f"{missed} of {len(checks)} checks were not passed: the model cannot be approved.")
    else:
        click.echo(
            f"All {len(checks)} checks were passed. Somebody who did not train it reads the evidence and signs:\n"
            f"  csps approval approve {model} --reason '…' --as PERSON"
        )
