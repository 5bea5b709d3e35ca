// disagreements: four kinds, one subquery each. A property of a node shows one value alone, so values that compete,
// and their passages, are read from _literals; all else compares two relationships that end in one thing
CALL () {
  UNWIND ['establishedOn', 'inForceFrom', 'issuedOn', 'documentNumber', 'signedOn', 'decidedOn', 'heldOn'] AS name
  MATCH (property:Term {iri: 'https://w3id.org/courtgraph/ontology#' + name})
  MATCH (subject:Resource)
  WHERE subject[name] IS NOT NULL
  WITH property, subject, [line IN subject._literals WHERE line STARTS WITH '<' + property.iri + '> '] AS lines
  WHERE size(lines) > 1
  WITH property, subject, [
    line IN lines | {
      value: split(line, '"')[1],
      passages: [graph IN split(line, '\t')[1..] | substring(graph, 1, size(graph) - 2)]
    }
  ] AS said
  UNWIND said AS a
  UNWIND said AS b
  WITH property, subject, a, b
  WHERE a.value < b.value AND NOT b.value STARTS WITH a.value
  UNWIND property.rdfs_label_zh AS what
  RETURN '1 一事两值' AS kind, subject, what, a.value AS one, a.passages AS passage, b.value AS other,
         b.passages AS other_passage
  UNION
  MATCH (subject)<-[o:OF]-(figure:Observation)
  WHERE figure.comparison IS NULL
  WITH subject, figure.metric AS what, figure.period AS date,
       CASE WHEN figure.period IS NULL THEN figure.periodAsPrinted END AS words,
       collect({
         iri: figure.iri, passages: o.passages,
         amount: coalesce(
           round(figure.value * figure.multiplier, CASE WHEN figure.multiplier > 10000 THEN 1 ELSE 4 END),
           figure.value)
       }) AS figures
  WHERE size(figures) > 1
  UNWIND figures AS a
  UNWIND figures AS b
  WITH subject, what, a, b
  WHERE a.iri < b.iri AND a.amount <> b.amount
  RETURN '2 一数两值' AS kind, subject, what, a.iri AS one, a.passages AS passage, b.iri AS other,
         b.passages AS other_passage
  UNION
  MATCH (one)-[a:ESTABLISHED|HEARD|ISSUED]->(subject)<-[b:ESTABLISHED|HEARD|ISSUED]-(other)
  WHERE type(a) = type(b) AND one.iri < other.iri AND none(passage IN a.passages WHERE passage IN b.passages)
  RETURN '3 一事归于两家' AS kind, subject, {ESTABLISHED: '创立', HEARD: '审理', ISSUED: '发布'}[type(a)] AS what,
         one.iri AS one, a.passages AS passage, other.iri AS other, b.passages AS other_passage
  UNION
  MATCH (claim:PriorityClaim)-[a:OF]->(subject)<-[b:OF]-(rival:PriorityClaim)
  WHERE claim.wording = rival.wording AND claim.scope < rival.scope
  RETURN '4 首创范围不一' AS kind, subject, claim.wording AS what, claim.scope AS one, a.passages AS passage,
         rival.scope AS other, b.passages AS other_passage
}
RETURN kind, subject, what, one, passage, other, other_passage
ORDER BY kind, subject.iri, what, one, other
