"""Look-ups: the questions that people ask, answered from a reader as rows of plain values."""
