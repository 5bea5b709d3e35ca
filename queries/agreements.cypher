// agreements: one row an agreement and date; whom it ties together stands in SIGNED, with the passages that say so.
// Dates are those of every document, which the statements of the node keep; its property shows the latest alone
MATCH (agreement:Agreement)
WHERE $with IS NULL OR EXISTS { (:Resource {iri: $with})-[:SIGNED]->(agreement) }
WITH agreement, [line IN agreement._literals
                 WHERE line STARTS WITH '<https://w3id.org/courtgraph/ontology#signedOn> ' | split(line, '"')[1]] AS days
UNWIND CASE WHEN size(days) > 0 THEN days ELSE [null] END AS signed
OPTIONAL MATCH (party)-[tie:SIGNED]->(agreement)
RETURN $with AS with, agreement, signed,
       collect(party) AS party,
       [(agreement)-[:COVERS|SERVES|HAS_TOPIC]->(about) | about] AS about,
       [(led_to)-[:BASED_ON]->(agreement) | led_to] AS led_to,
       reduce(all = [], passages IN collect(tie.passages) | all + passages) AS passage
ORDER BY agreement.iri
