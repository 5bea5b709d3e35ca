"""Courts in English and in pinyin."""
