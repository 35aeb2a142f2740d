"""The command line: a lazily built tree of Typer commands and one error boundary."""
