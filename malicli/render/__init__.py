"""Rows → lines of styled spans → one writer."""
