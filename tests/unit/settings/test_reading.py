"""Files that are none, and files that are no TOML: refused by name, with the line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csps.domain.errors import SettingsError
from csps.settings.faults import FaultyFileError
from csps.settings.owned import Owned
from csps.settings.reading import MOST_BYTES, Document, Reader, read_document


def written(folder, content):
    path = folder / "choices.toml"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a = 1\nb = = 2\n", "the file is not TOML: line 2, column 5: Invalid value"),
        (b"a = 1\n[b", "end of document: Expected ']'"),
        (b"a = 1\na = 2\n", "Cannot overwrite a value"),
        (b"a = 1\nb = 'M\xfcller'\n", "the file is not UTF-8 at line 2; save it as UTF-8"),
        ("a = 1\n".encode("utf-16"), "the file is not UTF-8 at line 1"),
        (b"a = " + b"[" * 100_000, "the file holds lists or tables too deep in one another"),
    ],
)
def test_what_is_no_toml_is_refused_with_its_line(tmp_path, content, words):
    with pytest.raises(FaultyFileError) as refused:
        read_document(written(tmp_path, content))
    assert words in str(refused.value)
    assert refused.value.exit_code == 3


def test_a_byte_order_mark_is_no_fault(tmp_path):
    assert read_document(written(tmp_path, b"\xef\xbb\xbfa = 1\n")).values == {"a": 1}


def test_no_file_is_refused(tmp_path):
    with pytest.raises(SettingsError, match=r"There is no file .*choices\.toml"):
        read_document(tmp_path / "choices.toml")


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(SettingsError, match="cannot be read: Is a directory"):
        read_document(tmp_path)


def test_a_file_of_another_kind_is_refused_by_its_size(tmp_path):
    with pytest.raises(SettingsError, match=r"more than the 4,000,000"):
        read_document(written(tmp_path, b"#" * (MOST_BYTES + 1)))


@given(content=st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(tmp_path_factory, content):
    path = written(tmp_path_factory.mktemp("bytes"), content)
    try:
        document = read_document(path)
    except SettingsError:
        return
    assert isinstance(document.values, dict)


def test_faults_found_elsewhere_are_told_with_the_others():
    from csps.settings.faults import Fault

    reader, other = Reader(Owned), Fault(("b",), "is odd")
    with pytest.raises(FaultyFileError) as refused:
        reader.read(Document("f", {"owner": "x"}, ""), more=(other,))
    assert [fault.path for fault in refused.value.faults] == [("review_on",), ("b",)]


def test_a_faultless_value_is_refused_for_faults_found_elsewhere(values):
    from csps.settings.faults import Fault

    sound = {"owner": "x", "review_on": values["workspace"]["review_on"]}
    with pytest.raises(FaultyFileError, match="it has one fault"):
        Reader(Owned).read(Document("f", sound, ""), more=(Fault(("b",), "is odd"),))
    assert Reader(Owned).read(Document("f", sound, "")).owner == "x"


def test_a_list_is_not_called_short_because_an_entry_is_wrong(values, faults_in):
    values["bands"]["levels"] = [{"name": "few", "from_score": 0}, {"name": 5, "from_score": 0.5}]
    assert list(faults_in(values)) == [("bands", "levels", 1, "name")]
