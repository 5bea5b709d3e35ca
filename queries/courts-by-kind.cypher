// courts-by-kind: what a court belongs to, where it stands and what it has jurisdiction over are gathered court by
// court, so that their product is never built
CALL () {
  MATCH (kind:Resource {iri: $kind})
  RETURN kind
  UNION
  MATCH ()-[:COURT_KIND]->(kind)
  WHERE $kind IS NULL
  RETURN kind
}
MATCH (court)-[t:COURT_KIND]->(kind)
UNWIND court.classes AS class
RETURN kind, court, 'https://w3id.org/courtgraph/ontology#' + class AS level,
       COLLECT {
         MATCH (court)-[r:PART_OF|HAS_MEMBER]-(whole)
         WHERE (startNode(r) = court) = (r:PART_OF)
         RETURN DISTINCT whole ORDER BY whole.iri
       } AS belongs_to,
       COLLECT { MATCH (court)-[:LOCATED_IN]->(place) RETURN place ORDER BY place.iri } AS located,
       COLLECT { MATCH (court)-[:HAS_JURISDICTION]->(matter) RETURN matter ORDER BY matter.iri } AS jurisdiction,
       t.passages AS passage
ORDER BY kind.iri, court.iri
