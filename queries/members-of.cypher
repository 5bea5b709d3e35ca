// members-of: a count stands in the passages that say of whom it is, what it counts and how many; who the members
// are stands in others, and each row gives both
MATCH (group:InstitutionGroup)
WHERE $group IS NULL OR group.iri = $group
WITH group,
     COLLECT { MATCH (group)-[:HAS_MEMBER]->(member) RETURN member ORDER BY member.iri } AS member,
     COLLECT {
       MATCH (group)-[has:HAS_MEMBER]->()
       UNWIND has.passages AS passage
       RETURN DISTINCT passage ORDER BY passage
     } AS said,
     COLLECT {
       MATCH (group)<-[of:OF]-(node)
       WHERE any(end IN ['法院数', '法庭数', '公司数', '医院数'] WHERE node.metric ENDS WITH end)
         AND NOT node.metric CONTAINS '企业'
       WITH node.value AS counted,
            [passage IN of.passages WHERE all(name IN ['metric', 'value'] WHERE any(line IN node._literals
             WHERE line STARTS WITH '<https://w3id.org/courtgraph/ontology#' + name + '> '
               AND line CONTAINS '\t<' + passage + '>'))] AS told
       WHERE told <> []
       RETURN {counted: counted, told: told}
     } AS counts
UNWIND CASE WHEN counts = [] THEN [{told: []}] ELSE counts END AS count
WITH * WHERE count.counted IS NOT NULL OR member <> []
RETURN group, count.counted AS counted, member,
       COLLECT { UNWIND count.told + said AS passage RETURN DISTINCT passage ORDER BY passage } AS passage
ORDER BY group.iri, count.told[0]
