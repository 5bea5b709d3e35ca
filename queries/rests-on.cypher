// rests-on: each level has a MATCH of its own, because a path within one MATCH uses a relationship once only; what
// a thing rests on stands at the end of BASED_ON, but at the start of CALLS_FOR and HAS_PART
MATCH (what:Resource {iri: $what})
CALL (what) {
  RETURN 1 AS depth, what AS from
  UNION
  MATCH (what)-[r:BASED_ON|CALLS_FOR|HAS_PART]-(from)
  WHERE CASE WHEN r:BASED_ON THEN startNode(r) ELSE endNode(r) END = what
  RETURN 2 AS depth, from
  UNION
  MATCH (what)-[r:BASED_ON|CALLS_FOR|HAS_PART]-(second)
  WHERE CASE WHEN r:BASED_ON THEN startNode(r) ELSE endNode(r) END = what
  WITH DISTINCT second
  MATCH (second)-[r:BASED_ON|CALLS_FOR|HAS_PART]-(from)
  WHERE CASE WHEN r:BASED_ON THEN startNode(r) ELSE endNode(r) END = second
  RETURN 3 AS depth, from
  UNION
  MATCH (what)-[r:BASED_ON|CALLS_FOR|HAS_PART]-(second)
  WHERE CASE WHEN r:BASED_ON THEN startNode(r) ELSE endNode(r) END = what
  WITH DISTINCT second
  MATCH (second)-[r:BASED_ON|CALLS_FOR|HAS_PART]-(third)
  WHERE CASE WHEN r:BASED_ON THEN startNode(r) ELSE endNode(r) END = second
  WITH DISTINCT third
  MATCH (third)-[r:BASED_ON|CALLS_FOR|HAS_PART]-(from)
  WHERE CASE WHEN r:BASED_ON THEN startNode(r) ELSE endNode(r) END = third
  RETURN 4 AS depth, from
}
MATCH (from)-[r:BASED_ON|CALLS_FOR|HAS_PART]-(on)
WHERE CASE WHEN r:BASED_ON THEN startNode(r) ELSE endNode(r) END = from
WITH *, {BASED_ON: '依据', CALLS_FOR: '受要求于', HAS_PART: '属于'} AS ways,
     // the dates of every document: the properties of a node hold those of the latest
     [line IN on._literals
      WHERE any(date IN ['issuedOn', 'signedOn', 'inForceFrom', 'establishedOn']
                WHERE line STARTS WITH '<https://w3id.org/courtgraph/ontology#' + date + '> ') |
      split(line, '"')[1]] AS dates
UNWIND CASE WHEN dates = [] THEN [null] ELSE dates END AS since
RETURN what, depth, from, ways[type(r)] AS how, on,
       COLLECT { MATCH (by)-[:ISSUED|SIGNED|ESTABLISHED]->(on) RETURN DISTINCT by ORDER BY by.iri } AS by,
       since, r.passages AS passage
ORDER BY depth, from.iri, how, on.iri, coalesce(since, '')
