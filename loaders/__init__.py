"""Loaders: one module per kind of source; each yields facts and rejects, and knows nothing of stores."""
