"""Does the future, or the outcome itself, show in what a model is to learn from? Asked before every training."""
