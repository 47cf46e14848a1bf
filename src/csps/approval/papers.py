"""What lies beside a report and is signed with it: the figures for machines, and the page for people.

    <registry>/approvals/<model>/<version>/audit.json   every figure, as `csps.assurance.report_of` gives it
                                           audit.html   the same as a page to read beside the checks

The report holds the hash of each. Its checks and facts are no word of the trainer's: whoever reads a report derives them
again from these figures by the specification's marks, and refuses one that says something else.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from csps.approval.checks import judge_figures, marks_of
from csps.approval.report import Evidence
from csps.domain.errors import IntegrityError
from csps.keys.files import read_guarded

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from csps.settings import ModelSpec

AUDIT, PAGE = "audit.json", "audit.html"
_NEEDED = frozenset({"model", "version", "summary", "capacity", "rules", "metrics", "groups"})
_AGAIN = "Find out who changed it; then train the model again."


@dataclass(frozen=True, slots=True)
class Papers:
    """The figures and the page.

    Args:
        audit: bytes of `audit.json`.
        page: bytes of `audit.html`.
    """

    audit: bytes
    page: bytes

    @classmethod
    def beside(cls, place: Path) -> Papers:
        """Read what lies in the folder of a version.

        Raises:
            AccessError: a file is missing, or others could have written it.
            StorageError: the disk refused.
        """
        figures = read_guarded(place / AUDIT, "The figures of a report", private=False)
        return cls(figures, read_guarded(place / PAGE, "The page of a report", private=False))

    @property
    def files(self) -> dict[str, bytes]:
        """Each file's bytes by its name."""
        return {AUDIT: self.audit, PAGE: self.page}

    @property
    def hashes(self) -> dict[str, str]:
        """SHA-256 of each file by its name."""
        return {name: hashlib.sha256(data).hexdigest() for name, data in self.files.items()}

    def told(self) -> Mapping[str, Any]:
        """Give the figures as plain values.

        Raises:
            IntegrityError: they are none.
        """
        try:
            read = json.loads(self.audit)
        except ValueError:
            read = None
        if not isinstance(read, dict) or not read.keys() >= _NEEDED:
            raise IntegrityError("The figures of a report are damaged.", next_step=_AGAIN)
        return read


def evidence_of(
    spec: ModelSpec,
    papers: Papers,
    *,
    digest: str,
    data: Mapping[str, str],
    families: int,
    features: int,
    code: str,
) -> Evidence:
    """Put the evidence about a model together: what its figures come to by the marks of its specification.

    Args:
        spec: the specification it was trained to.
        papers: its figures and their page.
        digest: SHA-256 over its files.
        data: table or part of the lake -> SHA-256 of what it learnt from and was tested on.
        families: how many it learnt from, counted once for each date.
        features: how many it may look at.
        code: version of csps.
    """
    told = papers.told()
    judged = judge_figures(spec, told["metrics"], told["groups"])
    return Evidence(
        model=spec.name,
        digest=digest,
        data=data,
        spec=spec.fingerprint,
        marks=marks_of(spec),
        summary=told["summary"],
        list_length=told["capacity"],
        rules=_rules(told),
        checks=judged.checks,
        facts=judged.facts,
        files=papers.hashes,
        families=families,
        features=features,
        code=code,
    )


def check_papers(evidence: Evidence, papers: Papers, spec: ModelSpec | None) -> None:
    """Refuse evidence that is not what its figures come to.

    Args:
        evidence: as somebody put it down.
        papers: its figures and their page.
        spec: the specification as it is now; where it is another than the evidence names, or None, the marks of the past
            are not known any more, and checks cannot be derived again.

    Raises:
        IntegrityError: the papers are others, or about another model; or checks, facts or marks are not those that the
            specification asks for.
    """
    if dict(evidence.files) != papers.hashes:
        raise IntegrityError("The figures or the page beside the report are not those it names.", next_step=_AGAIN)
    told = papers.told()
    signed = (evidence.model, evidence.version, evidence.summary, evidence.list_length, evidence.rules)
    if (told["model"], told["version"], told["summary"], told["capacity"], _rules(told)) != signed:
        raise IntegrityError("The figures beside the report are about another model.", next_step=_AGAIN)
    if spec is None or spec.fingerprint != evidence.spec:
        return
    judged = judge_figures(spec, told["metrics"], told["groups"])
    if judged.checks != evidence.checks:
        asked, given = set(judged.checks), set(evidence.checks)
        raise IntegrityError(
            f"Its checks are not those that the marks of {spec.name} ask for: of {len(judged.checks)} the report lacks "
            f"{len(asked - given)} or says them otherwise, and it has {len(given - asked)} that nobody asked for.",
            next_step=_AGAIN,
        )
    if judged.facts != evidence.facts or marks_of(spec) != dict(evidence.marks):
        raise IntegrityError("Its facts or marks are not those of its figures and specification.", next_step=_AGAIN)


def _rules(told: Mapping[str, Any]) -> str | None:
    return None if told["rules"] is None else str(told["rules"]["edition"])
