"""Names of courts and places, and the numbers of cases and documents: read, resolved, written in other letters."""
