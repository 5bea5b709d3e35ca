// founded-on: a source is found by its class, or by its IRI; what came of it points to it, or is pointed to
CALL () {
  MATCH (source:Resource {iri: $source})
  WHERE source:NormativeDocument|Agreement|Provision
  RETURN source
  UNION
  MATCH (source:NormativeDocument|Agreement|Provision)
  WHERE $source IS NULL
  RETURN source
}
MATCH (source)-[t:BASED_ON|CALLS_FOR]-(result)
WHERE (startNode(t) = source) = (t:CALLS_FOR)
OPTIONAL MATCH (done_by)-[:ESTABLISHED|ADOPTED|USES|PARTICIPATES_IN|ISSUED|HELD]->(result)
RETURN source, CASE type(t) WHEN 'BASED_ON' THEN '依据它' ELSE '它要求' END AS how, result, done_by,
       t.passages AS passage
ORDER BY source.iri, how, result.iri, done_by.iri
