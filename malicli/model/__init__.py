"""What a record is: pydantic models of events, actors, places, sources, figures."""
