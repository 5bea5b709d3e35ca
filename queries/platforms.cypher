// platforms: from the institution, or from all ties to platforms; what a platform serves and consists of is looked
// up beside it
CALL () {
  MATCH (court:Resource {iri: $court})
        -[has:ESTABLISHED|ADOPTED|PROMOTED|USES|PARTICIPATES_IN|SUPPORTED]->(platform:Platform)
  RETURN court, has, platform
  UNION ALL
  WITH $court AS given WHERE given IS NULL
  MATCH (court)-[has:ESTABLISHED|ADOPTED|PROMOTED|USES|PARTICIPATES_IN|SUPPORTED]->(platform:Platform)
  RETURN court, has, platform
}
WITH court, has, platform, {
  ESTABLISHED: '创设', ADOPTED: '采用', PROMOTED: '推广', USES: '使用', PARTICIPATES_IN: '参与', SUPPORTED: '助力'
} AS ties
WHERE NOT court:Mechanism|Campaign
RETURN court, ties[type(has)] AS tie, platform,
       COLLECT {
         MATCH (platform)-[:SERVES|COVERS|HAS_TOPIC]->(purpose)
         RETURN DISTINCT purpose ORDER BY purpose.iri
       } AS purpose,
       COLLECT { MATCH (platform)-[:HAS_PART]->(part) RETURN part ORDER BY part.iri } AS part,
       has.passages AS passage
ORDER BY court.iri, tie, platform.iri
