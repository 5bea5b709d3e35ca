// passages-of: a passage has no node, so that all relationships and all literal statements are read once;
// a term without a node of its own, such as rdf:type, is a map with its IRI
WITH $document + '#' AS start
CALL (start) {
  MATCH (subject)-[r]->(end)
  WHERE NOT r:HAS_OBSERVATION
  UNWIND r.passages AS passage
  WITH * WHERE passage STARTS WITH start
    AND NOT subject.iri =~ '(?s).*/(assignment|adoption|recognition|claim|observation)/[0-9a-f]{16}'
  MATCH (mirror:CourtGraphMirror {id: 'mirror'})
  RETURN passage, subject, end.iri AS target, null AS text,
         [line IN mirror.table WHERE line STARTS WITH 'type ' + type(r) + ' ' | split(line, ' ')[2]][0] AS predicate
  UNION ALL
  MATCH (subject)
  UNWIND subject._literals AS line
  WITH subject, line, split(line, '\t')[0] AS statement
  WHERE line CONTAINS '\t<' + start
  WITH *, substring(split(statement, '>')[0], 1) AS predicate, split(statement, ' ')[1] STARTS WITH '<' AS named
  WHERE predicate = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type'
     OR NOT subject.iri =~ '(?s).*/(assignment|adoption|recognition|claim|observation)/[0-9a-f]{16}'
  UNWIND [graph IN split(line, '\t')[1..] WHERE graph STARTS WITH '<' + start] AS graph
  RETURN substring(graph, 1, size(graph) - 2) AS passage, subject,
         CASE WHEN named THEN split(split(statement, '<')[2], '>')[0] END AS target,
         // the text stands between the quotes that are not escaped
         CASE WHEN NOT named THEN reduce(
           text = split(replace(replace(statement, '\\\\', '\u0001'), '\\"', '\u0002'), '"')[1],
           escape IN [['\\n', '\n'], ['\\r', '\r'], ['\\t', '\t'], ['\u0002', '"'], ['\u0001', '\\']] |
           replace(text, escape[0], escape[1])) END AS text,
         predicate
}
RETURN $document AS document, passage, subject, {iri: predicate} AS property,
       CASE WHEN target IS NULL THEN text ELSE {iri: target} END AS object
ORDER BY coalesce(toInteger(split(split(passage, '=')[1], ',')[0]), -1), passage,
         subject.iri, predicate, target IS NULL, coalesce(target, text)
