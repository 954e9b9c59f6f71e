"""Music models: one file per model, and what they share."""
