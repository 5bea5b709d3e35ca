// media-reports: from the medium, or from all that anyone reported; whose work it was is looked up beside it
CALL () {
  MATCH (medium:Resource {iri: $medium})<-[report:REPORTED_BY]-(reported)
  RETURN medium, report, reported
  UNION ALL
  WITH $medium AS given WHERE given IS NULL
  MATCH (medium)<-[report:REPORTED_BY]-(reported)
  RETURN medium, report, reported
}
RETURN medium, reported,
       COLLECT {
         MATCH (whose)-[:ESTABLISHED|ADOPTED|HEARD|HELD|ISSUED|LEADS]->(reported)
         RETURN DISTINCT whose ORDER BY whose.iri
       } AS whose,
       report.passages AS passage
ORDER BY medium.iri, reported.iri
