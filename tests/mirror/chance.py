"""Corrupts a mirror at random: any property of any node or relationship, labels, keys, ends."""

import random

from kg.mirror.connect import Connection
from kg.mirror.names import name_table

TABLE = name_table()


class Chance:
    """Corrupts one thing, drawn at random from all nodes, relationships and properties."""

    def __init__(self, connection: Connection, seed: int) -> None:
        self.connection = connection
        self.chance = random.Random(seed)
        self.nodes = sorted(
            row[0] for row in connection.rows("MATCH (n:Resource|Term) WHERE n.iri IS NOT NULL RETURN n.iri")
        )
        self.edges = sorted(
            tuple(row)
            for row in connection.rows("MATCH (n)-[r]->() WHERE r.sid IS NOT NULL RETURN n.iri, type(r), r.sid")
        )

    def corrupt(self) -> tuple[str, str]:
        """Corrupt; returns the IRI that must be named, and what was done."""
        return self.corrupt_node() if self.chance.random() < 0.55 else self.corrupt_edge()

    def value(self, old: object) -> object:
        """Another value: of the same type mostly, or of a wrong one."""
        pick = self.chance.choice
        if pick((0, 0, 0, 1)):
            return pick([v for v in (7, 0.5, True, "x", ["x"], [1, 2], [], b"x") if v != old])
        if isinstance(old, list):
            rest = list(old)
            place = self.chance.randrange(len(rest)) if rest else 0
            how = pick(("less", "more", "twice", "other"))
            if how == "less":
                return rest[:place] + rest[place + 1 :]
            if how == "more":
                return [*rest, '<https://a.example/p> "x"\t<https://a.example/g>']
            if how == "twice":
                return rest + rest[:1]
            return [*rest[:place], rest[place] + " ", *rest[place + 1 :]]
        if isinstance(old, str):
            return pick((old + " ", old[:-1], old + "́", "", "'}) DETACH DELETE n //", old + "\x00"))
        return -old - 1 if isinstance(old, int | float) else "x"

    def corrupt_node(self) -> tuple[str, str]:
        iri = self.chance.choice(self.nodes)
        query = "MATCH (n:Resource|Term {iri: $iri}) RETURN labels(n), properties(n)"
        labels, properties = next(iter(self.connection.rows(query, {"iri": iri})), ([], {}))
        if not labels:
            return self.corrupt_node()
        how = self.chance.choice(
            ("property", "property", "property", "new", "less", "label", "unlabel", "delete", "move")
        )
        key = self.chance.choice(sorted(properties))
        params: dict[str, object] = {"iri": iri}
        if how == "property":
            params["value"] = self.value(properties[key])
            query = f"SET n.`{key}` = $value"
        elif how == "new":
            key, params["value"] = "别的属性", self.value(None)
            query = f"SET n.`{key}` = $value"
        elif how == "less":
            query = f"REMOVE n.`{key}`"
        elif how == "label":
            query = f"SET n:{self.chance.choice(sorted({*TABLE.labels.values(), 'Term', 'Foo'} - set(labels)))}"
        elif how == "unlabel":
            query = f"REMOVE n:{self.chance.choice(labels)}"
        elif how == "delete":
            query = "DETACH DELETE n"
        else:
            key, params["value"] = "iri", iri + self.chance.choice(("x", " ", "/乙"))
            query = "SET n.iri = $value"
        if params.get("value", 0) == properties.get(key, 1) and type(params["value"]) is type(properties.get(key)):
            return self.corrupt_node()
        self.connection.write(f"MATCH (n:Resource|Term {{iri: $iri}}) {query}", params)
        return iri, f"{how} {key} {params}"

    def corrupt_edge(self) -> tuple[str, str]:
        iri, kind, sid = self.chance.choice(self.edges)
        how = self.chance.choice(("passages", "passages", "sid", "new", "delete", "reverse", "end", "type", "twin"))
        match = f"MATCH (a)-[r:`{kind}` {{sid: $sid}}]->(b) "
        (passages,) = next(iter(self.connection.rows(match + "RETURN r.passages", {"sid": sid})), (None,))
        if passages is None:
            return self.corrupt_edge()
        params: dict[str, object] = {"sid": sid}
        if how == "passages":
            params["value"] = self.value(passages)
            query = "SET r.passages = $value"
        elif how == "sid":
            params["value"] = self.value(sid)
            query = "SET r.sid = $value"
        elif how == "new":
            params["value"] = self.value(None)
            query = "SET r.also = $value"
        elif how == "delete":
            query = "DELETE r"
        elif how == "reverse":
            query = f"WITH a, r, b, properties(r) AS p DELETE r CREATE (b)-[q:`{kind}`]->(a) SET q = p"
        elif how == "end":
            params["other"] = self.chance.choice(self.nodes)
            query = (
                "WITH a, r, b, properties(r) AS p MATCH (c:Resource|Term {iri: $other}) WHERE c <> b "
                f"DELETE r CREATE (a)-[q:`{kind}`]->(c) SET q = p"
            )
        elif how == "type":
            other = self.chance.choice(sorted(TABLE.predicates.keys() - {kind}))
            query = f"WITH a, r, b, properties(r) AS p DELETE r CREATE (a)-[q:`{other}`]->(b) SET q = p"
        else:
            query = f"CREATE (a)-[q:`{kind}`]->(b) SET q.passages = r.passages, q.sid = 'another'"
        if params.get("value", 0) == passages:
            return self.corrupt_edge()
        counters = self.connection.write(match + query, params)
        return (iri, f"{how} {kind} {params}") if counters.contains_updates else self.corrupt_edge()
