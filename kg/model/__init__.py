"""The model: names of things (IRIs), facts as loaders yield them, statements as the store holds them."""
