"""Significant and sustained progress: what became of the needs with which a family came onto the programme."""
