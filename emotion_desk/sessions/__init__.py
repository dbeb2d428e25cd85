"""Recording, reading and exporting sessions."""
