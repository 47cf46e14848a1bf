"""The `csps` command: the only door to Click and Rich."""
