// passage-statements: a passage has no node, so that all relationships and all literal statements are read once;
// a term without a node of its own, such as rdf:type, is a map with its IRI
WITH 'https://w3id.org/courtgraph/document/' + $passage AS graph
CALL (graph) {
  MATCH (subject)-[r]->(end)
  WHERE graph IN r.passages AND NOT r:HAS_OBSERVATION
  MATCH (mirror:CourtGraphMirror {id: 'mirror'})
  RETURN subject, end.iri AS target, null AS text,
         [line IN mirror.table WHERE line STARTS WITH 'type ' + type(r) + ' ' | split(line, ' ')[2]][0] AS predicate
  UNION ALL
  MATCH (subject)
  UNWIND subject._literals AS line
  WITH subject, line, split(line, '\t')[0] AS statement
  WHERE line CONTAINS '\t<' + graph + '>'
  WITH subject, split(statement, '>')[0] AS predicate, split(statement, ' ')[1] STARTS WITH '<' AS named, statement
  RETURN subject,
         CASE WHEN named THEN split(split(statement, '<')[2], '>')[0] END AS target,
         // the text stands between the quotes that are not escaped
         CASE WHEN NOT named THEN reduce(
           text = split(replace(replace(statement, '\\\\', '\u0001'), '\\"', '\u0002'), '"')[1],
           escape IN [['\\n', '\n'], ['\\r', '\r'], ['\\t', '\t'], ['\u0002', '"'], ['\u0001', '\\']] |
           replace(text, escape[0], escape[1])) END AS text,
         substring(predicate, 1) AS predicate
}
RETURN $passage AS passage, subject, {iri: predicate} AS property,
       CASE WHEN target IS NULL THEN text ELSE {iri: target} END AS object
ORDER BY subject.iri, predicate, target IS NULL, coalesce(target, text)
