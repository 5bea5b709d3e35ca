"""Names: how they are folded, cut into bigrams, and written in pinyin."""
