// article-doers: what the article calls for comes first, as few rows to go on with; then the three grounds on which
// something may be called a doing of it (a path never takes one relationship twice, so the last is another thing)
CALL () {
  MATCH (document:Resource {iri: $document})
  RETURN document
  UNION
  MATCH (document)-[:HAS_PART]->(provision)
  WHERE $document IS NULL AND provision.label ENDS WITH '第' + toString($article) + '条'
  RETURN document
}
MATCH (document)-[:HAS_PART]->(provision)-[:CALLS_FOR]->(calls_for)
WHERE provision.label ENDS WITH '第' + toString($article) + '条'
WITH DISTINCT document, calls_for
CALL (calls_for) {
  RETURN calls_for AS done, '同一事物' AS ground
  UNION
  MATCH (done)-[:HAS_TOPIC]->(calls_for)
  RETURN done, '主题即所要求者' AS ground
  UNION
  MATCH (calls_for)-[:HAS_TOPIC]->(topic)<-[:HAS_TOPIC]-(done)
  RETURN done, '同一主题：' + topic.label AS ground
}
MATCH (who:!Mechanism&!Campaign&!Facility)-[t:ESTABLISHED|ADOPTED|PROMOTED|USES|LEADS|PARTICIPATES_IN|SIGNED]->(done)
WITH document, calls_for, ground, who, done, t.passages AS passage,
     {ESTABLISHED: '创设', ADOPTED: '采用', PROMOTED: '推广', USES: '使用', LEADS: '牵头', PARTICIPATES_IN: '参与',
      SIGNED: '签署'}[type(t)] AS tie
RETURN document, $article AS article, calls_for, ground, who, tie, done, passage
ORDER BY calls_for.iri, who.iri, done.iri, tie, coalesce(ground, '')
