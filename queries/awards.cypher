// awards: parts lead up to their whole and members are led to, so one walk takes both relationships undirected and
// checks the way each of them points; DISTINCT lets it prune
CALL () {
  MATCH (:Resource {iri: $of}) ((a)-[r:PART_OF|HAS_MEMBER]-(b) WHERE (startNode(r) = a) = (r:HAS_MEMBER))* (part)
  WITH DISTINCT part
  MATCH (part)-[:HEARD|ESTABLISHED|ISSUED*0..1]->(recognized)
  RETURN recognized
  UNION
  MATCH (:Recognition)-[:OF]->(recognized)
  WHERE $of IS NULL
  RETURN recognized
}
MATCH (recognized)<-[o:OF]-(recognition:Recognition)-[p:PROGRAMME]->(award)
UNWIND [passage IN o.passages WHERE passage IN p.passages] AS passage
RETURN $of AS of, recognized, award, recognition.batch AS batch, recognition.rank AS rank, recognition.on AS on,
       COLLECT {
         UNWIND [recognition, award] AS source
         MATCH (source)-[:BY|AWARDED_BY]->(by)
         RETURN DISTINCT by ORDER BY by.iri
       } AS by,
       passage
ORDER BY recognized.iri, award.iri, coalesce(batch, ''), coalesce(rank, ''), passage
