"""`csps outcomes progress`: what became of the needs with which families came onto the programme."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from csps.cli.output import DATE, examples, json_option, print_json
from csps.cli.workspaces import opened, workspace_option

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from csps.outcomes import CaseProgress
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.finding import NeedProgress

VERDICTS = ("proven", "disproven", "running", "not known")
SHOWN = 10


@click.command(
    "progress",
    epilog=examples(
        "csps outcomes progress --workspace demo/workspace",
        "csps outcomes progress 3f9a1c02 --workspace demo/workspace",
        "csps outcomes progress FP00088 --as-of 2026-11-16",
    ),
)
@click.argument("family", required=False)
@click.option("--as-of", type=DATE, help="Up to which day is looked; the published week unless told otherwise.")
@workspace_option
@json_option
def progress(folder: Path, family: str | None, as_of: datetime | None, *, as_json: bool) -> None:
    """Say whether families on the programme made significant and sustained progress.

    FAMILY is a pseudonym, the digits of it that the weekly list prints, or the programme's own reference of a case; all of
    them without it.
    """
    from csps.outcomes.progress.rows import as_plain

    found = opened(folder).family_progress(family, as_of.date() if as_of else None)
    if as_json:
        print_json([as_plain(each) for each in found])
    elif family is None:
        _show_all(found)
    else:
        for each in found:
            _show(each)


def _show_all(found: Sequence[CaseProgress]) -> None:
    """Print how many families made progress, on which needs, and which verdicts come next."""
    from csps.outcomes.progress.finding import RULES

    if not found:
        click.echo("No family was attached to the programme by that day.")
        return
    click.echo(f"As of {found[0].case.as_of.isoformat()}, {len(found)} families were or are on the programme.")
    click.echo(f"Progress on every need, or employment: {_counted(Counter(str(each.verdict) for each in found))}.\n")
    by_rule: dict[tuple[int, str], Counter[str]] = {}
    for each in found:
        for need in each.needs:
            said = (RULES.index(need.rule), need.rule.said(each.case.local))
            by_rule.setdefault(said, Counter())[str(need.judged.verdict)] += 1
    for (place, words), counted in sorted(by_rule.items(), key=lambda item: item[0]):
        click.echo(f"{RULES[place].id:<15} {_counted(counted)}\n{'':<16}{words}")
    for rules, count in sorted(Counter(str(each.judged_by) for each in found).items()):
        click.echo(f"{count} of the families are judged by the rules of progress of {rules}.")
    by_work = sum(each.by_employment for each in found)
    click.echo(
        f"Of the families, {by_work} by continuous employment. `csps outcomes progress CASE` shows the rows behind it."
    )
    due = sorted(
        (need.judged.due_on, each.case.case_ref, need.rule.id)
        for each in found
        for need in each.needs
        if need.judged.verdict == "running" and need.judged.due_on is not None
    )
    for day, case, name in due[:SHOWN]:
        click.echo(f"  {day.isoformat()}: {name} of case {case} is proven if nothing speaks against it until then")
    if len(due) > SHOWN:
        click.echo(f"  ... and {len(due) - SHOWN} later ones; --json shows all.")


def _counted(told: Counter[str]) -> str:
    """Write counts in words, the good news first.

    >>> _counted(Counter({"running": 1, "proven": 2}))
    '2 proven, 1 running'
    """
    return ", ".join(f"{told[verdict]} {verdict}" for verdict in VERDICTS if told[verdict])


def _show(found: CaseProgress) -> None:
    """Print what became of one family."""
    case = found.case
    closed = f", closed {case.closed_on.isoformat()}" if case.closed_on else ""
    assessed = f"assessed {case.assessed_on.isoformat()}, " if case.assessed_on else ""
    click.echo(f"Case {case.case_ref}, family {case.family_id or 'not formed on that day'}")
    click.echo(f"Rules of progress: {found.judged_by}")
    click.echo(f"{assessed}attached {case.attached_on.isoformat()}{closed}; as of {case.as_of.isoformat()}")
    click.echo(f"Significant and sustained progress: {found.verdict.value}.")
    for need in found.needs:
        _show_need(need, case)
    if found.employment is not None and found.employment.on_record:
        click.echo("\nBeside progress on every need, continuous employment alone would do:")
        _show_need(found.employment, case)


def _show_need(need: NeedProgress, case: Case) -> None:
    rule, judged = need.rule, need.judged
    told = [
        *(("written down by the programme",) if need.identified else ()),
        *(("on record",) if need.on_record else ()),
    ]
    click.echo(f"\n{rule.id} ({' and '.join(told) or 'asked beside the others'}): {judged.verdict.value}")
    click.echo(f"  {rule.said(case.local)} ({rule.standing.value}: {rule.source})")
    click.echo(f"  {judged.why[:1].upper()}{judged.why[1:]}.")
    if need.said is not None:
        click.echo(f"  The programme's own word: {need.said}.")
    if rule.lacking:
        click.echo(f"  Not seen: {rule.lacking}.")
    for sign in judged.signs[-SHOWN:]:
        until = "" if sign.until == sign.since else f" to {sign.until.isoformat() if sign.until else 'now'}"
        who = f", person {sign.person_id[:8]}" if sign.person_id else ""
        click.echo(f"    {sign.since.isoformat()}{until}: {sign.table}{who}: {sign.row}")
    if len(judged.signs) > SHOWN:
        click.echo(f"    ... and {len(judged.signs) - SHOWN} earlier ones; --json shows all.")
