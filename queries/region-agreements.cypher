// region-agreements: the parties of one region first, then who signed the same agreements, then their regions.
// Dates are those of every document, which the statements of the node keep
MATCH (signer:Resource)-[s:SIGNED]->(agreement:Agreement)
CALL (signer, s) {
  RETURN signer AS party, '签署' AS role, s.passages AS passages
  UNION ALL
  MATCH (signer)-[m:HAS_MEMBER]->(member:Resource)
  RETURN member AS party, '签署方成员' AS role, s.passages + m.passages AS passages
}
WITH agreement, collect({party: party, role: role, passages: passages}) AS sides
MATCH (one:Place {iri: $one})
UNWIND sides AS mine
WITH agreement, sides, mine, one, mine.party AS one_party, left(one.label, size(one.label) - 1) AS stem
WHERE EXISTS {
    MATCH (one_party)-[:PART_OF*0..]->()-[:LOCATED_IN|SERVES|HAS_JURISDICTION]->()-[:PART_OF|LOCATED_IN*0..]->(one)
  } OR right(one.label, 1) IN ['省', '市'] AND size(stem) > 1 AND (one_party.label STARTS WITH one.label
    OR one_party.label STARTS WITH stem AND NOT substring(one_party.label, size(stem), 1) IN ['省', '市'])
UNWIND sides AS theirs
WITH agreement, mine, one, one_party, theirs, theirs.party AS other_party
WHERE other_party <> one_party AND NOT EXISTS {
    MATCH (other_party)-[:PART_OF*0..]->()-[:LOCATED_IN|SERVES|HAS_JURISDICTION]->()-[:PART_OF|LOCATED_IN*0..]->(one)
  }
CALL (other_party) {
  MATCH (other_party)-[:PART_OF*0..]->()-[:LOCATED_IN|SERVES|HAS_JURISDICTION]->()-[:PART_OF|LOCATED_IN*0..]->(place:Place)
  RETURN place
  UNION
  MATCH (place:Place)
  WITH other_party, place, left(place.label, size(place.label) - 1) AS stem
  WHERE right(place.label, 1) IN ['省', '市'] AND size(stem) > 1 AND (other_party.label STARTS WITH place.label
    OR other_party.label STARTS WITH stem AND NOT substring(other_party.label, size(stem), 1) IN ['省', '市'])
  RETURN place
}
WITH agreement, mine, one, one_party, theirs, other_party, place AS other
// Who belongs to both regions joins nothing.
WHERE other <> one AND ($other IS NULL OR other.iri = $other) AND NOT EXISTS {
    MATCH (one_party)-[:PART_OF*0..]->()-[:LOCATED_IN|SERVES|HAS_JURISDICTION]->()-[:PART_OF|LOCATED_IN*0..]->(other)
  }
WITH *, [line IN agreement._literals
         WHERE line STARTS WITH '<https://w3id.org/courtgraph/ontology#signedOn> ' | split(line, '"')[1]] AS days
UNWIND CASE WHEN size(days) > 0 THEN days ELSE [null] END AS signed
RETURN one, one_party, mine.role AS one_role, agreement, signed,
       other, other_party, theirs.role AS other_role, mine.passages + theirs.passages AS passage
ORDER BY agreement.iri, one_party.iri, other.iri, other_party.iri
