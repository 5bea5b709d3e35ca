"""The forms of one court's name, and from a form to the court."""
