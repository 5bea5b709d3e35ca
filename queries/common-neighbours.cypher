// common-neighbours: both ties meet in the neighbour; what a tie is called stands in the ontology's terms
MATCH (one:Resource {iri: $one})-[a]-(shared:Resource)-[b]-(other:Resource {iri: $other})
WHERE one <> other AND NOT shared IN [one, other] AND NOT type(a) STARTS WITH 'SKOS_' AND NOT type(b) STARTS WITH 'SKOS_'
  AND ($kind IS NULL OR $kind IN labels(shared))
MATCH (mirror:CourtGraphMirror {id: 'mirror'})
MATCH (says:Term {iri: head([line IN mirror.table WHERE line STARTS WITH 'type ' + type(a) + ' ' | split(line, ' ')[2]])})
MATCH (other_says:Term {iri: head([line IN mirror.table WHERE line STARTS WITH 'type ' + type(b) + ' ' | split(line, ' ')[2]])})
RETURN $one AS one, $other AS other, $kind AS kind, shared,
       collect(DISTINCT CASE WHEN startNode(a) = one THEN '—' + says.rdfs_label_zh[0] + '→'
         ELSE '←' + says.rdfs_label_zh[0] + '—' END) AS one_tie,
       reduce(all = [], p IN collect(a.passages) | all + p) AS one_passage,
       collect(DISTINCT CASE WHEN startNode(b) = other THEN '—' + other_says.rdfs_label_zh[0] + '→'
         ELSE '←' + other_says.rdfs_label_zh[0] + '—' END) AS other_tie,
       reduce(all = [], p IN collect(b.passages) | all + p) AS other_passage
ORDER BY shared.iri
