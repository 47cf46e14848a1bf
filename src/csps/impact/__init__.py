"""Did it help? Matched comparison, family progress, national study extract."""
