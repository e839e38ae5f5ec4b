"""The closed vocabulary in Python: PLOVER types, quad classes, relations, modalities.

`irgraph.ttl` and `events.ttl` say the same in RDF; `tests/ontology/test_terms.py` compares them.
"""

from __future__ import annotations

VERBAL_COOPERATION = "verbal-cooperation"
MATERIAL_COOPERATION = "material-cooperation"
VERBAL_CONFLICT = "verbal-conflict"
MATERIAL_CONFLICT = "material-conflict"

# Event type -> (quad class, closed property of the ontology, third person wording of the bare type).
EVENT_TYPES: dict[str, tuple[str, str, str]] = {
    "AGREE": (VERBAL_COOPERATION, "agreesWith", "agrees with"),
    "CONSULT": (VERBAL_COOPERATION, "consults", "consults"),
    "SUPPORT": (VERBAL_COOPERATION, "supports", "supports"),
    "CONCEDE": (VERBAL_COOPERATION, "concedesTo", "concedes to"),
    "COOPERATE": (MATERIAL_COOPERATION, "cooperatesWith", "cooperates with"),
    "AID": (MATERIAL_COOPERATION, "aids", "aids"),
    "RETREAT": (MATERIAL_COOPERATION, "retreatsFrom", "retreats from"),
    "REQUEST": (VERBAL_CONFLICT, "requestsOf", "makes a request of"),
    "ACCUSE": (VERBAL_CONFLICT, "accuses", "accuses"),
    "REJECT": (VERBAL_CONFLICT, "rejects", "rejects"),
    "THREATEN": (VERBAL_CONFLICT, "threatens", "threatens"),
    "PROTEST": (MATERIAL_CONFLICT, "protestsAgainst", "protests against"),
    "SANCTION": (MATERIAL_CONFLICT, "sanctions", "sanctions"),
    "MOBILIZE": (MATERIAL_CONFLICT, "mobilizesAgainst", "mobilizes against"),
    "COERCE": (MATERIAL_CONFLICT, "coerces", "coerces"),
    "ASSAULT": (MATERIAL_CONFLICT, "assaults", "assaults"),
}

# What one side does with the other, the other does with it: A meets B as B meets A.
MUTUAL_TYPES: tuple[str, ...] = ("AGREE", "CONSULT", "COOPERATE")

STANDING_RELATIONS: tuple[str, ...] = (
    "memberOf",
    "holdsPosition",
    "represents",
    "claimsTerritory",
    "recognises",
    "partOf",
    "locatedIn",
    "hostedBy",
)

# Types that the object of a standing relation must have; a relation that is not listed takes any.
RELATION_RANGES: dict[str, tuple[str, ...]] = {"memberOf": ("bloc", "organisation", "body", "group")}

MODALITIES: tuple[str, ...] = ("asserted", "planned", "possible", "conditional", "requested")
POLARITIES: tuple[str, ...] = ("positive", "negative")

ROLES: tuple[str, ...] = (
    "state",
    "organisation",
    "government",
    "military",
    "police",
    "diplomat",
    "legislature",
    "judiciary",
    "opposition",
    "rebel",
    "business",
    "media",
    "civilian",
    "unknown",
)

ACTOR_TYPES: tuple[str, ...] = (
    "state",
    "territory",
    "organisation",
    "bloc",
    "body",
    "group",
    "person",
    "company",
    "media",
    "population",
    "unknown",
)

TOPICS: tuple[str, ...] = (
    "military",
    "trade",
    "economy",
    "diplomacy",
    "territory",
    "human-rights",
    "humanitarian",
    "elections",
    "energy",
    "environment",
    "migration",
    "terrorism",
    "cyber",
    "nuclear",
    "health",
    "legal",
)
