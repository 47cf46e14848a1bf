"""Where this installation keeps what may not lie in a workspace: keys; and which servers it uses, if any.

Everything comes from a mapping that is handed in. The process's own environment is never read here, so that a test, a
notebook or a second workspace can be deployed differently in one process.
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from csps.settings.faults import Fault, FaultyFileError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PREFIX = "CSPS_"
KEYS = "CSPS_KEYS"
TRUSTED_KEYS = "CSPS_TRUSTED_KEYS"
REGISTRY_URL = "CSPS_REGISTRY_URL"
WORKSPACE = "CSPS_WORKSPACE"  # the command line's; known here so that it is not taken for a slip
PASSPHRASE = "CSPS_PASSPHRASE"  # noqa: S105 - the name of a variable; likewise: what opens the key of whoever runs the command
VAULT_PASSPHRASE = "CSPS_VAULT_PASSPHRASE"  # noqa: S105 - the name of a variable
KEY_SERVICE = "CSPS_KEY_SERVICE"
KNOWN = (KEYS, TRUSTED_KEYS, REGISTRY_URL, WORKSPACE, PASSPHRASE, VAULT_PASSPHRASE, KEY_SERVICE)
SCHEMES = {REGISTRY_URL: ("https", "http", "sqlite", "postgresql")}
NOWHERE = Path("/dev/null")  # nothing lies below it
THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """One installation, as one workspace sees it.

    Args:
        keys: the folder of private keys, outside the workspace; it may not exist yet.
        trusted_keys: the folder of public keys that are believed, likewise.
        registry_url: where MLflow keeps runs and models; never printed, because it may hold a password.
        vault_passphrase: what the vault's key files are kept under, if anything; never printed.
        key_service: the program, with its arguments, that wraps the vault's keys instead of a key file; empty for none.
    """

    keys: Path
    trusted_keys: Path
    registry_url: str = field(repr=False)
    vault_passphrase: str | None = field(default=None, repr=False)
    key_service: tuple[str, ...] = field(default=(), repr=False)


def deployment_from(environ: Mapping[str, str], *, workspace: Path, synthetic: bool = False) -> Deployment:
    """Read the variables that begin with CSPS_, and put defaults where there are none.

    Keys are kept in `csps/keys` and `csps/trusted` of the user's configuration folder (XDG_CONFIG_HOME, else
    `.config` in HOME); those of a synthetic workspace, which open nothing else, in `keys` and `trusted` beside it. The
    registry is an SQLite file in the workspace.

    Args:
        environ: variables by name, for example `os.environ`.
        workspace: the folder in which keys may not lie.
        synthetic: whether the workspace is marked synthetic.

    Raises:
        FaultyFileError: every fault at once, by variable. No value is repeated: a URL may hold a password.
    """
    faults = [
        *_unknown(environ),
        *_wrong_urls(environ),
        *_wrong_folders(environ, workspace, synthetic=synthetic),
        *_wrong_service(environ),
    ]
    if faults:
        raise FaultyFileError("The environment", faults)
    home = _home(environ, workspace, synthetic=synthetic)
    return Deployment(
        keys=_folder(environ, KEYS, home / "keys"),
        trusted_keys=_folder(environ, TRUSTED_KEYS, home / "trusted"),
        registry_url=environ.get(REGISTRY_URL) or f"sqlite:///{workspace.resolve() / 'registry' / 'mlflow.db'}",
        vault_passphrase=environ.get(VAULT_PASSPHRASE) or None,
        key_service=tuple(shlex.split(environ.get(KEY_SERVICE, ""))),
    )


def own_keys(environ: Mapping[str, str]) -> Path:
    """Give the folder of keys of an account that has no workspace at hand: CSPS_KEYS, else that of its configuration.

    Raises:
        FaultyFileError: every fault at once, by variable.
    """
    return deployment_from(environ, workspace=NOWHERE).keys


def _unknown(environ: Mapping[str, str]) -> Iterator[Fault]:
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in KNOWN:
            otherwise = f"the variables are {', '.join(KNOWN)}"
            yield Fault((name,), "is no variable that csps knows", nearest(name, KNOWN, otherwise=otherwise))


def _wrong_urls(environ: Mapping[str, str]) -> Iterator[Fault]:
    for name, schemes in SCHEMES.items():
        given = environ.get(name)
        if given and (fault := _wrong_url(given, schemes)):
            yield Fault((name,), *fault)


def _wrong_url(url: str, schemes: tuple[str, ...]) -> tuple[str, str] | None:
    """Say what is wrong with a URL, and what is allowed, without repeating it."""
    allowed = f"it takes a URL that begins with {', '.join(f'{scheme}://' for scheme in schemes)}"
    try:
        parts = urlsplit(url)
        scheme, host = parts.scheme.partition("+")[0], parts.hostname
    except ValueError:
        return "is no URL", allowed
    if scheme not in schemes:
        return "is no URL of a kind that can be used", allowed
    if scheme == "sqlite":
        return None if parts.path.strip("/") else ("names no file", "it takes sqlite:/// and the path of a file")
    if not host:
        return "names no host", allowed
    if scheme == "http" and host not in THIS_MACHINE:
        return "would send everything unencrypted to another machine", "it takes https://"
    return None


def _wrong_folders(environ: Mapping[str, str], workspace: Path, *, synthetic: bool) -> Iterator[Fault]:
    home = _home(environ, workspace, synthetic=synthetic)
    for name, default in ((KEYS, "keys"), (TRUSTED_KEYS, "trusted")):
        if not environ.get(name) and not home.is_absolute():
            yield Fault((name,), "is missing, and there is no HOME to keep keys in", "it takes the path of a folder")
            continue
        folder = _folder(environ, name, home / default)
        if not folder.is_absolute():
            yield Fault((name,), "is a relative path", "it takes a whole path, which means the same from everywhere")
        elif folder.resolve().is_relative_to(workspace.resolve()):
            words = "lies in the workspace, whose copies would then hold keys beside what they open"
            yield Fault((name,), words, "it takes a folder elsewhere")
        elif folder.exists() and not folder.is_dir():
            yield Fault((name,), "is a file", "it takes the path of a folder")


def _wrong_service(environ: Mapping[str, str]) -> Iterator[Fault]:
    try:
        words = shlex.split(environ.get(KEY_SERVICE, ""))
    except ValueError:
        yield Fault((KEY_SERVICE,), "has a quote that is not closed", "it takes a program and its arguments")
        return
    if words and not Path(words[0]).is_absolute():
        yield Fault((KEY_SERVICE,), "names a program by a relative path", "it takes the whole path of a program")


def _home(environ: Mapping[str, str], workspace: Path, *, synthetic: bool) -> Path:
    """Give the folder in which keys are kept unless a variable says otherwise."""
    return workspace.resolve().parent if synthetic else _configuration(environ)


def _configuration(environ: Mapping[str, str]) -> Path:
    """Give the user's configuration folder; a relative path, which is no place for keys, if nobody says where it is."""
    stated = environ.get("XDG_CONFIG_HOME", "")
    if stated and Path(stated).is_absolute():  # the standard asks to ignore a relative one
        return Path(stated) / "csps"
    return Path(environ.get("HOME", "")) / ".config" / "csps"


def _folder(environ: Mapping[str, str], name: str, default: Path) -> Path:
    return Path(environ.get(name) or default)
