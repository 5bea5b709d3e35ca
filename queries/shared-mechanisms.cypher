// shared-mechanisms: from one institution, or from all, over what it has a hand in to the others that have one too
CALL () {
  MATCH (who:Resource {iri: $who})
        -[tie:ESTABLISHED|ADOPTED|PROMOTED|USES|LEADS|PARTICIPATES_IN|PLANS]->(shared:Mechanism|Platform|Facility)
  RETURN who, tie, shared
  UNION ALL
  WITH $who AS given WHERE given IS NULL
  MATCH (who)
        -[tie:ESTABLISHED|ADOPTED|PROMOTED|USES|LEADS|PARTICIPATES_IN|PLANS]->(shared:Mechanism|Platform|Facility)
  RETURN who, tie, shared
}
MATCH (shared)<-[same:ESTABLISHED|ADOPTED|PROMOTED|USES|LEADS|PARTICIPATES_IN|PLANS]-(other)
WHERE other <> who
WITH *, {
  ESTABLISHED: '创设', ADOPTED: '采用', PROMOTED: '推广', USES: '使用', LEADS: '牵头', PARTICIPATES_IN: '参与',
  PLANS: '计划'
} AS roles
RETURN who, roles[type(tie)] AS role, shared, other, roles[type(same)] AS other_role, same.passages AS passage
ORDER BY who.iri, shared.iri, role, other.iri, other_role
