"""The mirror: the store as a property graph in Neo4j, brought up to date by content and proven equal.

``names`` says what each term is called there, ``project`` turns subjects of the store into nodes and
relationships, ``found`` reads them back, ``delta`` compares, ``sync``, ``verify``, ``rebuild`` and ``bulk`` are the
verbs.
"""
