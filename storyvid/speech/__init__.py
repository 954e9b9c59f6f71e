"""Voice engines: one file per engine, and what they share."""
