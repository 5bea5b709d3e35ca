// who-hears: what the matter and the place belong to is found once, as lists; then assignments, and what is said
// plainly where no assignment says it
WITH COLLECT {
       MATCH (:Resource {iri: $matter})-[:SKOS_BROADER*0..]->(wider) RETURN DISTINCT wider
     } AS matters,
     COLLECT {
       MATCH (:Resource {iri: $place})-[:PART_OF|LOCATED_IN*0..]->(wider) RETURN DISTINCT wider
     } AS territories
CALL (matters, territories) {
  MATCH (court)<-[c:COURT]-(assignment:JurisdictionAssignment)
  MATCH (assignment)-[m:MATTER]->(subject_matter)
  WHERE ($matter IS NULL OR subject_matter IN matters)
    AND ($on IS NULL OR coalesce(assignment.from <= $on, true) AND coalesce($on <= assignment.to, true))
  OPTIONAL MATCH (assignment)-[:TERRITORY]->(territory)
  WITH * WHERE $place IS NULL OR territory IN territories
  WITH *, [passage IN c.passages WHERE passage IN m.passages AND any(line IN assignment._literals WHERE
             line STARTS WITH '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> '
                            + '<https://w3id.org/courtgraph/ontology#JurisdictionAssignment>\t'
             AND line CONTAINS '\t<' + passage + '>')] AS passages
  WHERE passages <> []
  RETURN court, subject_matter, territory, assignment.instance AS instance, assignment.from AS from,
         assignment.to AS to,
         COLLECT { MATCH (assignment)-[:BASIS]->(basis) RETURN basis ORDER BY basis.iri } AS basis, passages
  UNION ALL
  WITH $place AS given WHERE given IS NULL
  MATCH (court)-[has:HAS_JURISDICTION]->(subject_matter:Topic)
  WHERE ($matter IS NULL OR subject_matter IN matters)
    AND NOT EXISTS { (court)<-[:COURT]-(:JurisdictionAssignment)-[:MATTER]->(subject_matter) }
  RETURN court, subject_matter, null AS territory, null AS instance, null AS from, null AS to, [] AS basis,
         has.passages AS passages
}
RETURN $matter AS matter, $place AS place, $on AS on, court,
       COLLECT { MATCH (court)-[:HAS_MEMBER]->(member) RETURN member ORDER BY member.iri } AS member,
       subject_matter, territory, instance, from, to, basis, passages AS passage
ORDER BY subject_matter.iri, coalesce(territory.iri, ''), court.iri, coalesce(from, '')
