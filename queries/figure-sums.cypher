// figure-sums: the rules are data, and each looks among the figures of one thing. Floats multiplied are off by a hair,
// so amounts are rounded before they are compared; a date and the same words printed are two periods
CALL () {
  MATCH (of:Resource {iri: $of})
  RETURN of
  UNION
  MATCH (:Observation)-[:OF]->(of)
  WHERE $of IS NULL
  RETURN of
}
CALL (of) {
  MATCH (of)<-[o:OF]-(f:Observation)
  RETURN collect({
    metric: f.metric, value: f.value, unit: f.unit, comparison: f.comparison, comparator: f.comparator,
    passages: o.passages, period: coalesce(f.period, f.periodAsPrinted, ''), dated: f.period IS NOT NULL,
    amount: coalesce(round(f.value * f.multiplier, CASE WHEN f.multiplier > 10000 THEN 1 ELSE 4 END), f.value),
    text: [line IN f._literals WHERE line STARTS WITH '<https://w3id.org/courtgraph/ontology#value> ' |
           split(line, '"')[1]][0]
  }) AS figures
}
CALL (figures) {
  // rate = count / whole. A rule with rank 2 is for a rate whose word has two meanings: it counts only where no rate
  // with a rule of rank 1 stands beside it.
  UNWIND [
    {rank: 1, rate: '.*结案率', count: '(审|执|审执)?结.*(案件)?数', whole: '受理.*案件数', same_kind: true},
    {rank: 1, rate: '.*(调解|化解)成功率', count: '.*((调解|化解)成功|成功(调解|化解)).*数',
     whole: '(诉前)?调解(案件)?数|诉前导出调解案件数|指派案件数', same_kind: false},
    {rank: 2, rate: '导出调解率', count: '.*(调解成功|成功调解).*数',
     whole: '(诉前)?调解(案件)?数|诉前导出调解案件数', same_kind: false}
  ] AS rule
  UNWIND [f IN figures WHERE f.unit = '%' AND f.comparison IS NULL AND f.metric =~ rule.rate] AS rate
  WITH figures, rule, rate, [f IN figures WHERE f.period = rate.period AND f.dated = rate.dated] AS beside,
       rule.rank = 2 AND any(f IN figures WHERE f.metric =~ '.*(调解|化解)成功率') AS doubtful
  WITH rule, rate, doubtful, [f IN beside WHERE f.metric =~ rule.count] AS counts,
       [f IN beside WHERE f.metric =~ rule.whole] AS wholes
  UNWIND CASE WHEN counts = [] THEN [null] ELSE counts END AS count
  UNWIND CASE WHEN wholes = [] THEN [null] ELSE wholes END AS whole
  WITH rule, rate, doubtful, count, whole
  // cases of one kind closed go with cases of that kind accepted
  WHERE NOT rule.same_kind OR count IS NULL OR whole IS NULL
    OR any(done IN ['审执结', '审结', '执结'] WHERE count.metric STARTS WITH done
           AND whole.metric = '受理' + substring(count.metric, size(done)))
    OR (count.metric = '结案数' AND whole.metric = '受理案件数')
  WITH rate, count, whole, doubtful,
       CASE WHEN NOT doubtful AND whole.amount <> 0 THEN 100 * count.amount / whole.amount END AS exact,
       size(coalesce(split(rate.text, '.')[1], '')) AS decimals
  WITH rate, count, whole, doubtful, exact, CASE WHEN decimals > 3 THEN 3 ELSE decimals END AS decimals
  RETURN rate.period AS period, rate.metric AS checked,
         CASE WHEN doubtful THEN '同处另有成功率，此率含义不同'
           ELSE coalesce(count.metric, '（缺）') + ' ÷ ' + coalesce(whole.metric, '（缺）') END AS from,
         round(exact, 4) AS computed, rate.value AS printed,
         CASE
           WHEN exact IS NULL THEN '无从核对'
           WHEN round(exact, decimals) = rate.value THEN '相符'
           WHEN round(exact, decimals, 'FLOOR') = rate.value THEN '相符（截尾）'
           ELSE '不符'
         END AS verdict,
         rate.passages AS passage
  UNION
  UNWIND [
    ['入驻基层治理单位数', '入驻乡镇数', '入驻行政村数'],
    ['全域统办统筹调配执行案件数', '办理基层法院委托的执行案件数', '调配基层法院之间委托事项数'],
    ['受理案件数', '审结案件数', '未结案件数']
  ] AS rule
  UNWIND [f IN figures WHERE f.metric = rule[0]] AS total
  UNWIND [f IN figures WHERE f.metric = rule[1] AND f.period = total.period AND f.dated = total.dated] AS a
  UNWIND [f IN figures WHERE f.metric = rule[2] AND f.period = total.period AND f.dated = total.dated] AS b
  WITH rule, total, round(a.amount + b.amount, 4) AS computed,
       CASE WHEN coalesce(total.comparator, a.comparator, b.comparator) IS NULL THEN '' ELSE '（约数）' END AS about
  RETURN total.period AS period, total.metric AS checked, rule[1] + ' + ' + rule[2] AS from,
         computed, total.amount AS printed,
         CASE WHEN computed = total.amount THEN '相符' ELSE '不符' END + about AS verdict, total.passages AS passage
}
RETURN of, period, checked, from, computed, printed, verdict, passage
ORDER BY of.iri, checked, from
