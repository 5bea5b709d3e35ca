// diffusion: without a parameter it starts from what was adopted, promoted or extended, as nothing else has spread;
// an originator or adopter counts only where somebody else has a part in it, or it was extended
CALL () {
  MATCH (mechanism:Resource {iri: $mechanism})
  RETURN mechanism
  UNION
  MATCH ()-[:ADOPTED|PROMOTED]->(mechanism)
  WHERE $mechanism IS NULL
  RETURN mechanism
  UNION
  MATCH (mechanism)-[:EXTENDED_TO]->()
  WHERE $mechanism IS NULL
  RETURN mechanism
}
WITH mechanism, EXISTS { (mechanism)-[:EXTENDED_TO]->() } AS extended
CALL (mechanism, extended) {
  MATCH (mechanism)<-[t:ESTABLISHED]-(originator)
  WHERE extended OR EXISTS { MATCH (mechanism)<-[:PROMOTED|ADOPTED]-(other) WHERE other <> originator }
  RETURN originator, null AS adopter, null AS promoter, null AS extended_to, t.passages AS passage
  UNION
  MATCH (mechanism)<-[t:ADOPTED]-(adopter)
  WHERE extended OR EXISTS { MATCH (mechanism)<-[:PROMOTED|ADOPTED|ESTABLISHED]-(other) WHERE other <> adopter }
  RETURN null AS originator, adopter, null AS promoter, null AS extended_to, t.passages AS passage
  UNION
  MATCH (mechanism)<-[t:PROMOTED]-(promoter)
  RETURN null AS originator, null AS adopter, promoter, null AS extended_to, t.passages AS passage
  UNION
  MATCH (mechanism)-[t:EXTENDED_TO]->(extended_to)
  RETURN null AS originator, null AS adopter, null AS promoter, extended_to, t.passages AS passage
}
RETURN mechanism, originator, adopter, promoter, extended_to,
       COLLECT {
         MATCH (mechanism)<-[:MECHANISM]-(adoption:Adoption)
         WHERE adoption.since IS NOT NULL
         RETURN DISTINCT adoption.since AS since ORDER BY since
       } AS since,
       passage
ORDER BY mechanism.iri, coalesce(originator.iri, ''), coalesce(adopter.iri, ''), coalesce(promoter.iri, ''),
         coalesce(extended_to.iri, '')
