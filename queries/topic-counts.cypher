// topic-counts: from the topic, or from all; institutions and things are counted once each, whatever ties them
CALL () {
  MATCH (topic:Resource {iri: $topic})
  RETURN topic
  UNION
  WITH $topic AS given WHERE given IS NULL
  MATCH ()-[:HAS_TOPIC]->(topic)
  RETURN topic
}
MATCH (topic)<-[:HAS_TOPIC]-(what)
MATCH (what)<-[:ESTABLISHED|ADOPTED|PROMOTED|USES|LEADS|HEARD|ISSUED|HELD|SIGNED|PARTICIPATES_IN|PLANS]-(who)
RETURN topic, count(DISTINCT who) AS institutions, count(DISTINCT what) AS things
ORDER BY institutions DESC, things DESC, topic.iri
