// about-topic: narrower topics are walked first and once each (WITH DISTINCT lets the walk prune), as many ways may
// lead to one; a thing of two classes is two rows
MATCH (topic:Resource {iri: $topic})<-[:SKOS_BROADER*0..]-(narrower)
WITH DISTINCT topic, narrower
MATCH (what)-[t:HAS_TOPIC]->(narrower)
UNWIND what.classes AS class
OPTIONAL MATCH (whose)-[:ESTABLISHED|ADOPTED|PROMOTED|USES|LEADS|HEARD|ISSUED|HELD|SIGNED|PARTICIPATES_IN|PLANS|CALLS_FOR]->(what)
RETURN topic, 'https://w3id.org/courtgraph/ontology#' + class AS kind, what, narrower, whose, t.passages AS passage
ORDER BY kind, what.iri, narrower.iri, whose.iri
