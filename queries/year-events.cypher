// year-events: dates of every document with their passages stand in the literal statements of a node, while its
// properties hold those of the latest document; the names of the properties are read first
MATCH (property:Term)
WHERE property.iri IN [name IN [
        'establishedOn', 'inForceFrom', 'issuedOn', 'signedOn', 'heldOn', 'decidedOn', 'since', 'on', 'from', 'to'
      ] | 'https://w3id.org/courtgraph/ontology#' + name]
UNWIND property.rdfs_label_zh AS event
WITH collect({start: '<' + property.iri + '> "' + toString($year), event: event}) AS dates
MATCH (what)
UNWIND what._literals AS line
WITH * WHERE line CONTAINS '> "' + toString($year)
UNWIND [date IN dates WHERE line STARTS WITH date.start] AS date
RETURN $year AS year, split(line, '"')[1] AS on, date.event AS event, what,
       COLLECT {
         MATCH (who)-[:ESTABLISHED|SIGNED|ISSUED|HELD|HEARD]->(what)
         RETURN DISTINCT who ORDER BY who.iri
       } AS who,
       [graph IN split(line, '\t')[1..] | substring(graph, 1, size(graph) - 2)] AS passage
ORDER BY on, event, what.iri
