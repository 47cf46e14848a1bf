"""The synthetic borough: people who live, agencies that see part of it, and the truth beside."""
