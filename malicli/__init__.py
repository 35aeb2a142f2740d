"""mali: a chronology you can query, cite and trust from the command line."""

__version__ = "0.1.0"
