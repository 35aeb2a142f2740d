"""Questions to the index: a ``Filter`` becomes one SQL statement and its rows NamedTuples."""
