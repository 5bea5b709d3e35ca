// facilities: from the place down to all that lies in it. One undirected walk takes the relationships that point up and
// those that point down, checking each, and prunes as DISTINCT asks; regional initiatives are no places here
CALL () {
  MATCH (place:Place:Resource {iri: $place})
  RETURN place
  UNION
  MATCH (place:Place)
  WHERE $place IS NULL
  RETURN place
}
WITH place
WHERE 'Place' IN place.classes
MATCH (place) ((a)-[r:LOCATED_IN|PART_OF|HAS_MEMBER]-(b) WHERE (startNode(r) = a) = (r:HAS_MEMBER))* (site)
WITH DISTINCT place, site
MATCH (site)-[s:LOCATED_IN|PART_OF|ESTABLISHED]-(facility:Facility)
WHERE (startNode(s) = site) = (s:ESTABLISHED)
WITH DISTINCT place, facility
CALL (facility) {
  MATCH (whose:!Mechanism)-[t:ESTABLISHED|ADOPTED|USES]->(facility)
  RETURN whose, null AS location, t.passages AS passage
  UNION
  MATCH (facility)-[t:PART_OF]->(whose)
  RETURN whose, null AS location, t.passages AS passage
  UNION
  MATCH (facility)-[t:LOCATED_IN]->(location)
  RETURN null AS whose, location, t.passages AS passage
}
RETURN place, facility, whose, location AS in, passage
ORDER BY facility.iri, coalesce(whose.iri, ''), coalesce(location.iri, ''), place.iri, passage[0]
