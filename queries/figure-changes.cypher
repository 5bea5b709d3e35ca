// figure-changes: comparisons with what a document left out give no verdict, as in SPARQL, so null is looked at first;
// the IRI of a figure is made of its fields, so the passages that say OF say the others too
CALL () {
  MATCH (of:Resource {iri: $of})
  RETURN of
  UNION
  MATCH (node:Observation)-[:OF]->(of)
  WHERE $of IS NULL AND node.comparison IS NOT NULL
  RETURN of
}
MATCH (of)<-[o:OF]-(node:Observation)
WHERE node.comparison IS NOT NULL
WITH of, node, o.passages AS passage, coalesce(node.period, node.periodAsPrinted, '') AS period
OPTIONAL MATCH (of)<-[:OF]-(now:Observation)
WHERE now.comparison IS NULL AND node.metric STARTS WITH now.metric AND size(now.metric) < size(node.metric)
  AND coalesce(now.period, now.periodAsPrinted, '') = period AND (now.period IS NULL) = (node.period IS NULL)
OPTIONAL MATCH (of)<-[:OF]-(before:Observation)
WHERE node.comparison IN ['同比', '较上年', '比上年'] AND before.metric = now.metric AND before.comparison IS NULL
  AND size(before.period) = 4 AND size(node.period) = 4 AND toInteger(before.period) = toInteger(node.period) - 1
WITH of, node, passage, period, now.value AS level, before.value AS earlier,
     CASE
       WHEN node.direction = 'increase' THEN round(now.value - node.value, 4)
       WHEN node.direction IS NOT NULL THEN round(now.value + node.value, 4)
     END AS implied
RETURN of, node.metric AS change, node.comparison AS comparison, node.direction AS direction, node.value AS by,
       node.unit AS unit, level, period, implied, earlier,
       CASE
         WHEN earlier IS NOT NULL AND implied IS NULL THEN null
         WHEN earlier IS NOT NULL THEN CASE WHEN earlier = implied THEN '相符' ELSE '不符' END
         WHEN level IS NULL THEN '无从核对：缺本期和对照数值'
         WHEN node.unit = '%' THEN '无从核对：缺对照数值（推算按百分点计）'
         ELSE '无从核对：缺对照数值'
       END AS verdict,
       passage
ORDER BY of.iri, change
