"""Case numbers and document numbers."""
