// compare-figures: floats multiplied are off by a hair, so amounts are rounded, to one digit where 万 was exceeded;
// the IRI of a figure is made of its fields, so the passages that say OF say the others too
MATCH (of)<-[o:OF]-(node:Observation)
WHERE node.metric CONTAINS $metric AND node.comparison IS NULL
RETURN $metric AS metric, of, node.metric AS figure,
       coalesce(round(node.value * node.multiplier, CASE WHEN node.multiplier > 10000 THEN 1 ELSE 4 END), node.value)
         AS amount,
       node.unit AS unit, node.comparator AS comparator, coalesce(node.period, node.periodAsPrinted) AS period,
       o.passages AS passage
ORDER BY amount DESC, of.iri, figure
