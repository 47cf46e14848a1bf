"""Anybody's frame of person records -> persons: comparisons, blocks and weights are found for the columns there are."""
