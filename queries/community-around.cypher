// zh: 机制周围的群落：两步以内的机构、文件、案件等，彼此联系多密：与群落中多少成员直接相连、占比、成多少三角；主题、地点、法院类型和事实节点不算成员，也不借道关系超过400条者；最多取300个，近者优先
// en: The community around a mechanism: institutions, documents, cases within two steps, and how densely they are tied: to how many of the others, to what share of them, in how many triangles; topics, places, kinds of court and n-ary nodes are no members, nothing with over 400 ties is gone through; 300 members at most, nearest first
// param mechanism (resource): 机制，或任何资源 / mechanism, or any resource; example: 全域通办
// param kind (class) = *: 只列这一类 / only members of this class; example: Institution
// param limit (number) = 25: 最多几行 / how many rows at most; example: 5
// collect: passage

MATCH (centre:Resource {iri: $mechanism})
CALL (centre) {
  MATCH (centre)-[tie]-(who:Resource)
  WHERE who <> centre AND NOT who:Topic|Place|CourtKind|Node
  RETURN who, 1 AS steps, count(tie) AS ways, collect(tie.passages) AS passages
  UNION ALL
  MATCH (centre)-[a]-(via:Resource)-[b]-(who:Resource)
  WHERE via <> centre AND NOT via:Topic|Place|CourtKind|Node AND COUNT { (via)--() } <= 400
    AND who <> centre AND NOT who:Topic|Place|CourtKind|Node AND NOT EXISTS { (centre)--(who) }
  RETURN who, 2 AS steps, count(b) AS ways, collect(a.passages) + collect(b.passages) AS passages
}
WITH centre, who, steps, passages ORDER BY steps, ways DESC, who.iri LIMIT 300
WITH centre, collect({who: who, steps: steps, passages: passages}) AS around
WITH around, [centre] + [a IN around | a.who] AS members
UNWIND around AS a
WITH members, a.who AS who, a.steps AS steps, a.passages AS passages
CALL (who, members) {
  MATCH (who)--(peer:Resource)
  WHERE peer <> who AND peer IN members
  RETURN collect(DISTINCT peer) AS peers
}
CALL (peers) {
  UNWIND peers AS one
  MATCH (one)--(other:Resource)
  WHERE one.iri < other.iri AND other IN peers
  RETURN count(DISTINCT [one.iri, other.iri]) AS triangles
}
WITH who, steps, passages, size(peers) AS ties, size(members) AS size, triangles
WHERE $kind IS NULL OR $kind IN labels(who)
ORDER BY ties DESC, triangles DESC, steps, who.iri
LIMIT toInteger(coalesce($limit, 25))
MATCH (class:Term {iri: 'https://w3id.org/courtgraph/ontology#' + who.classes[0]})
RETURN $mechanism AS mechanism, $kind AS kind, $limit AS limit, who, class.rdfs_label_zh[0] AS class, steps, ties,
       round(1.0 * ties / (size - 1), 3) AS share, triangles,
       reduce(all = [], p IN passages | all + p) AS passage
ORDER BY ties DESC, triangles DESC, steps, who.iri
