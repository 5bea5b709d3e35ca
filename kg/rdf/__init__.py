"""RDF: the ontology read from Turtle, and facts compiled to statements."""
