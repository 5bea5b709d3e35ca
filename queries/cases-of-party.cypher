// cases-of-party: the cases first; then their parties, and the parties printed without a name, whose passages stand
// only in _literals: a printed text is found there in its N-Triples form
CALL () {
  MATCH (suit)-[:HAS_PARTY]->(:Resource {iri: $party})
  RETURN suit
  UNION
  MATCH (suit:Case)
  WHERE $party IS NULL
  RETURN suit
}
CALL (suit) {
  MATCH (suit)-[t:HAS_PARTY]->(party)
  WHERE $party IS NULL OR party.iri = $party
  RETURN party, null AS printed, t.passages AS passage
  UNION
  UNWIND suit.partyAsPrinted AS printed
  WITH suit, printed, reduce(
    text = printed, pair IN [['\\', '\\\\'], ['"', '\\"'], ['\n', '\\n'], ['\r', '\\r'], ['\t', '\\t']] |
    replace(text, pair[0], pair[1])
  ) AS text
  UNWIND suit._literals AS line
  WITH printed, text, line
  WHERE line STARTS WITH '<https://w3id.org/courtgraph/ontology#partyAsPrinted> "' + text + '"\t'
  RETURN null AS party, printed,
         [graph IN split(line, '\t')[1..] | substring(graph, 1, size(graph) - 2)] AS passage
}
OPTIONAL MATCH (court)-[:HEARD]->(suit)
RETURN party, printed, suit AS `case`, court, passage
ORDER BY suit.iri, coalesce(party.iri, ''), coalesce(printed, ''), court.iri
