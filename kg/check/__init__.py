"""Checks: shapes, declarations, passages against the documents, and where documents disagree."""
