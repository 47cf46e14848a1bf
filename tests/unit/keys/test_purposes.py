"""The inventory of uses is complete and unambiguous."""

from csps.keys.purposes import KeyPurpose


def test_every_purpose_has_a_label_of_its_own_and_a_sentence():
    labels = [purpose.value for purpose in KeyPurpose]
    assert len(labels) == len(set(labels)) >= 10
    for purpose in KeyPurpose:
        assert "\0" not in purpose.value
        assert purpose.sentence.endswith(".")
        assert KeyPurpose(purpose.value) is purpose
