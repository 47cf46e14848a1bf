"""The path of a family's data, as data: one name for a package, a lake folder, tables, tests, a page and a command.

Whether a stage is built is not declared here, because a declaration can be wrong: a stage is built when its package
has a `run` module, and `docs/generate.py` looks.
"""

from __future__ import annotations

from dataclasses import dataclass

from csps.domain.errors import UsageError


@dataclass(frozen=True, slots=True)
class Stage:
    """One stretch of the path.

    Args:
        name: the word that names the package, the lake folder, the tests and the command.
        takes: what it reads, in the words of the programme.
        gives: what it leaves behind.
        question: the question it answers for a person who never sees the code.
        tables: the main tables it writes, each "stage.table"; none where its work is kept elsewhere.
    """

    name: str
    takes: str
    gives: str
    question: str
    tables: tuple[str, ...] = ()


PATH: tuple[Stage, ...] = (
    Stage(
        "feeds",
        "agencies' deliveries",
        "checked snapshots, identities split off at the door",
        "What did each agency send, and what of it can be trusted?",
        ("feeds.finding", "feeds.load"),
    ),
    Stage(
        "linkage",
        "records",
        "persons, and where they lived",
        "Which records are about the same person?",
        ("linkage.person", "linkage.record_link", "linkage.residence"),
    ),
    Stage(
        "families",
        "persons",
        "families, by date",
        "Who lived together as a family on a given day?",
        ("families.family", "families.membership", "families.unconfirmed"),
    ),
    Stage(
        "features",
        "families",
        "what was known on a date",
        "What could this council have known about the family on that day?",
        ("features.family_week", "features.source_state", "features.parity"),
    ),
    Stage(
        "outcomes",
        "families",
        "what happened next, programme criteria met, and folds",
        "What happened to the family afterwards, and which criteria did it meet?",
        (
            "outcomes.family_outcome",
            "outcomes.criterion",
            "outcomes.criterion_met",
            "outcomes.criterion_evidence",
            "outcomes.fold",
            "outcomes.cohort",
            "outcomes.case_progress",
            "outcomes.need_progress",
            "outcomes.progress_evidence",
        ),
    ),
    Stage(
        "modelling",
        "the matrix of features and outcomes",
        "a calibrated model",
        "What has come before harm in the past?",
    ),
    Stage(
        "explain",
        "a model and families",
        "reasons",
        "Why did this family get this score?",
        ("explain.contribution", "explain.reason"),
    ),
    Stage(
        "assurance",
        "predictions",
        "evidence: performance, calibration, fairness",
        "How often is the model right, and for whom is it less right?",
        ("assurance.metric", "assurance.group_metric", "assurance.protected_attribute"),
    ),
    Stage(
        "approval",
        "evidence and people",
        "a signed verdict",
        "May this model be used?",
        ("approval.check", "approval.review", "approval.verdict"),
    ),
    Stage(
        "scoring",
        "an approved model",
        "this week's scores",
        "How likely is harm for each family, as known this Monday?",
        ("scoring.score",),
    ),
    Stage(
        "worklist",
        "scores",
        "people's work",
        "Which families should a coordinator look at first?",
    ),
    Stage(
        "privacy",
        "duties to the people in the data",
        "restriction, erasure; retention and subject access are not built yet",
        "What do we owe the people in the data, and was it done?",
        ("privacy.stated_restriction",),
    ),
    Stage(
        "impact",
        "help given and what followed",
        "matched comparison, family progress, national study extract",
        "Did it help?",
    ),
)


def stage(name: str) -> Stage:
    """Give one stage by its name.

    Raises:
        UsageError: no such stage; the names there are are said.

    >>> stage("families").question
    'Who lived together as a family on a given day?'
    """
    for candidate in PATH:
        if candidate.name == name:
            return candidate
    raise UsageError(f"There is no stage {name!r}.", next_step=f"The stages are {', '.join(s.name for s in PATH)}.")
