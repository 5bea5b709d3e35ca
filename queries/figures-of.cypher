// figures-of: one undirected walk takes parts and members, checking the way each relationship points, and prunes as
// DISTINCT asks. Exact decimals and the printed forms of several documents stand in _literals alone
MATCH (of:Resource {iri: $of})
      ((a)-[r:PART_OF|HAS_MEMBER]-(b) WHERE (startNode(r) = a) = (r:HAS_MEMBER))* (part)
WITH DISTINCT of, part
MATCH (part)-[:ESTABLISHED|HELD|ISSUED|HEARD*0..1]->(whose)
WITH DISTINCT of, whose
MATCH (whose)-[:HAS_OBSERVATION]->(figure)-[o:OF]->(whose)
WITH of, whose, figure, o.passages AS passage, coalesce(figure.period, figure.periodAsPrinted) AS period, [
  name IN ['asPrinted', 'value'] | [
    line IN figure._literals WHERE line STARTS WITH '<https://w3id.org/courtgraph/ontology#' + name + '> ' |
    split(line, '"')[1]
  ]
] AS said
UNWIND CASE
  WHEN said[0] <> [] THEN said[0]
  ELSE [said[1][0] + CASE figure.multiplier WHEN 10000 THEN '万' WHEN 1000000 THEN '百万' WHEN 10000000 THEN '千万'
                     WHEN 100000000 THEN '亿' WHEN 1000000000000 THEN '万亿' ELSE '' END
        + coalesce(figure.unit, '')]
END AS amount
RETURN of, whose, figure.metric AS metric, figure.comparison AS comparison, figure.direction AS direction, amount,
       figure.value AS value, figure.multiplier AS multiplier, figure.unit AS unit, figure.comparator AS comparator,
       period, passage
ORDER BY whose <> of, whose.iri, metric, coalesce(period, ''), coalesce(comparison, ''), value
