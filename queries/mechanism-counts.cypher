// mechanism-counts: one pass over the mechanisms that someone set up, took over or promoted; distinct mechanisms
// are counted, because one institution may have created and adopted the same
MATCH (who)-[tie:ESTABLISHED|ADOPTED|PROMOTED]->(mechanism:Mechanism)
WHERE $class IS NULL OR $class IN who.classes
WITH who,
     count(DISTINCT mechanism) AS mechanisms,
     count(DISTINCT CASE WHEN tie:ESTABLISHED THEN mechanism END) AS created,
     count(DISTINCT CASE WHEN tie:ADOPTED THEN mechanism END) AS adopted,
     count(DISTINCT CASE WHEN tie:PROMOTED THEN mechanism END) AS promoted
UNWIND who.classes AS name
WITH * WHERE $class IS NULL OR name = $class
RETURN 'https://w3id.org/courtgraph/ontology#' + name AS class, who, mechanisms, created, adopted, promoted
ORDER BY mechanisms DESC, created DESC, who.iri
