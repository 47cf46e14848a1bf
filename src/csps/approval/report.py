"""The report: what a reviewer reads and signs, as one line of canonical JSON.

It holds the hash of the model, of the data it learnt from, of its specification and of the figures and the page beside it;
the marks; every check; and every fact that a reviewer must acknowledge. It holds no day of its own: the same model on the
same evidence has the same report.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from csps.approval.marks import Check, Fact, Result
from csps.domain.errors import IntegrityError
from csps.keys import canonical_json, parse_canonical
from csps.registry.shelf import VERSION_DIGITS

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = "csps model report 3"
_WHAT = "the report about a model"
_FIELDS = frozenset(
    {
        "checks",
        "code",
        "data",
        "facts",
        "families",
        "features",
        "files",
        "format",
        "list_length",
        "marks",
        "model",
        "model_digest",
        "rules",
    }
    | {"spec", "summary", "trainer"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is known about a model when it has been trained.

    Args:
        model: its name.
        digest: SHA-256 over its files, 64 hexadecimal digits.
        data: table or part of the lake -> SHA-256 of what it learnt from and was tested on.
        spec: fingerprint of the specification with the marks.
        marks: what it had to reach, as plain text by key.
        summary: how it did on the families of the test date, in a sentence.
        list_length: how many families the list of that test held.
        rules: the rule set and version by which its outcome was judged; None where it rests on no rules.
        checks: every mark, and what was found.
        facts: what a reviewer must acknowledge by name.
        files: SHA-256 of each file beside the report.
        families: how many it learnt from, counted once for each date.
        features: how many it may look at.
        code: version of csps.
    """

    model: str
    digest: str
    data: Mapping[str, str]
    spec: str
    marks: Mapping[str, str]
    summary: str
    list_length: int
    rules: str | None
    checks: tuple[Check, ...]
    facts: tuple[Fact, ...]
    files: Mapping[str, str]
    families: int
    features: int
    code: str

    @property
    def version(self) -> str:
        """The first 16 digits of the digest."""
        return self.digest[:VERSION_DIGITS]

    @property
    def for_demonstration(self) -> bool:
        """Whether its marks are for a demonstration, and allow no family to be judged by it."""
        return self.marks.get("demonstration") == "true"


@dataclass(frozen=True, slots=True)
class Report:
    """Evidence with the name of whoever trained the model.

    Args:
        evidence: what is known.
        trainer: short name.
    """

    evidence: Evidence
    trainer: str

    def to_bytes(self) -> bytes:
        """Give the line that is written and whose hash is signed."""
        known = self.evidence
        return canonical_json(
            {
                "checks": [
                    {"found": one.found, "mark": one.mark, "name": one.name, "result": one.result.value}
                    for one in known.checks
                ],
                "code": known.code,
                "data": dict(known.data),
                "facts": [{"name": one.name, "words": one.words} for one in known.facts],
                "families": known.families,
                "features": known.features,
                "files": dict(known.files),
                "format": FORMAT,
                "list_length": known.list_length,
                "marks": dict(known.marks),
                "model": known.model,
                "model_digest": known.digest,
                "rules": known.rules,
                "spec": known.spec,
                "summary": known.summary,
                "trainer": self.trainer,
            }
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> Report:
        """Read a report.

        Raises:
            IntegrityError: it is none, or damaged.
        """
        read = parse_canonical(data, _WHAT)
        damaged = IntegrityError(f"The bytes of {_WHAT} are damaged.", next_step="Train the model again.")
        if not isinstance(read, dict) or read.keys() != _FIELDS or read["format"] != FORMAT:
            raise damaged
        try:
            checks = tuple(
                Check(one["name"], one["mark"], one["found"], Result(one["result"])) for one in read["checks"]
            )
            known = Evidence(
                model=read["model"],
                digest=read["model_digest"],
                data=MappingProxyType(read["data"]),
                spec=read["spec"],
                marks=MappingProxyType(read["marks"]),
                summary=read["summary"],
                list_length=read["list_length"],
                rules=read["rules"],
                checks=checks,
                facts=tuple(Fact(one["name"], one["words"]) for one in read["facts"]),
                files=MappingProxyType(read["files"]),
                families=read["families"],
                features=read["features"],
                code=read["code"],
            )
            report = cls(known, read["trainer"])
            intact = report.to_bytes() == data
        except (KeyError, TypeError, ValueError):  # a value of another type than a report has
            intact = False
        if not intact:
            raise damaged
        return report

    @property
    def hashes(self) -> dict[str, int | str]:
        """What a signature is about, as the journal's events hold it: model, data and report."""
        return {
            "model": self.evidence.digest,
            "data": hashlib.sha256(canonical_json(dict(self.evidence.data))).hexdigest(),
            "report": hashlib.sha256(self.to_bytes()).hexdigest(),
        }

    @property
    def marks_hash(self) -> str:
        """SHA-256 of the marks: the journal tells it, so that changed marks show there even where files are gone."""
        return hashlib.sha256(canonical_json(dict(self.evidence.marks))).hexdigest()

    @property
    def short_of(self) -> tuple[Check, ...]:
        """The checks that did not pass."""
        return tuple(check for check in self.evidence.checks if check.result is not Result.PASSED)
