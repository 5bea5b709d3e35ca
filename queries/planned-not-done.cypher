// planned-not-done: from the planner, or from all plans; what shows any trace of having been done is left out
CALL () {
  MATCH (who:Resource {iri: $who})-[call:PLANS|CALLS_FOR]->(what)
  RETURN who, call, what
  UNION ALL
  WITH $who AS given WHERE given IS NULL
  MATCH (who)-[call:PLANS|CALLS_FOR]->(what)
  RETURN who, call, what
}
WITH who, call, what
WHERE NOT EXISTS { (what)<-[:ESTABLISHED|ADOPTED|PROMOTED|USES|ISSUED|SIGNED|HELD|PARTICIPATES_IN]-() }
  // what works, has members or has parts of its own is there, whoever set it up
  AND NOT EXISTS { (what)-[:ESTABLISHED|ADOPTED|USES|HEARD|HELD|HAS_MEMBER]->() }
  AND NOT EXISTS { (what)<-[:PART_OF]-() }
UNWIND what.classes AS kind
WITH * WHERE kind <> 'Topic'  // a field of work is nothing that could be done once
RETURN who, CASE WHEN call:PLANS THEN '计划' ELSE '要求' END AS tie, what,
       'https://w3id.org/courtgraph/ontology#' + kind AS kind, call.passages AS passage
ORDER BY tie, what.iri, who.iri
