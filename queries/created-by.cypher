// created-by: one undirected walk takes parts and members, checking the way each relationship points, and prunes as
// DISTINCT asks. The start is what documents say, each its own date (in _literals), else the year of the adoption
MATCH (court:Resource {iri: $court})
      ((a)-[r:PART_OF|HAS_MEMBER]-(b) WHERE (startNode(r) = a) = (r:HAS_MEMBER))* (by)
WITH DISTINCT court, by
MATCH (by)-[t:ESTABLISHED]->(what:Resource)
WITH court, by, what, t.passages AS passage, [
  line IN what._literals WHERE line STARTS WITH '<https://w3id.org/courtgraph/ontology#establishedOn> ' |
  split(line, '"')[1]
] AS dates, [
  (by)<-[:COURT]-(adoption:Adoption {role: 'originator'})-[:MECHANISM]->(what) WHERE adoption.since IS NOT NULL |
  adoption.since
] AS years
UNWIND CASE WHEN dates <> [] THEN dates WHEN years <> [] THEN years ELSE [null] END AS since
RETURN court, by, what, 'https://w3id.org/courtgraph/ontology#' + what.classes[0] AS kind, since, passage
ORDER BY kind, what.iri, by.iri
