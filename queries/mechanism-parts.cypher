// mechanism-parts: each level has a MATCH of its own, because a path within one MATCH uses a relationship once
// only, and a part may be met again further down
CALL () {
  MATCH (mechanism:Resource {iri: $mechanism})
  RETURN mechanism
  UNION
  WITH $mechanism AS given WHERE given IS NULL
  MATCH (mechanism:Mechanism|Platform|Facility|Campaign)
  RETURN mechanism
}
WITH mechanism WHERE mechanism:Mechanism|Platform|Facility|Campaign
CALL (mechanism) {
  RETURN 1 AS depth, mechanism AS whole
  UNION
  MATCH (mechanism)-[:HAS_PART]->(whole)
  RETURN 2 AS depth, whole
  UNION
  MATCH (mechanism)-[:HAS_PART]->(second)
  MATCH (second)-[:HAS_PART]->(whole)
  RETURN 3 AS depth, whole
  UNION
  MATCH (mechanism)-[:HAS_PART]->(second)
  MATCH (second)-[:HAS_PART]->(third)
  MATCH (third)-[:HAS_PART]->(whole)
  RETURN 4 AS depth, whole
  UNION
  MATCH (mechanism)-[:HAS_PART]->(second)
  MATCH (second)-[:HAS_PART]->(third)
  MATCH (third)-[:HAS_PART]->(fourth)
  WITH DISTINCT fourth
  MATCH (fourth)-[:HAS_PART*1..]->(whole)
  RETURN DISTINCT '5+' AS depth, whole
}
MATCH (whole)-[has:HAS_PART]->(part)
WHERE part.classes IS NOT NULL
RETURN mechanism, depth, whole, part,
       'https://w3id.org/courtgraph/ontology#' + part.classes[0] AS kind,
       has.passages AS passage
ORDER BY mechanism.iri, toString(depth), whole.iri, part.iri
