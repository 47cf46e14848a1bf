"""Keys of databases: one for each database, none that tells of another or of the key it came from."""

import hashlib
import hmac

from csps.keys.databases import database_key
from csps.keys.sealing import DataKey

KEY = DataKey(bytes(range(32)))


def test_it_is_what_the_standard_derives():
    # HKDF-SHA-256 of the key with no salt and the label, computed apart with hmac (RFC 5869, section 2).

    extracted = hmac.digest(bytes(32), bytes(range(32)), hashlib.sha256)
    expanded = hmac.digest(extracted, b"csps database key 1\0identities\x01", hashlib.sha256)
    assert database_key(KEY, "identities") == expanded.hex()


def test_another_database_or_key_has_another():
    found = {
        database_key(KEY, "identities"),
        database_key(KEY, "judgements"),
        database_key(DataKey(bytes(32)), "identities"),
    }
    assert len(found) == 3


def test_it_never_shows_the_key_itself():
    assert bytes(range(32)).hex() not in database_key(KEY, "identities")
