// statements-at: a passage has no node, so that all relationships and all literal statements are read once; a term
// without a node of its own, such as rdf:type, is a map with its IRI
WITH $document + '#char=' AS start
CALL (start) {
  MATCH (subject)-[r]->(end)
  WHERE NOT r:HAS_OBSERVATION
  UNWIND r.passages AS passage
  WITH * WHERE passage STARTS WITH start
  RETURN passage, subject, end.iri AS target, null AS text, type(r) AS type, null AS named
  UNION ALL
  MATCH (subject)
  UNWIND subject._literals AS line
  WITH subject, line, split(line, '\t')[0] AS statement
  WHERE line CONTAINS '\t<' + start
  WITH *, split(statement, ' ')[1] STARTS WITH '<' AS linked
  UNWIND [graph IN split(line, '\t')[1..] WHERE graph STARTS WITH '<' + start] AS graph
  RETURN substring(graph, 1, size(graph) - 2) AS passage, subject,
         CASE WHEN linked THEN split(split(statement, '<')[2], '>')[0] END AS target,
         // the text stands between the quotes that are not escaped
         CASE WHEN NOT linked THEN reduce(
           text = split(replace(replace(statement, '\\\\', '\u0001'), '\\"', '\u0002'), '"')[1],
           escape IN [['\\n', '\n'], ['\\r', '\r'], ['\\t', '\t'], ['\u0002', '"'], ['\u0001', '\\']] |
           replace(text, escape[0], escape[1])) END AS text,
         null AS type, substring(split(statement, '>')[0], 1) AS named
}
WITH * WHERE any(span IN split(substring(passage, size(start)), '&char=')
                 WHERE toInteger(split(span, ',')[0]) <= $at < toInteger(split(span, ',')[1]))
MATCH (mirror:CourtGraphMirror {id: 'mirror'})
WITH *, coalesce(named, [line IN mirror.table WHERE line STARTS WITH 'type ' + type + ' ' | split(line, ' ')[2]][0])
        AS predicate
RETURN $document AS document, $at AS at, passage, subject, {iri: predicate} AS property,
       CASE WHEN target IS NULL THEN text ELSE {iri: target} END AS object
ORDER BY passage, subject.iri, predicate, target IS NULL, coalesce(target, text)
