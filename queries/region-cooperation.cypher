// region-cooperation: two ways to be tied, each from its narrow end: who co-operates with whom, then where both
// stand; or what is about a region, then who has a hand in it. Dates are those of every document
CALL () {
  MATCH (one)-[tie:COOPERATES_WITH]-(other)
  WHERE any(end IN ['法院', '法庭', '中院', '检察院', '检察机关'] WHERE one.label ENDS WITH end)
    AND any(end IN ['法院', '法庭', '中院', '检察院', '检察机关'] WHERE other.label ENDS WITH end)
  UNWIND [(one)-[:LOCATED_IN]->(place) | place]
       + [(one)-[:PART_OF]->()-[:LOCATED_IN]->(place) | place]
       + [(one)<-[:HAS_MEMBER]-()-[:LOCATED_IN]->(place) | place] AS place
  MATCH (place)-[:PART_OF*0..]->(region)
  WHERE $region IS NULL OR region.iri = $region
  WITH DISTINCT tie, one, other, region
  WITH *, [(other)-[:LOCATED_IN]->(place) | place]
        + [(other)-[:PART_OF]->()-[:LOCATED_IN]->(place) | place]
        + [(other)<-[:HAS_MEMBER]-()-[:LOCATED_IN]->(place) | place] AS places
  // the other stands somewhere else, or in a place that no document tells
  WHERE places = [] OR any(place IN places WHERE place <> region)
  OPTIONAL MATCH (one)-[:SIGNED]->(through)
  WHERE EXISTS { (other)-[:SIGNED]->(through) }
  RETURN region, one, other, through, ['signedOn'] AS dates, tie.passages AS passage,
         COLLECT {
           UNWIND places AS place
           WITH place WHERE place <> region
           RETURN DISTINCT place ORDER BY place.iri
         } AS other_region
  UNION ALL
  CALL () {
    MATCH (region:Resource {iri: $region})
    RETURN region
    UNION
    WITH $region AS given WHERE given IS NULL
    MATCH (region:Place)
    RETURN region
  }
  MATCH (region)<-[:COVERS|SERVES]-(through)
  WHERE region:Place
  WITH DISTINCT region, through
  MATCH (through)<-[tie:ESTABLISHED|ADOPTED|PARTICIPATES_IN|LEADS|SIGNED]-(one)
  MATCH (through)<-[:ESTABLISHED|ADOPTED|PARTICIPATES_IN|LEADS|SIGNED]-(other)
  WHERE one.iri < other.iri
  RETURN region, one, other, through, ['signedOn', 'establishedOn'] AS dates, tie.passages AS passage,
         [] AS other_region
}
WITH *, [line IN through._literals
         WHERE any(date IN dates WHERE line STARTS WITH '<https://w3id.org/courtgraph/ontology#' + date + '> ') |
         split(line, '"')[1]] AS days
UNWIND CASE WHEN size(days) > 0 THEN days ELSE [null] END AS since
RETURN DISTINCT region, one, other, other_region, through, since, passage
ORDER BY region.iri, one.iri, other.iri, coalesce(through.iri, ''), other_region[0].iri, passage[0]
