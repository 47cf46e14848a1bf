"""Matrix -> calibrated model."""
