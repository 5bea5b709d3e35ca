// zh: 两个机构（或任何两个资源）之间四步以内的全部路径：每条写成一行，短的在前，附每一步的出处；不重复经过同一资源，不借道主题、地点、法院类型（人人共有）、采用与管辖节点（另有直接陈述），也不借道关系超过400条的资源
// en: All ways of at most four steps between two institutions, or any two resources: one line each, shortest first, with the passages of every step; no resource twice, and none through topics, places and kinds of court, which everyone shares, through adoptions and assignments, which plain statements repeat, nor through anything with over 400 ties
// param one (resource): 一端 / one end; example: 长春破产法庭
// param other (resource): 另一端 / the other end; example: 长春金融法庭
// param shared (text) = *: 填“是”则也经过主题、地点等共有之物 / yes: also through topics, places and the like; example: 是
// param limit (number) = 25: 最多几条 / how many at most; example: 5
// collect: passage, through

MATCH (one:Resource {iri: $one}), (other:Resource {iri: $other})
CALL (one, other) {
  MATCH way = (one)--(other)
  RETURN way
  UNION ALL
  MATCH way = (one)--(a:Resource)--(other)
  WHERE NOT a IN [one, other]
    AND ($shared IS NOT NULL OR NOT a:Topic|Place|CourtKind|Adoption|JurisdictionAssignment)
    AND COUNT { (a)--() } <= 400
  RETURN way
  UNION ALL
  MATCH way = (one)--(a:Resource)--(b:Resource)--(other)
  WHERE NOT a IN [one, other] AND NOT b IN [one, other] AND a <> b
    AND ($shared IS NOT NULL OR NOT a:Topic|Place|CourtKind|Adoption|JurisdictionAssignment)
    AND ($shared IS NOT NULL OR NOT b:Topic|Place|CourtKind|Adoption|JurisdictionAssignment)
    AND COUNT { (a)--() } <= 400 AND COUNT { (b)--() } <= 400
  RETURN way
  UNION ALL
  // Both halves are walked from their own end and meet at b, or four steps would be too many.
  MATCH way = (one)--(a:Resource)--(b:Resource)--(c:Resource)--(other)
  USING JOIN ON b
  WHERE NOT a IN [one, other] AND NOT b IN [one, other] AND NOT c IN [one, other]
    AND a <> b AND b <> c AND a <> c
    AND ($shared IS NOT NULL OR NOT a:Topic|Place|CourtKind|Adoption|JurisdictionAssignment)
    AND ($shared IS NOT NULL OR NOT b:Topic|Place|CourtKind|Adoption|JurisdictionAssignment)
    AND ($shared IS NOT NULL OR NOT c:Topic|Place|CourtKind|Adoption|JurisdictionAssignment)
    AND COUNT { (a)--() } <= 400 AND COUNT { (b)--() } <= 400 AND COUNT { (c)--() } <= 400
  RETURN way
}
WITH way
// Which topic is broader than which is the ontology's to say, not a document's.
WHERE none(r IN relationships(way) WHERE type(r) STARTS WITH 'SKOS_')
ORDER BY length(way), [n IN nodes(way) | n.iri], [r IN relationships(way) | r.sid]
LIMIT toInteger(coalesce($limit, 25))
WITH collect(way) AS ways
// The mirror's own node says which property a type is, and the ontology what people call it.
MATCH (mirror:CourtGraphMirror {id: 'mirror'})
UNWIND mirror.table AS line
WITH ways, split(line, ' ') AS part
MATCH (term:Term {iri: part[2]})
WITH ways, collect({name: part[1], zh: term.rdfs_label_zh[0]}) AS names
UNWIND ways AS way
WITH length(way) AS steps, nodes(way) AS stations, relationships(way) AS ties,
     [n IN nodes(way) | coalesce(n.label, head([t IN names WHERE t.name = n.classes[0] | t.zh]), n.iri)] AS named,
     [r IN relationships(way) | coalesce(head([t IN names WHERE t.name = type(r) | t.zh]), type(r))] AS said
RETURN $one AS one, $other AS other, $shared AS shared, steps,
       reduce(text = named[0], i IN range(0, steps - 1) |
         text + CASE WHEN startNode(ties[i]) = stations[i] THEN ' —' + said[i] + '→ ' ELSE ' ←' + said[i] + '— ' END
         + named[i + 1]) AS way,
       stations[1..-1] AS through,
       reduce(all = [], r IN ties | all + r.passages) AS passage
ORDER BY steps, [n IN stations | n.iri], [r IN ties | r.sid]
