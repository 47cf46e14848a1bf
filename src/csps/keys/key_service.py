"""A key service: a program of this machine that wraps and unwraps data keys, and never shows the key it does that with.

csps starts the program for every question, writes one line of JSON to its standard input and reads one line from its
standard output. What stands behind the program (a hardware module, a service of the council, a smart card) is no matter of
csps, and no library of theirs is needed.

    {"do": "wrap", "name": "...", "key": "<hexadecimal>"}        ->  {"wrapped": "<hexadecimal>"}
    {"do": "unwrap", "name": "...", "wrapped": "<hexadecimal>"}  ->  {"key": "<hexadecimal>"}

The program must bind the name to what it wraps, refuse it under another name, and answer {"refused": "why"} with exit code
0 where it will not. Its words are shown, so they may hold nothing secret. A program that ends otherwise is broken.
"""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

from csps.domain.errors import AccessError, StorageError, UsageError
from csps.keys.sealing import DataKey

if TYPE_CHECKING:
    from collections.abc import Sequence

SECONDS = 60
LONGEST_ANSWER = 1 << 16


class KeyService:
    """Wraps with a key that another program holds.

    Args:
        command: the program and its arguments; no shell is asked.
        seconds: how long it may take for one answer.
    """

    def __init__(self, command: Sequence[str], seconds: float = SECONDS) -> None:
        self._command = list(command)
        self._seconds = seconds

    def __repr__(self) -> str:
        return f"KeyService({self._command[0] if self._command else ''})"

    def wrap(self, name: str, key: DataKey) -> bytes:
        """Give the key as the service wraps it.

        Raises:
            AccessError: the service refuses.
            StorageError: it cannot be reached, or gives no answer that makes sense.
        """
        return self._ask({"do": "wrap", "name": name, "key": key._secret.hex()}, "wrapped")  # noqa: SLF001 - same room

    def unwrap(self, name: str, wrapped: bytes) -> DataKey:
        """Give the key back.

        Raises:
            AccessError: the service refuses: another key, another name, or a person it does not know.
            StorageError: it cannot be reached, or gives no answer that makes sense.
        """
        secret = self._ask({"do": "unwrap", "name": name, "wrapped": wrapped.hex()}, "key")
        try:
            return DataKey(secret)
        except UsageError:
            raise _broken("gave a key of another length") from None

    def _ask(self, question: dict[str, str], wanted: str) -> bytes:
        line = json.dumps(question, sort_keys=True).encode() + b"\n"
        try:
            ended = subprocess.run(  # noqa: S603 - the command is the deployment's, and no shell reads it
                self._command, input=line, capture_output=True, timeout=self._seconds, check=False
            )
        except subprocess.TimeoutExpired:
            raise _broken(f"gave no answer within {self._seconds:g} seconds") from None
        except (OSError, IndexError) as error:
            raise _broken(f"could not be started: {getattr(error, 'strerror', None) or type(error).__name__}") from None
        if ended.returncode:
            raise _broken(f"ended with exit code {ended.returncode}")
        return _answer(ended.stdout, wanted)


def _answer(output: bytes, wanted: str) -> bytes:
    """Read the one line that a service answers with. What it says about a secret is never repeated."""
    try:
        answer = json.loads(output[:LONGEST_ANSWER])
    except ValueError:
        raise _broken("gave no line of JSON") from None
    if isinstance(answer, dict) and isinstance(answer.get("refused"), str):
        raise AccessError(
            f"The key service refuses: {answer['refused'][:200]}",
            next_step="Ask whoever looks after it; nothing can be read without it.",
        )
    try:
        return bytes.fromhex(answer[wanted])
    except (KeyError, TypeError, ValueError):
        raise _broken(f"gave no {wanted}") from None


def _broken(how: str) -> StorageError:
    return StorageError(
        f"The key service {how}.", next_step="See that the program in CSPS_KEY_SERVICE works, then run it again."
    )
