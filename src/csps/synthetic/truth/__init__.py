"""What is true of the borough and delivered by nobody: risk, families, persons behind lines, group attributes."""
