"""Models, their runs and their evidence; the door to MLflow."""
