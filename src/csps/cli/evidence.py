"""What is signed about a model, printed: how it did, what had to be reached, what was found, for whom, and who signed.

Everything comes from the report whose hash the trainer signed and from the files whose hashes that report holds, verified
before a line is printed. Nothing comes from tables that a later run may have written again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from csps.access import ModelState
from csps.approval import changed_marks
from csps.cli.group_figures import show_groups
from csps.cli.output import print_json, print_table
from csps.cli.told import as_plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csps.approval import Earlier, Standing
    from csps.pipeline.verdicts import Shown
    from csps.workspace import Workspace

SHOWN = {
    "auc": "AUC",
    "auc_of_families_not_met": "AUC, families not met before",
    "average_precision": "average precision",
    "precision_at_capacity": "share of the list with the outcome",
    "recall_at_capacity": "share of outcomes on the list",
    "base_rate": "share of all with the outcome",
    "brier": "Brier score",
    "calibration_slope": "calibration slope",
    "calibration_intercept": "calibration intercept",
}
DEMONSTRATION = (
    "THE MARKS ARE FOR A DEMONSTRATION. They are wider than those csps comes with, judge nobody, and count only where "
    "nobody is real."
)


def show_evidence(workspace: Workspace, model: str, version: str | None, *, by: str | None, as_json: bool) -> None:
    """Print what is signed about a model's version.

    Args:
        workspace: the workspace.
        model: the model's name.
        version: the first digits of its hash; None for the newest.
        by: by what families are told apart; None for every grouping that is not crossed, "all" for every one.
        as_json: for machines.

    Raises:
        UsageError: there is no evidence about it, or no such grouping.
        ApprovalError: what is signed about it cannot be relied on.
    """
    shown = workspace.evidence(model, version)
    if as_json:
        print_json(_plain(shown))
        return
    for line in opening(shown, workspace.site.specs[model].target):
        click.echo(line)
    _figures(shown)
    show_groups(shown.figures, by)
    for line in (*_checks(shown.standing), *_facts(shown.standing), *_next(workspace, shown.standing)):
        click.echo(line)


def opening(shown: Shown, target: str) -> Iterator[str]:
    """Yield what a reader must know before any figure: which model, how it did, who did what, under which marks."""
    standing = shown.standing
    known = standing.report.evidence
    yield f"{standing.model}, version {standing.version}\n{target}\n"
    if known.for_demonstration:
        yield f"{DEMONSTRATION}\n"
    yield f"{known.summary}\n"
    yield f"Every figure, by group, as a page to read beside this:\n  {shown.page}\n"
    yield f"Marks fixed on {known.marks['fixed_on']} by: {known.marks['owner']}"
    yield "What was done about it:"
    yield from (f"  {act}" for act in shown.acts)
    yield "Submitted before it:" if shown.earlier else "No other version was submitted before it."
    yield from (line for one in shown.earlier for line in _earlier(one, known.marks))
    yield ""


def _earlier(earlier: Earlier, marks: Mapping[str, str]) -> Iterator[str]:
    """Yield what became of an earlier version, and how its marks differed from those of now."""
    yield f"  version {earlier.version}: " + "; ".join(str(act) for act in earlier.acts)
    if earlier.marks is None or earlier.missed is None:
        yield "    What is signed about it was changed or taken away: its marks are not known."
        return
    changed = changed_marks(earlier.marks, marks)
    yield f"    {earlier.missed} checks not passed. " + ("Same marks." if not changed else "Marks have changed since:")
    yield from (f"      {each}" for each in changed)


def _figures(shown: Shown) -> None:
    confidence = float(shown.standing.report.evidence.marks["confidence"])
    print_table(
        f"Families as they were on {shown.figures['tested_on']}, a later date than any it learnt from",
        ("figure", "whose", "estimate", f"{100 * confidence:g} % interval", "families"),
        [
            (
                SHOWN[row["metric"]],
                row["subject"],
                _number(row["estimate"]),
                f"{_number(row['low'])} to {_number(row['high'])}",
                f"{row['families']:,}",
            )
            for row in shown.figures["metrics"]
            if row["metric"] in SHOWN
        ],
    )


def _number(value: float | None) -> str:
    return "none" if value is None else f"{value:.3f}"


def _checks(standing: Standing) -> Iterator[str]:
    """Yield every check, those that were not passed first."""
    checks, short = standing.report.evidence.checks, standing.report.short_of
    yield "Checks against the marks"
    yield from (f"  {check.result.value}: {check.name} {check.found}; {check.mark}" for check in short)
    yield from (f"  passed: {check.name} {check.found}; {check.mark}" for check in checks if check not in short)
    yield (
        f"{len(short)} of {len(checks)} checks were not passed: the model cannot be approved.\n"
        if short
        else f"All {len(checks)} checks were passed.\n"
    )


def _facts(standing: Standing) -> Iterator[str]:
    facts = standing.report.evidence.facts
    if facts:
        yield "What no mark decides, and whoever approves it must acknowledge by name"
        yield from (f"  {fact}" for fact in facts)
        yield ""


def _next(workspace: Workspace, standing: Standing) -> Iterator[str]:
    """Yield how the version stands, and what somebody may do now."""
    model, known = standing.model, standing.report.evidence
    if known.spec != workspace.site.specs[model].fingerprint:
        yield f"models/{model}/spec.toml was changed since: this version can neither be approved nor used."
    elif standing.state is ModelState.APPROVED:
        yield f"It is approved and may be used until {standing.valid_until}."
    elif standing.state is ModelState.PASSED:
        yield (
            "Its approval has lapsed: it must be read and signed again."
            if standing.lapsed
            else f"It waits for {workspace.site.programme.approval.reviewers - len(standing.reviews)} reviewers' approval."
        )
        named = "".join(f" \\\n    --acknowledge '{fact.name}'" for fact in known.facts)
        yield (
            "Somebody who did not train it reads the evidence, and signs or refuses:\n"
            f"  csps approval approve {model} --reason '…' --as PERSON{named}\n"
            f"  csps approval refuse {model} --reason '…' --as PERSON"
        )
    else:
        yield f"It may not be used: {standing.state.value}."


def _plain(shown: Shown) -> dict[str, object]:
    """Give everything as values that JSON knows."""
    standing = shown.standing
    known = standing.report.evidence
    return {
        "model": standing.model,
        "version": standing.version,
        "state": standing.state.value,
        "lapsed": standing.lapsed,
        "valid_until": standing.valid_until,
        "trainer": standing.report.trainer,
        "summary": known.summary,
        "rules": shown.figures.get("rules"),
        "demonstration": known.for_demonstration,
        "marks": dict(known.marks),
        "checks": as_plain(known.checks),
        "facts": as_plain(known.facts),
        "acts": as_plain(shown.acts),
        "earlier": as_plain(shown.earlier),
        "reviews": as_plain(standing.reviews),
        "metrics": shown.figures["metrics"],
        "groups": shown.figures["groups"],
        "page": shown.page,
    }
