// recognised-cases: from the programme, or from all; a passage counts where it says both of which programme a
// recognition is and which case it is about
CALL () {
  MATCH (programme:Resource {iri: $programme})<-[under:PROGRAMME]-(node)
  RETURN programme, under, node
  UNION ALL
  WITH $programme AS given WHERE given IS NULL
  MATCH (programme)<-[under:PROGRAMME]-(node)
  RETURN programme, under, node
}
MATCH (node)-[of:OF]->(case:Case)
WITH *, [passage IN of.passages WHERE passage IN under.passages] AS passages
WHERE passages <> []
RETURN programme,
       COLLECT {
         CALL (node, programme) {
           MATCH (node)-[:BY]->(by) RETURN by
           UNION
           MATCH (programme)-[:AWARDED_BY]->(by) RETURN by
         }
         RETURN by ORDER BY by.iri
       } AS by,
       node.batch AS batch, node.rank AS rank, node.on AS on, case,
       COLLECT { MATCH (court)-[:HEARD]->(case) RETURN court ORDER BY court.iri } AS court,
       COLLECT { MATCH (case)-[:HAS_TOPIC]->(topic) RETURN topic ORDER BY topic.iri } AS topic,
       passages AS passage
ORDER BY programme.iri, case.iri
