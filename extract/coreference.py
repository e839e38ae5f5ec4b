"""Coreference of pronouns: which earlier actors "it", "they" and "his" point back to.

Simple and cautious: subjects of governing and preceding clauses first, never the other argument of
the same verb, nothing where no candidate fits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from extract.binding import barred
from extract.history import (
    LOOK_BACK,
    SUBJECTS,
    Actors,
    Entry,
    History,
    Lookup,
    by_prominence,
    is_coargument,
    is_inside,
    subject_of,
    subjects_above,
)
from extract.noun_phrases import (
    clause_verb,
    coordinated,
    coordination_head,
    determiner,
    is_plural,
    role_of,
)
from ontology.anaphora import load_anaphora
from ontology.grammar import load_grammar

_THINGS = ("state", "territory", "organisation", "bloc", "group", "body", "company")
_COLLECTIVE = ("group", "population", "organisation", "bloc", "body", "company")


@dataclass(frozen=True, slots=True)
class _Search:
    """One pronoun and what may be its antecedent."""

    token: Token
    sentence: int
    history: History
    lookup: Lookup
    kind: str  # "person", "thing" or "many"
    barred: frozenset[str]

    def fits(self, actors: Actors, noun: Token) -> bool:
        """True when the actors of a noun agree with the pronoun and are not its fellow argument."""
        if not _FITS[self.kind](actors, noun) or _other_gender(self.token, noun):
            return False
        names = {actor.id if self.kind == "person" else actor.principal for actor in actors}
        return not names & self.barred

    def actors_of(self, subject: Token) -> Actors:
        if self.kind != "many":
            return self.lookup(subject)
        return _coordination(subject, self.lookup) or self._owners(subject)

    def _owners(self, subject: Token) -> Actors:
        """The G7 in "the G7 countries": a plural that is no actor stands for whom it belongs to."""
        if not is_plural(subject) or subject.pos_ != "NOUN":
            return ()
        owners = (child for child in subject.children if child.dep_ in ("compound", "amod", "poss", "nmod"))
        return next((found for owner in owners if (found := self.lookup(owner))), ())


def pronoun(token: Token, sentence: int, history: History, lookup: Lookup) -> Actors:
    """What a personal or possessive pronoun stands for; () when nothing fits."""
    words = load_anaphora()
    if _is_empty(token):
        return ()
    kind = "person" if token.lower_ in words.person else "thing" if token.lower_ in words.thing else "many"
    search = _Search(token, sentence, history, lookup, kind, barred(token, kind, lookup))
    judged = tuple(_judged(token))
    for subject in (*judged, *_commanded(token), *subjects_above(token)):
        if subject.i > token.i and determiner(subject) in ("a", "an"):
            continue  # "HE will stay, an aide said"
        found = search.actors_of(subject)
        if kind == "thing" and _has_thing_object(subject, token, lookup):
            return ()
        if kind == "many" and _has_things_before(token, lookup):
            return ()
        if kind == "many" and (others := _plural_object(subject, found, search)):
            return others
        if found and search.fits(found, subject):
            return found
        if kind == "many" and subject in judged and is_plural(subject):
            return ()  # "praised the parties for THEIR courage": nobody else's
        if kind == "many" and found and is_plural(subject) and clause_verb(token).head == subject.head:
            return ()  # "the guards said that THEY deposed" one of their own: nobody else is meant
        if kind == "thing" and (_blocks(subject, token) if not found else _is_unknown(found)):
            return ()
    return _from_before(search)


def _judged(token: Token) -> Iterator[Token]:
    """Chad in "criticised Chad for ITS raids", "thanked Chad for ITS help": the deed of who is judged."""
    verb = clause_verb(token)
    deed = token.head.dep_ == "pobj" and token.head.head.head.i == verb.i  # no deeper: "violating ITS border"
    if deed and token.dep_ == "poss" and verb.lemma_.lower() in load_grammar().charging:
        objects = [child for child in verb.children if child.dep_ == "dobj"]
        yield from (each for each in objects if each.i < token.i and not is_inside(token, each))


def _commanded(token: Token) -> Iterator[Token]:
    """Chad in "urged Chad to stop ITS raids": whoever is to act owns what they are not to give."""
    verb = clause_verb(token)
    if token.dep_ != "poss" or verb.dep_ != "xcomp" or verb.lemma_.lower() in load_anaphora().giving_verbs:
        return
    objects = [child for child in verb.head.children if child.dep_ == "dobj" and child.i < verb.i]
    addressed = [
        noun
        for child in verb.head.children
        if child.dep_ == "prep" and child.lower_ in ("on", "upon") and child.i < verb.i
        for noun in child.children
        if noun.dep_ == "pobj"
    ]
    yield from (each for each in (*objects, *addressed) if each.pos_ == "PROPN")


def _plural_object(subject: Token, found: Actors, search: _Search) -> Actors:
    """The rulers in "the bloc warned the rulers after they had refused": "they" are rather several."""
    if len(found) != 1 or is_plural(subject):
        return ()
    clause = (each for each in subject.head.children if each.dep_ in ("dobj", "dative", "prep"))
    phrases = [noun for each in clause for noun in (each, *each.children) if noun.i < search.token.i]
    objects = [noun for noun in phrases if noun.dep_ in ("dobj", "pobj")]
    plural = (each for each in objects if is_plural(each) and each.pos_ == "NOUN")
    return next((actors for each in plural if search.fits(actors := search.lookup(each), each)), ())


def _other_gender(token: Token, noun: Token) -> bool:
    """True for "he" and a queen: where the noun or its title says so."""
    words = load_anaphora()
    wrong = "f" if token.lower_ in words.masculine else "m" if token.lower_ in words.feminine else None
    titles = [child for child in noun.children if child.dep_ == "compound"]
    roles = (role_of(each) for each in (noun, *titles, *([noun.head] if noun.dep_ == "appos" else ())))
    return wrong is not None and any(role.gender == wrong for role in roles if role)


def _is_empty(token: Token) -> bool:
    """The "it" of "it is clear that": stands for nothing."""
    if token.lower_ != "it" or token.dep_ == "expl":
        return token.dep_ == "expl"
    verb = token.head
    if token.dep_ == "dobj" and verb.lemma_ in load_anaphora().paper_verbs:
        return True
    if verb.lemma_ not in load_anaphora().empty_verbs:
        return False
    words = load_anaphora()
    if any(child.dep_ == "acomp" and child.lower_ in words.agentive for child in verb.children):
        return False
    said = [child for child in verb.children if child.dep_ == "attr"]
    if any(each.dep_ == "relcl" for noun in said for each in noun.subtree):  # "it was Chad WHO called"
        return True
    return any(
        child.dep_ in ("ccomp", "xcomp", "csubj", "advcl", "relcl", "acomp") for child in verb.children
    )


def _blocks(subject: Token, pronoun_token: Token) -> bool:
    """True when a thing that is no actor is the likelier meaning of "it" ("the plan …, it …")."""
    if subject.pos_ not in ("NOUN", "PROPN") or is_plural(subject):
        return False
    return pronoun_token.head.lemma_ not in load_anaphora().acting_verbs


def _has_thing_object(subject: Token, token: Token, lookup: Lookup) -> bool:
    """True where "it" more likely means an object: "X dismissed the REPORT and Y praised it".

    So too in "X condemned the TEST, saying it was a threat".
    """
    told = token.dep_ == "nsubj" and any(child.dep_ == "attr" for child in token.head.children)
    if not told and token.dep_ not in ("dobj", "pobj"):
        return False
    if token.head.lemma_.lower() in load_anaphora().addressing_verbs:
        return False
    objects = (child for child in subject.head.children if child.dep_ == "dobj" and child.i < token.i)
    return any(each.pos_ == "NOUN" and not is_plural(each) and not lookup(each) for each in objects)


def _has_things_before(token: Token, lookup: Lookup) -> bool:
    """True where "them" more likely means things: "condemned the SANCTIONS, calling them illegal"."""
    if token.dep_ != "dobj" or not any(child.dep_ in ("oprd", "ccomp") for child in token.head.children):
        return False
    before = (each for each in token.sent if each.i < token.i and each.dep_ in ("dobj", "pobj"))
    return any(each.pos_ == "NOUN" and is_plural(each) and not lookup(each) for each in before)


def _is_unknown(actors: Actors) -> bool:
    """True for "the junta" of nobody knows where: likelier than anybody else, and unresolved."""
    return all(actor.represents is None and actor.type in _THINGS for actor in actors)


def _from_before(search: _Search) -> Actors:
    """The antecedent among earlier clauses: a subject before others, the nearest sentence first."""
    for back in range(LOOK_BACK + 1):
        entries = [
            entry
            for entry in search.history.of(search.sentence - back)
            if back or not is_coargument(entry.token, search.token)
        ]
        if search.kind == "many" and (several := _several_before(search, entries, back)):
            return several
        for subject in (*_parallel(search.token, entries), *by_prominence(_subjects(entries))):
            found = _joined(subject, entries) if search.kind == "many" else subject.actors
            if search.fits(found, subject.token):
                return found
        fitting = [
            entry for entry in entries if _is_argument(entry) and search.fits(entry.actors, entry.token)
        ]
        if fitting and len({entry.principals for entry in fitting}) == 1:
            return fitting[-1].actors
        if search.kind == "thing" and back and _blocked_before(search.token, entries):
            return ()
    return ()


def _several_before(search: _Search, entries: list[Entry], back: int) -> Actors:
    """What "they" rather are than one bloc or group: a plural subject, or several named together."""
    for subject in (*_parallel(search.token, entries), *by_prominence(_subjects(entries))):
        found = _joined(subject, entries)
        if search.fits(found, subject.token) and (len(found) > 1 or is_plural(subject.token)):
            return found
    return _several(search, entries) or (() if back else _the_two(search))


def _several(search: _Search, entries: list[Entry]) -> Actors:
    """The last ones named in one breath: "spoke with Kurti and Vucic. He called on THEM"."""
    joined = (_joined(entry, entries) for entry in reversed(entries) if _is_argument(entry))
    groups = (found for found in joined if len({actor.principal for actor in found}) > 1)
    return next((found for found in groups if search.fits(found, entries[-1].token)), ())


def _the_two(search: _Search) -> Actors:
    """Both states that a sentence names where no plural is nearer: "China backs Russia; THEIR pact …"."""
    entries = search.history.all_of(search.sentence)
    states = [
        actor
        for entry in entries
        for actor in entry.actors
        if entry.token.i < search.token.i and actor.represents and actor.type != "organisation"
    ]
    named = {actor.principal: actor for actor in states}
    free = tuple(actor for principal, actor in named.items() if principal not in search.barred)
    return free if len(free) == 2 and len(named) == 2 else ()


def _subjects(entries: list[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.is_subject]


def _parallel(token: Token, entries: list[Entry]) -> list[Entry]:
    """For an object, the objects of another clause: "Serbia accused Kosovo. Albania backed it." """
    if token.dep_ != "dobj":
        return []
    return [entry for entry in entries if entry.token.dep_ == "dobj" or _is_addressed(entry.token)]


def _is_addressed(token: Token) -> bool:
    """ "called on BOTH COUNTRIES": an object in all but name."""
    return token.dep_ == "pobj" and token.head.lower_ in ("on", "upon") and token.head.head.pos_ == "VERB"


def _is_argument(entry: Entry) -> bool:
    return entry.token.dep_ != "poss"


def _blocked_before(token: Token, entries: list[Entry]) -> bool:
    """True when "it" opens a sentence after one whose subject was a thing."""
    start = token.sent.start
    if not start or token.dep_ not in SUBJECTS:
        return False
    subject = subject_of(token.doc[start - 1].sent.root)
    return (
        subject is not None
        and all(entry.token.i != subject.i for entry in entries)
        and _blocks(subject, token)
    )


def _joined(entry: Entry, entries: list[Entry]) -> Actors:
    """All members of the coordination that an entry belongs to."""
    head = coordination_head(entry.token).i
    return tuple(
        actor for each in entries if coordination_head(each.token).i == head for actor in each.actors
    )


def _coordination(first: Token, lookup: Lookup) -> Actors:
    return tuple(actor for token in coordinated(first) for actor in lookup(token))


def _person_fits(actors: Actors, token: Token) -> bool:
    return len(actors) == 1 and actors[0].type == "person" and not is_plural(token)


def _thing_fits(actors: Actors, token: Token) -> bool:
    if len(coordinated(coordination_head(token))) > 1:
        return False
    if len(actors) != 1 or actors[0].type not in _THINGS or actors[0].resolved_by in ("place", "unresolved"):
        return False
    return not is_plural(token) or token.pos_ == "PROPN"


def _many_fit(actors: Actors, token: Token) -> bool:
    if any(actor.resolved_by == "place" for actor in actors):
        return False
    return len(actors) > 1 or is_plural(token) or (bool(actors) and actors[0].type in _COLLECTIVE)


_FITS = {"person": _person_fits, "thing": _thing_fits, "many": _many_fit}
