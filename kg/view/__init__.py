"""Views: the graph and its documents as pages to look at."""
