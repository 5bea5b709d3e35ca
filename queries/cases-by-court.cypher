// cases-by-court: topics and awards are gathered case by case, so that their product is never built
CALL () {
  MATCH (court:Resource {iri: $court})
  RETURN court
  UNION
  MATCH (court)-[:COURT_KIND]->(:Resource {iri: $kind})
  WHERE $court IS NULL
  RETURN court
  UNION
  MATCH (court)-[:HEARD]->()
  WHERE $court IS NULL AND $kind IS NULL
  RETURN court
}
WITH court
WHERE $kind IS NULL OR EXISTS { (court)-[:COURT_KIND]->(:Resource {iri: $kind}) }
MATCH (court)-[t:HEARD]->(matter)
OPTIONAL MATCH (court)-[:COURT_KIND]->(court_kind)
RETURN court, $kind AS kind, court_kind, matter AS `case`,
       COLLECT { MATCH (matter)-[:HAS_TOPIC]->(topic) RETURN topic ORDER BY topic.iri } AS topic,
       COLLECT { MATCH (matter)-[:RECOGNIZED_AS]->(award) RETURN award ORDER BY award.iri } AS award,
       t.passages AS passage
ORDER BY court.iri, matter.iri
