// priority-claims: claims are nodes; a passage counts where it says of one that it is a claim, of whom and in which
// words, and rivals are found through the field that both name
MATCH (claim:PriorityClaim)-[said:OF]->(of)
WHERE $scope IS NULL OR claim.scope = $scope
OPTIONAL MATCH (claim)-[:FIELD]->(claim_field)
WITH * WHERE $field IS NULL OR claim_field.iri = $field
WITH *, [passage IN said.passages WHERE all(start IN [
       '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/courtgraph/ontology#PriorityClaim>\t',
       '<https://w3id.org/courtgraph/ontology#wording> '
     ] WHERE any(line IN claim._literals
                 WHERE line STARTS WITH start AND line CONTAINS '\t<' + passage + '>'))] AS passages
WHERE passages <> []
OPTIONAL MATCH (claim)-[:BY]->(by)
RETURN of, $scope AS scope, $field AS field,
       claim.scope AS claim_scope, claim_field, claim.wording AS wording, by, claim.on AS on,
       COLLECT {
         MATCH (claim_field)<-[:FIELD]-(other:PriorityClaim)
         WHERE other <> claim AND other.scope = claim.scope
         MATCH (other)-[:OF]->(rival)
         WHERE rival <> of
         RETURN DISTINCT rival ORDER BY rival.iri
       } AS rival,
       passages AS passage
ORDER BY coalesce(claim_scope, ''), coalesce(claim_field.iri, ''), of.iri, wording
