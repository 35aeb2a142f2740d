"""The index: one SQLite file compiled from a chronology, lossless, cached, opened read-only."""
