// cooperation-parties: four ways to be tied to someone, one subquery each; a step of at most one relationship leads to
// members, participants and what lies there. An agreement may have a date in each document, all of them in _literals
MATCH (who:Resource {iri: $who})
CALL (who) {
  MATCH (who)-[t:HAS_MEMBER]->(party)
  RETURN who AS one, '成员' AS tie, party, null AS instrument, null AS since, t.passages AS passage
  UNION
  MATCH (who)-[step:HAS_MEMBER|PARTICIPATES_IN|LOCATED_IN*0..1]-(one)
  WHERE all(s IN step WHERE (startNode(s) = who) = (s:HAS_MEMBER))
  MATCH (one)-[t:COOPERATES_WITH]-(party)
  RETURN one, '合作' AS tie, party, null AS instrument, null AS since, t.passages AS passage
  UNION
  MATCH (who)-[step:HAS_MEMBER|PARTICIPATES_IN|LOCATED_IN*0..1]-(one)
  WHERE all(s IN step WHERE (startNode(s) = who) = (s:HAS_MEMBER))
  MATCH (one)-[:SIGNED]->(instrument)
  MATCH (party)-[t:SIGNED]->(instrument)
  WHERE party <> one OR COUNT { (instrument)<-[:SIGNED]-() } = 1
  WITH one, party, instrument, t, [
    line IN instrument._literals WHERE line STARTS WITH '<https://w3id.org/courtgraph/ontology#signedOn> ' |
    split(line, '"')[1]
  ] AS dates
  UNWIND CASE WHEN dates = [] THEN [null] ELSE dates END AS since
  RETURN one, '签署' AS tie, party, instrument, since, t.passages AS passage
  UNION
  MATCH (who)<-[:COVERS]-(instrument)<-[t:ESTABLISHED|ADOPTED|SIGNED|PARTICIPATES_IN]-(party)
  RETURN null AS one, '机制' AS tie, party, instrument, null AS since, t.passages AS passage
}
RETURN who, one, tie, party, instrument, since, passage
ORDER BY tie, coalesce(one.iri, ''), party.iri, coalesce(instrument.iri, ''), passage[0]
