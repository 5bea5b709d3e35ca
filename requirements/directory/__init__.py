"""How the directory of courts is made: the regular courts from the divisions, the others from tables kept by hand."""
