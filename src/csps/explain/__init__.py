"""Model and families -> reasons."""
