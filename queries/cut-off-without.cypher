// zh: 没有某机制（或任何资源），谁会与其余部分断开：全部联系都要经过它的资源，按断开后各自成块列出；主题、地点、法院类型人人共有，不算联系；块大于 most 的算“其余部分”
// en: Who would be cut off from the rest without a mechanism, or any resource: those whose every tie goes through it, piece by piece; topics, places and kinds of court, which everyone shares, are no ties; a piece of more than `most` resources and facts is the rest
// param what (resource): 机制等 / mechanism, or any resource; example: 白山市法院“七大机制”制度体系
// param from (resource) = *: 与谁断开：只列原来与它相连的块 / cut off from whom: only pieces that were tied to it; example: 白山市中级人民法院
// param most (number) = 50: 一块最多多大 / size of the largest piece; example: 1
// collect: passage, by

CALL () {
  MATCH way = (:Resource {iri: $from})-[*0..]-(m)
  WHERE all(n IN nodes(way) WHERE n:Resource AND NOT n:Topic|Place|CourtKind)
  WITH DISTINCT m WHERE m.iri = $what
  RETURN count(m) > 0 AS tied
}
WITH tied WHERE tied OR $from IS NULL
MATCH (what:Resource {iri: $what})-[tie]-(next:Resource)
WHERE next <> what AND NOT next:Topic|Place|CourtKind
WITH what, next, collect(tie) AS ties
// What hangs together with this neighbour once the resource is gone; no further than it takes to know.
CALL (next) {
  MATCH way = (next)-[*0..]-(m)
  WHERE all(n IN nodes(way) WHERE n:Resource AND NOT n:Topic|Place|CourtKind AND n.iri <> $what)
  WITH DISTINCT m LIMIT toInteger(coalesce($most, 50)) + 1
  WITH m ORDER BY m.iri
  RETURN collect(m) AS piece
}
WITH what, next, ties, piece
WHERE size(piece) <= toInteger(coalesce($most, 50)) AND ($from IS NULL OR NOT $from IN [m IN piece | m.iri])
MATCH (mirror:CourtGraphMirror {id: 'mirror'})
UNWIND ties AS tie
WITH what, next, tie, piece, head([line IN mirror.table WHERE line STARTS WITH 'type ' + type(tie) + ' ' | split(line, ' ')[2]]) AS property
MATCH (said:Term {iri: property})
MATCH (class:Term {iri: 'https://w3id.org/courtgraph/ontology#' + next.classes[0]})
WITH piece,
     collect(DISTINCT CASE WHEN startNode(tie) = what THEN '—' + said.rdfs_label_zh[0] + '→ ' ELSE '←' + said.rdfs_label_zh[0] + '— ' END
       + coalesce(next.label, class.rdfs_label_zh[0])) AS by,
     reduce(all = [], p IN collect(tie.passages) | all + p) AS passage
UNWIND [m IN piece WHERE NOT m:Node] AS cut_off
MATCH (class:Term {iri: 'https://w3id.org/courtgraph/ontology#' + cut_off.classes[0]})
RETURN $what AS what, $from AS from, $most AS most, cut_off, class.rdfs_label_zh[0] AS kind,
       size([m IN piece WHERE NOT m:Node]) AS together, by, passage
ORDER BY together DESC, piece[0].iri, cut_off.iri
