// jurisdiction-1-10: one subquery an aspect, all of the same form. The passages of a date, and the exact decimals of
// figures, stand in _literals alone; the IRI of a figure is made of its fields, so OF has the passages of them all
CALL () {
  MATCH (mechanism:Resource {iri: $mechanism})
  RETURN mechanism
  UNION
  MATCH (mechanism:Resource)
  WHERE $mechanism IS NULL
  RETURN mechanism
}
CALL (mechanism) {
  MATCH (mechanism)<-[t:ESTABLISHED]-(what)
  RETURN '1 创立' AS aspect, what.iri AS what, null AS detail, t.passages AS passage
  UNION
  UNWIND mechanism._literals AS line
  WITH line
  WHERE line STARTS WITH '<https://w3id.org/courtgraph/ontology#inForceFrom> '
  RETURN '2 起始' AS aspect, split(line, '"')[1] AS what, null AS detail,
         [graph IN split(line, '\t')[1..] | substring(graph, 1, size(graph) - 2)] AS passage
  UNION
  MATCH (mechanism)-[t:APPROVED_BY|BASED_ON|COVERS|HAS_PART]->(what)
  RETURN {APPROVED_BY: '3 批准', BASED_ON: '4 依据', COVERS: '5 覆盖', HAS_PART: '8 组成'}[type(t)] AS aspect,
         what.iri AS what, null AS detail, t.passages AS passage
  UNION
  MATCH (mechanism)-[:COVERS]->(group)-[t:HAS_MEMBER]->(what)
  RETURN '6 成员' AS aspect, what.iri AS what, group.iri AS detail, t.passages AS passage
  UNION
  MATCH (mechanism)-[:COVERS]->(what:InstitutionGroup)<-[c:COURT]-(assignment)-[m:MATTER]->(topic)
  WHERE topic.label IS NOT NULL
  OPTIONAL MATCH (assignment)-[:TERRITORY]->(territory)
  WHERE territory.label IS NOT NULL
  UNWIND [passage IN c.passages WHERE passage IN m.passages] AS passage
  RETURN '7 管辖' AS aspect, what.iri AS what,
         topic.label + coalesce('，' + territory.label, '') + coalesce('，' + assignment.from + '起', '') AS detail,
         passage
  UNION
  MATCH (mechanism)-[:COVERS*0..1]->()<-[o:OF]-(figure:Observation)
  WITH figure, o, [line IN figure._literals WHERE line STARTS WITH '<https://w3id.org/courtgraph/ontology#value> ' |
                   split(line, '"')[1]][0] AS value
  RETURN '9 数字' AS aspect, figure.metric AS what,
         value + coalesce(figure.unit, '') + coalesce('（' + figure.period + '）', '') AS detail, o.passages AS passage
}
RETURN mechanism, aspect, what, detail, passage
ORDER BY aspect, what, coalesce(detail, '')
