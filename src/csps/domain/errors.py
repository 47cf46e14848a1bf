"""Every refusal csps can make, drawn as one tree.

    CspsError
    +-- UsageError             2   the command or call was wrong
    +-- SettingsError          3   programme.toml or a model's spec.toml is wrong
    +-- ContractError          4   a table is declared wrongly, or data breaks its declaration
    +-- DeliveryError          5   a delivery cannot be taken in
    +-- StorageError           6   disk, lake or manifest: nothing was published
    +-- BusyError              7   another run holds the workspace
    +-- AccessError            8   this person may not do this
    +-- ApprovalError          9   a model may not be used
    +-- IntegrityError        10   stored bytes are not what was written
    +-- PolicyError           11   the law or the council's own policy forbids it

The number is the exit code of the command line. An error nobody foresaw leaves with 70 and never shows data.
"""

from __future__ import annotations

UNFORESEEN_EXIT_CODE = 70


class CspsError(Exception):
    """A refusal with words for the person who must act on it.

    Args:
        refused: what was refused, and where: table, column, rule, count. Never a personal value.
        next_step: the next command or action that helps; where none is named, what helps with any error of its class.
        unchanged: what was left as it was. Every refusal must be able to say this.
    """

    exit_code = 1
    helps = ""
    """What helps where nothing better is known."""

    def __init__(self, refused: str, *, next_step: str = "", unchanged: str = "Nothing was changed.") -> None:
        super().__init__(refused)
        self.refused = refused
        self.next_step = next_step or self.helps
        self.unchanged = unchanged

    def __str__(self) -> str:
        """Give the three sentences in the order a reader needs them.

        >>> str(CspsError("No such table.", next_step="Run `csps tables`."))
        'No such table. Nothing was changed. Run `csps tables`.'
        """
        return " ".join(part for part in (self.refused, self.unchanged, self.next_step) if part)


class UsageError(CspsError):
    """The command or call was wrong: an impossible number, an unknown word, a folder that is not empty."""

    exit_code = 2


class SettingsError(CspsError):
    """The council's choices or a model's specification cannot be used as written."""

    exit_code = 3


class ContractError(CspsError):
    """A table is declared wrongly, or data breaks its declaration."""

    exit_code = 4


class DeliveryError(CspsError):
    """A delivery cannot be taken in."""

    exit_code = 5


class StorageError(CspsError):
    """The disk, the lake or a manifest failed; nothing was published."""

    exit_code = 6
    helps = "Look at the disk and its permissions, then run it again."


class BusyError(CspsError):
    """Another run holds the workspace."""

    exit_code = 7


class AccessError(CspsError):
    """This person, in this role, may not do this."""

    exit_code = 8


class ApprovalError(CspsError):
    """A model may not be used: not approved, not judged, or not the one that was signed."""

    exit_code = 9


class IntegrityError(CspsError):
    """Stored bytes are not what was written."""

    exit_code = 10
    helps = "Restore it from a backup, and find out what changed it; `csps journal verify` says who did what."


class PolicyError(CspsError):
    """The law or the council's own policy forbids it."""

    exit_code = 11
