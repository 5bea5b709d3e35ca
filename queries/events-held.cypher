// events-held: an event of two classes or of several days is as many rows; who took part and what it was about are
// gathered event by event, so that their product is never built
CALL () {
  MATCH (by:Resource {iri: $by})
  RETURN by
  UNION
  MATCH (by)-[:HELD]->()
  WHERE $by IS NULL
  RETURN by
}
MATCH (by)-[t:HELD]->(event)
UNWIND event.classes AS class
UNWIND coalesce(event.heldOn, [null]) AS on
RETURN by, event, 'https://w3id.org/courtgraph/ontology#' + class AS kind, on,
       COLLECT { MATCH (who)-[:PARTICIPATES_IN]->(event) RETURN who ORDER BY who.iri } AS participant,
       COLLECT { MATCH (event)-[:SERVES|COVERS|HAS_TOPIC]->(what) RETURN DISTINCT what ORDER BY what.iri } AS about,
       t.passages AS passage
ORDER BY by.iri, event.iri, kind
