"""Rules about rows beside one another: asked of the lake, once everything that came is in it."""
