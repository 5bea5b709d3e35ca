// document-chains: each step leaves its thing along BASED_ON or BASIS, or reaches back to what calls for it or holds it
MATCH chain = (what:Resource) ((a)-[r:BASED_ON|BASIS|CALLS_FOR|HAS_PART]-(b:Resource)
    WHERE (type(r) IN ['BASED_ON', 'BASIS']) = (startNode(r) = a) AND b:NormativeDocument|Provision|Agreement){1,4} (last)
WHERE ($what IS NULL OR what.iri = $what)
  AND size(r) >= coalesce($least, 1)
  AND ($source IS NULL OR $source IN [d IN b | d.iri])
  AND NOT what IN b AND all(i IN range(0, size(b) - 1) WHERE NOT b[i] IN b[..i])
  AND (size(r) = 4 OR NOT EXISTS {
    MATCH (last)-[on:BASED_ON|BASIS|CALLS_FOR|HAS_PART]-(next:Resource)
    WHERE (type(on) IN ['BASED_ON', 'BASIS']) = (startNode(on) = last)
      AND next:NormativeDocument|Provision|Agreement AND next <> what AND NOT next IN b
  })
WITH what, b, r, reduce(text = coalesce(what.label, '本项'), i IN range(0, size(r) - 1) | text
  + CASE type(r[i]) WHEN 'CALLS_FOR' THEN ' —受要求于→ ' WHEN 'HAS_PART' THEN ' —属于→ ' ELSE ' —依据→ ' END
  + b[i].label) AS chain
RETURN what, $source AS source, $least AS least, size(r) AS length, chain, b AS through,
       reduce(all = [], link IN r | all + link.passages) AS passage
ORDER BY length DESC, what.iri, chain
