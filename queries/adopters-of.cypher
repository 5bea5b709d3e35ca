// adopters-of: the type of the relationship gives the role in words, and the code under which an adoption keeps the year
MATCH (who)-[t:ESTABLISHED|ADOPTED|PROMOTED|USES|PLANS]->(mechanism:Resource {iri: $mechanism})
WITH mechanism, who, t.passages AS passage,
     {ESTABLISHED: '创设', ADOPTED: '采用', PROMOTED: '推广', USES: '使用', PLANS: '计划'}[type(t)] AS role,
     {ESTABLISHED: 'originator', ADOPTED: 'adopter', PROMOTED: 'promoter'}[type(t)] AS code
OPTIONAL MATCH (who)<-[:COURT]-(adoption:Adoption)-[:MECHANISM]->(mechanism)
WHERE adoption.role = code AND adoption.since IS NOT NULL
RETURN mechanism, role, who, adoption.since AS since, passage
ORDER BY role, who.iri, coalesce(since, '')
