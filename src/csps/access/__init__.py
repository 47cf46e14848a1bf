"""People, roles and policies as pure tables."""
