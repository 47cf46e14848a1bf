"""Supporting Families, from October 2022: what a sustained outcome is for each need, one file each."""
