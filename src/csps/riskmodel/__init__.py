"""The fitted model: save, load, predict; the door to LightGBM."""
