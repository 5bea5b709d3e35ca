// praise: from who praised, or from all praise; an office is a row of its own, whose work it was is looked up beside
CALL () {
  MATCH (by:Resource {iri: $by})<-[praise:PRAISED_BY]-(praised)
  RETURN by, praise, praised
  UNION ALL
  WITH $by AS given WHERE given IS NULL
  MATCH (by)<-[praise:PRAISED_BY]-(praised)
  RETURN by, praise, praised
}
UNWIND coalesce(by.officeTitle, [null]) AS office
RETURN by, office, praised,
       COLLECT {
         MATCH (whose)-[:ESTABLISHED|ADOPTED|HEARD|HELD|ISSUED|LEADS]->(praised)
         RETURN DISTINCT whose ORDER BY whose.iri
       } AS whose,
       praise.passages AS passage
ORDER BY by.iri, praised.iri
