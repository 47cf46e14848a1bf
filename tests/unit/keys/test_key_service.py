"""A key service is another program: it wraps, unwraps and refuses, and a broken one is said to be broken."""

import sys

import pytest

from csps.domain.errors import AccessError, StorageError
from csps.keys import DataKey, KeyService

GOOD = """
import json, sys
asked = json.loads(sys.stdin.readline())
if asked["do"] == "wrap":
    print(json.dumps({"wrapped": (asked["name"] + ":" + asked["key"]).encode().hex()}))
else:
    name, _, key = bytes.fromhex(asked["wrapped"]).decode().rpartition(":")
    print(json.dumps({"key": key} if name == asked["name"] else {"refused": "that was another name"}))
"""
KEY = DataKey(bytes(range(32)))


def service(tmp_path, program, seconds=20):
    path = tmp_path / "service.py"
    path.write_text(program)
    return KeyService([sys.executable, str(path)], seconds)


def test_what_was_wrapped_is_unwrapped(tmp_path):
    asked = service(tmp_path, GOOD)
    assert asked.unwrap("store 1", asked.wrap("store 1", KEY)).key_id == KEY.key_id


def test_its_refusal_is_shown(tmp_path):
    asked = service(tmp_path, GOOD)
    with pytest.raises(AccessError, match="The key service refuses: that was another name"):
        asked.unwrap("store 2", asked.wrap("store 1", KEY))


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("import sys; sys.exit(3)", "ended with exit code 3"),
        ("print('hello')", "no line of JSON"),
        ("print('[]')", "gave no key"),
        ("print('{}')", "gave no key"),
        ('print(\'{"key": "xy"}\')', "gave no key"),
        ("print('{\"key\": 7}')", "gave no key"),
        ('print(\'{"key": "00"}\')', "another length"),
    ],
)
def test_a_broken_one_is_said_to_be_broken(tmp_path, program, words):
    with pytest.raises(StorageError, match=words):
        service(tmp_path, program).unwrap("store 1", b"x")


def test_one_that_does_not_answer_is_not_waited_for(tmp_path):
    with pytest.raises(StorageError, match=r"no answer within 0\.2 seconds"):
        service(tmp_path, "import time; time.sleep(60)", 0.2).wrap("store 1", KEY)


def test_one_that_is_not_there_is_said(tmp_path):
    for command in ([str(tmp_path / "nothing")], []):
        with pytest.raises(StorageError, match="could not be started"):
            KeyService(command).wrap("store 1", KEY)


def test_it_shows_no_arguments():
    assert repr(KeyService(["/opt/keys", "--pin", "1234"])) == "KeyService(/opt/keys)"
