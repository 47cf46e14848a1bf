"""Words at the edges of what they say."""

from csps.contracts.code_lists.programme import SUPPORTING_FAMILIES_NEED
from csps.worklist import words


def test_a_score_is_said_in_numbers_of_families():
    assert words.likelihood("eligibility", 0, 26) == (
        "Of 100 families scored like this, the programme's threshold is met by fewer than 1 within 6 months."
    )
    assert "what debt is about happens to about 7 within 3 months" in words.likelihood("debt", 7, 13)


def test_every_criterion_of_the_programme_is_said_in_words():
    assert [code for code in SUPPORTING_FAMILIES_NEED.values if code in words.criterion(code)] == []
    assert words.criterion("LOCAL7") == "criterion LOCAL7"


def test_words_are_joined_as_a_sentence_does():
    assert [words.joined(some) for some in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
