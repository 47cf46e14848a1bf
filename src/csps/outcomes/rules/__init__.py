"""The programme's entry rules: one line, one file, in the folder of its rule set."""
