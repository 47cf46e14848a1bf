"""What features there are: one module per topic, one short declaration per feature or per family of windows."""
