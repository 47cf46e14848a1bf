"""What may be written into the journal: each kind of event with what it is about and which details it holds.

Details are counts and hashes and nothing else, so that no personal value can reach the journal by way of them. What an
event is about is a name of a declared form: a table, a model, a key, or a pseudonym.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from csps.domain.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST = 2**53 - 1


class Detail(StrEnum):
    """What a detail is."""

    COUNT = "a whole number from 0"
    HASH = "64 hexadecimal digits"

    def admits(self, value: object) -> bool:
        """Say whether a value is such a detail.

        >>> Detail.COUNT.admits(3), Detail.COUNT.admits(True), Detail.HASH.admits("a" * 64)
        (True, False, True)
        """
        if self is Detail.COUNT:
            return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST
        return isinstance(value, str) and bool(_HASH.fullmatch(value))


class Subject(StrEnum):
    """What an event is about; the value is the word before the colon: `week:2026-11-16`."""

    WEEK = "week"
    TABLE = "table"
    FEED = "feed"
    MODEL = "model"
    KEY = "key"
    PERSON = "person"
    FAMILY = "family"
    RECORD = "record"
    STORE = "store"
    JOURNAL = "journal"

    @property
    def form(self) -> re.Pattern[str]:
        """The form of what stands after the colon. People and families are pseudonyms: no name has this form."""
        return _FORMS[self.value]

    @staticmethod
    def of(text: str) -> Subject:
        """Find what a subject is about.

        Raises:
            UsageError: the text has no declared form.

        >>> Subject.of("week:2026-11-16")
        <Subject.WEEK: 'week'>
        >>> Subject.of("person:John Smith")
        Traceback (most recent call last):
        csps.domain.errors.UsageError: The subject of an event has none of the declared forms. Nothing was changed.
        """
        word, _, name = text.partition(":")
        if word not in _FORMS or not _FORMS[word].fullmatch(name):
            raise UsageError("The subject of an event has none of the declared forms.")
        return Subject(word)


_PSEUDONYM = re.compile(r"[0-9a-f]{32}")
_HASH = re.compile(r"[0-9a-f]{64}")
_FORMS: Mapping[str, re.Pattern[str]] = {
    Subject.WEEK: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    Subject.TABLE: re.compile(r"[a-z_]{1,40}\.[a-z_]{1,60}"),
    Subject.FEED: re.compile(r"[a-z_]{1,40}"),
    Subject.MODEL: re.compile(r"[a-z_]{1,40}@[0-9a-f]{8,64}"),
    Subject.KEY: _HASH,
    Subject.PERSON: _PSEUDONYM,
    Subject.FAMILY: _PSEUDONYM,
    Subject.RECORD: _PSEUDONYM,
    Subject.STORE: re.compile(r"vault|lake|registry|worklist|backup"),
    Subject.JOURNAL: re.compile(r"self"),
}


@dataclass(frozen=True, slots=True)
class Schema:
    """What every event of one kind looks like.

    Args:
        sentence: what happened.
        subject: what it is about.
        details: the details it must have, and no others.
        signed: whether it is a person's word, which only their signature proves.
    """

    sentence: str
    subject: Subject
    details: Mapping[str, Detail]
    signed: bool = False

    def check_details(self, details: Mapping[str, object]) -> None:
        """Refuse details that are missing, unknown or of another form. The refusal names them and shows no value.

        Raises:
            UsageError: they are not as declared.
        """
        missing, unknown = sorted(self.details.keys() - details.keys()), sorted(details.keys() - self.details.keys())
        if missing or unknown:
            raise UsageError(
                f"The details of an event are not as declared: missing {missing}, unknown in number {len(unknown)}."
            )
        for name, detail in self.details.items():
            if not detail.admits(details[name]):
                raise UsageError(f"The detail {name} of an event is not {detail.value}.")


def _counts(*names: str) -> dict[str, Detail]:
    return dict.fromkeys(names, Detail.COUNT)


def _hashes(*names: str) -> dict[str, Detail]:
    return dict.fromkeys(names, Detail.HASH)


class Kind(StrEnum):
    """Every kind of event; `SCHEMAS` says what each looks like."""

    KEY_ENROLLED = "key enrolled"
    KEY_REVOKED = "key revoked"
    ACCESS_REFUSED = "access refused"
    DELIVERY_TAKEN_IN = "delivery taken in"
    DELIVERY_RELEASED = "delivery released"
    WEEK_STARTED = "week started"
    WEEK_PUBLISHED = "week published"
    WEEK_STOPPED = "week stopped"
    VAULT_OPENED = "vault opened"
    KEYS_ROTATED = "keys rotated"
    LINKAGE_LEARNT = "linkage learnt"
    MODEL_TRAINED = "model trained"
    MODEL_REVIEWED = "model reviewed"
    MODEL_APPROVED = "model approved"
    MODEL_REFUSED = "model refused"
    MODEL_WITHDRAWN = "model withdrawn"
    JUDGEMENT_MADE = "judgement made"
    JUDGEMENT_WITHDRAWN = "judgement withdrawn"
    FAMILY_VIEWED = "family viewed"
    SEALED_ROWS_READ = "sealed rows read"
    FAMILY_DECIDED = "family decided"
    RESTRICTION_SET = "restriction set"
    PERSON_EXPORTED = "person exported"
    ERASURE_CONFIRMED = "erasure confirmed"
    PERSON_ERASED = "person erased"
    RETENTION_APPLIED = "retention applied"
    TABLE_RELEASED = "table released"
    BACKUP_TAKEN = "backup taken"
    BACKUP_RESTORED = "backup restored"
    JOURNAL_VERIFIED = "journal verified"
    TAIL_SET_ASIDE = "tail set aside"
    HEADS_RENEWED = "heads renewed"

    @property
    def schema(self) -> Schema:
        """What events of this kind look like."""
        return SCHEMAS[self]


_REGISTER = _counts("register_version") | _hashes("register")
_REVIEWED = _hashes("model", "data", "report")

SCHEMAS: Mapping[Kind, Schema] = {
    Kind.KEY_ENROLLED: Schema("An administrator enrolled a key.", Subject.KEY, _REGISTER, signed=True),
    Kind.KEY_REVOKED: Schema("An administrator revoked a key.", Subject.KEY, _REGISTER, signed=True),
    Kind.ACCESS_REFUSED: Schema("Somebody was refused what they asked to see.", Subject.FAMILY, {}),
    Kind.DELIVERY_TAKEN_IN: Schema(
        "A delivery was taken in.", Subject.FEED, _counts("rows", "kept", "rejected") | _hashes("delivery")
    ),
    Kind.DELIVERY_RELEASED: Schema("Somebody let a held delivery in.", Subject.FEED, _hashes("delivery")),
    Kind.WEEK_STARTED: Schema("A weekly run began.", Subject.WEEK, _hashes("settings")),
    Kind.WEEK_PUBLISHED: Schema(
        "A week was published.", Subject.WEEK, _counts("tables", "rows", "families") | _hashes("manifest")
    ),
    Kind.WEEK_STOPPED: Schema("A weekly run stopped and published nothing.", Subject.WEEK, _counts("exit_code")),
    Kind.VAULT_OPENED: Schema("The vault was opened.", Subject.STORE, _counts("generation")),
    Kind.KEYS_ROTATED: Schema("Data keys were wrapped again.", Subject.STORE, _counts("keys")),
    Kind.LINKAGE_LEARNT: Schema(
        "Linkage learnt anew how to weigh pairs of records.", Subject.MODEL, _counts("records", "heaps")
    ),
    Kind.MODEL_TRAINED: Schema(
        "A model was trained.", Subject.MODEL, _counts("families", "features") | _hashes("marks") | _REVIEWED
    ),
    Kind.MODEL_REVIEWED: Schema("A reviewer wrote what they found.", Subject.MODEL, _REVIEWED, signed=True),
    Kind.MODEL_APPROVED: Schema("A reviewer approved a model.", Subject.MODEL, _REVIEWED, signed=True),
    Kind.MODEL_REFUSED: Schema("A reviewer refused a model.", Subject.MODEL, _REVIEWED, signed=True),
    Kind.MODEL_WITHDRAWN: Schema("A model may no longer be used.", Subject.MODEL, _hashes("model"), signed=True),
    Kind.JUDGEMENT_MADE: Schema(
        "Somebody said whether records are the same person's.",
        Subject.RECORD,
        _counts("records") | _hashes("judgement"),
    ),
    Kind.JUDGEMENT_WITHDRAWN: Schema("Somebody took a judgement back.", Subject.RECORD, _hashes("judgement")),
    Kind.FAMILY_VIEWED: Schema("Somebody looked at a family.", Subject.FAMILY, {}),
    Kind.SEALED_ROWS_READ: Schema(
        "Somebody read rows of a table that seals keep from others.", Subject.TABLE, _counts("rows")
    ),
    Kind.FAMILY_DECIDED: Schema("Somebody decided what to do for a family.", Subject.FAMILY, _hashes("decision")),
    Kind.RESTRICTION_SET: Schema("A restriction was set or lifted.", Subject.PERSON, _hashes("restriction")),
    Kind.PERSON_EXPORTED: Schema("A person's data was put together for them.", Subject.PERSON, _counts("rows")),
    Kind.ERASURE_CONFIRMED: Schema(
        "Somebody answered for it that a person's data is erased.", Subject.PERSON, {}, signed=True
    ),
    Kind.PERSON_ERASED: Schema(
        "A person's data was erased.",
        Subject.PERSON,
        _counts("records", "stores", "table_of_keys") | _hashes("certificate"),
        signed=True,
    ),
    Kind.RETENTION_APPLIED: Schema("Rows past their time were removed.", Subject.TABLE, _counts("rows")),
    Kind.TABLE_RELEASED: Schema(
        "A table left csps.", Subject.TABLE, _counts("rows", "suppressed") | _hashes("file"), signed=True
    ),
    Kind.BACKUP_TAKEN: Schema("A backup was taken.", Subject.STORE, _hashes("backup")),
    Kind.BACKUP_RESTORED: Schema("A backup was restored.", Subject.STORE, _hashes("backup")),
    Kind.JOURNAL_VERIFIED: Schema("The journal was verified.", Subject.JOURNAL, _counts("events", "findings")),
    Kind.TAIL_SET_ASIDE: Schema(
        "A line that a crash had cut was set aside.", Subject.JOURNAL, _counts("bytes") | _hashes("tail")
    ),
    Kind.HEADS_RENEWED: Schema(
        "The second places of the chain's head were set up again.", Subject.JOURNAL, _counts("places"), signed=True
    ),
}
