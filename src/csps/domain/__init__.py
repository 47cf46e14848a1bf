"""The programme's words: errors, weeks, identifiers, progress. Standard library only; no I/O."""
