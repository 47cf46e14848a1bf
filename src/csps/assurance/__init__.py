"""Predictions -> evidence: performance, calibration, fairness."""
