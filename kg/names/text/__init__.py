"""Names in a document: its context, lists, groups, words that point back, and all that it mentions."""
