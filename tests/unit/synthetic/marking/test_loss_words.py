"""What missed links take is told with shares and with what it does to scores."""

from __future__ import annotations

from csps.synthetic.marking.loss_words import told_of_losses
from csps.synthetic.marking.losses import Loss, LossMarks, ScoreLoss


def test_shares_groups_and_scores_are_told():
    groups = {"ethnicity": {"White": Loss(1, 10, 0, 0), "Black": Loss(2, 10, 3, 2)}}
    scores = {"maltreatment": ScoreLoss(1, 2, 0.001, -0.0123)}
    said = "\n".join(told_of_losses(LossMarks("2026-11-16", Loss(3, 20, 3, 2), groups, scores)))
    assert "3 of 20 (15.0%)" in said
    assert "2 of 3 (66.7%) families miss one" in said
    assert "White 0.00%, Black 30.00%" in said
    assert "+0.10 points where nothing is lost (1 families), -1.23 points where something is (2)" in said


def test_before_families_are_formed_there_is_nothing_to_tell():
    assert list(told_of_losses(None)) == []
