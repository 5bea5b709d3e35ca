// article-calls-for: the number of an article stands at the end of its name, and of several classes the first counts
CALL () {
  MATCH (document:Resource {iri: $document})
  RETURN document
  UNION
  MATCH (document)-[:HAS_PART]->(:Provision)
  WHERE $document IS NULL
  RETURN document
}
MATCH (document)-[:HAS_PART]->(provision:Provision)
WHERE $article IS NULL OR provision.label ENDS WITH '第' + toString($article) + '条'
MATCH (provision)-[t:CALLS_FOR]->(calls_for:Resource)
RETURN document, $article AS article, provision, calls_for,
       'https://w3id.org/courtgraph/ontology#' + calls_for.classes[0] AS kind, t.passages AS passage
ORDER BY coalesce(toInteger(split(split(provision.label, '第')[-1], '条')[0]), 0), calls_for.iri
