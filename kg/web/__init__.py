"""The web application: the explorer, its JSON interface and the SPARQL endpoint, on loopback unless told otherwise."""
