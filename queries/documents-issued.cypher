// documents-issued: documents may disagree on number and dates, and a property shows one value alone, so all of them
// are read from _literals; what comes in lists is gathered document by document, so that no product is built
CALL () {
  MATCH (by:Resource {iri: $by})
  RETURN by
  UNION
  MATCH (by)-[:ISSUED]->(:NormativeDocument)
  WHERE $by IS NULL
  RETURN by
}
MATCH (by)-[t:ISSUED]->(document:NormativeDocument)
WITH by, document, t.passages AS passage, [
  name IN ['documentNumber', 'issuedOn', 'inForceFrom'] | [
    line IN document._literals WHERE line STARTS WITH '<https://w3id.org/courtgraph/ontology#' + name + '> ' |
    split(line, '"')[1]
  ]
] AS said
UNWIND CASE WHEN said[0] = [] THEN [null] ELSE said[0] END AS number
UNWIND CASE WHEN said[1] = [] THEN [null] ELSE said[1] END AS issued
UNWIND CASE WHEN said[2] = [] THEN [null] ELSE said[2] END AS in_force
RETURN by, document,
       COLLECT { MATCH (other)-[:ISSUED]->(document) WHERE other <> by RETURN other ORDER BY other.iri } AS with,
       number, issued, in_force,
       COLLECT { MATCH (document)-[:BASED_ON]->(basis) RETURN basis ORDER BY basis.iri } AS rests_on,
       COLLECT {
         MATCH (document)-[r:CALLS_FOR|BASED_ON]-(result)
         WHERE (startNode(r) = document) = (r:CALLS_FOR)
         RETURN DISTINCT result ORDER BY result.iri
       } AS brought_about,
       passage
ORDER BY by.iri, document.iri
