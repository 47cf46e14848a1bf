"""What a key may be used for: the inventory of everything csps signs, seals or derives.

The purpose goes into every signature, every sealed piece and every derived key, so that bytes made for one purpose are
refused for another even under the same key. A new use is a new line here; an old label is never given a new meaning.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class KeyPurpose(StrEnum):
    """One use of a key; the value is the label that is signed or authenticated with the bytes.

    >>> KeyPurpose.JOURNAL_EVENT.value, KeyPurpose.JOURNAL_EVENT.sentence
    ('journal event', 'A person or service says that an event of the journal is theirs.')
    """

    sentence: str

    def __new__(cls, label: str, sentence: str) -> Self:
        """Make a member from its label and the sentence that explains it."""
        member = str.__new__(cls, label)
        member._value_ = label
        member.sentence = sentence
        return member

    # Signed
    JOURNAL_EVENT = "journal event", "A person or service says that an event of the journal is theirs."
    ENROLMENT_REQUEST = "enrolment request", "A person shows that they hold the key they ask to have enrolled."
    KEY_REGISTER = "key register", "An administrator says which keys belong to whom."
    MODEL_REVIEW = "model review", "A reviewer says what they found about exactly one model, its data and its report."
    MODEL_VERDICT = "model verdict", "A reviewer approves or refuses exactly one model, its data and its report."
    WEEK_MANIFEST = "week manifest", "A run says which snapshots make up a published week."
    ERASURE_CERTIFICATE = "erasure certificate", "Information governance says what was erased, and from where."
    # Sealed
    KEY_FILE = "key file", "A key is kept in a file under a passphrase."
    WRAPPED_KEY = "wrapped key", "A data key is kept under a key-encrypting key."
    IDENTITY = "identity", "A person's identity is kept in the vault under the key of their record."
    DELIVERY = "delivery", "A delivery is kept as it came after it was taken in."
    REJECTED_ROW = "rejected row", "A row that broke its contract is kept for whoever must put it right."
    STATEMENT = "statement", "What a person said about records is kept until it is taken back."
    KEY_TABLE = "key table", "The keys of records and deliveries lie together under the key of their table."
    WORKING = "working", "What linkage learnt from identities and worked out about them is kept to be used again."
    BACKUP = "backup", "A store is kept elsewhere in case this machine is lost."
