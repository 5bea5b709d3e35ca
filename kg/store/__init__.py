"""The embedded store: built whole, checked, published by the turn of one link, opened read-only."""
