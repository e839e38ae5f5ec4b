"""Own words: a frame's phrase in the verb, the object and the preposition of the sentence at hand.

A frame covers several verbs, objects and prepositions and has one phrase: "sends arms to". Where
the phrase's own words are of the frame's, the sentence's take their place: "supplies tanks to".
"""

from __future__ import annotations

from spacy.tokens import Token

from extract import clauses
from extract.arguments import Filler
from extract.events import Event
from extract.verb_forms import base_form, third_person
from ontology.frames import Frame
from ontology.wording import load_wording

_INDEFINITE = ("a", "an")
_DETERMINERS = frozenset(("a", "an", "the", "its"))
_BARE_SLOTS = ("subj", "obj", "iobj", "comp", "poss", "left", "speaker")


def own_words(event: Event) -> str:
    """The phrase of the event's frame in the sentence's words where they fit, else as it stands."""
    frame = event.frame
    words = frame.phrase.split()
    if not _is_open(frame, words):
        return frame.phrase
    renamed = _with_object(frame, words, _object(event))
    if base_form(words[0]) not in frame.lemmas:
        return " ".join(renamed)
    verb = _verb(frame, words, event.trigger)
    return " ".join([verb, *_towards(event, renamed, renamed != words)[1:]])


def _is_open(frame: Frame, words: list[str]) -> bool:
    """Whether the phrase tells a verb and its object only, no clause below it."""
    return frame.kind == "verb" and not (frame.complement or frame.predicatives or words[1:2] == ["to"])


def _verb(frame: Frame, words: list[str], trigger: Token) -> str:
    """The sentence's verb in the third person, in the phrase's or the frame's first spelling."""
    spelling = _spelling(trigger.lemma_.lower())
    known = next((lemma for lemma in frame.lemmas if _spelling(lemma) == spelling), None)
    if known is None or spelling == _spelling(base_form(words[0])) or not _same_particle(words, trigger):
        return words[0]
    alone = len(words) == 1 and known in load_wording().never_alone
    return words[0] if alone else third_person(known)


def _same_particle(words: list[str], trigger: Token) -> bool:
    """ "steps UP" is no "steps", and "accepts" no "takes IN"."""
    particle = clauses.particle(trigger)
    written = words[1] if words[1:] and words[1] in load_wording().particles else None
    return particle in words if particle else written is None


def _spelling(lemma: str) -> str:
    """One key for "criticize" and "criticise", "favor" and "favour", "cohost" and "co-host"."""
    return lemma.replace("z", "s").replace("our", "or").replace("-", "")


def _object(event: Event) -> Token | None:
    """The noun that the frame asked for, where it is a common noun that says something."""
    doc = event.trigger.doc
    nouns = (doc[i] for i in event.consumed if doc[i].lemma_.lower() in event.frame.objects)
    return next((noun for noun in nouns if _is_telling(noun)), None)


def _is_telling(noun: Token) -> bool:
    lemma, lists = noun.lemma_.lower(), load_wording()
    plain = noun.pos_ == "NOUN" and noun.text.isalpha() and noun.text[1:].islower()
    return plain and lemma not in lists.vague_nouns and (lemma not in lists.broad_nouns or bool(_kinds(noun)))


def _with_object(frame: Frame, words: list[str], noun: Token | None) -> list[str]:
    """The phrase with the sentence's own noun in place of the frame's."""
    place = _place(frame, words)
    if noun is None or place is None or noun.lemma_.lower() in (words[place], words[place].removesuffix("s")):
        return words
    if words[place - 2] in _INDEFINITE and words[place - 1] not in _DETERMINERS:  # "a MILITARY withdrawal"
        words, place = [*words[: place - 1], *words[place:]], place - 1
    before = words[place - 1]
    if before in _DETERMINERS and before not in _INDEFINITE:
        return [*words[:place], *_compound(noun), *words[place + 1 :]]
    head = words[: place - 1] if before in _INDEFINITE else words[:place]
    return [*head, *_named(noun), *words[place + 1 :]]


def _place(frame: Frame, words: list[str]) -> int | None:
    """Where the phrase names the frame's object: the head of its first noun."""
    fits = [i for i, word in enumerate(words) if i and _stands_for(word, frame.objects)]
    if not fits:
        return None
    return fits[0] + 1 if fits[0] + 1 in fits else fits[0]


def _stands_for(word: str, objects: tuple[str, ...]) -> bool:
    return word in objects or word.removesuffix("s") in objects or word in load_wording().stand_ins


def _named(noun: Token) -> list[str]:
    """The noun with the article it needs: "a loan", "loans", "aid"."""
    determined = any(child.dep_ in ("det", "poss", "nummod") for child in noun.children)
    words = _compound(noun)
    if noun.tag_ == "NNS" or not determined or noun.lemma_.lower() in load_wording().mass_nouns:
        return words
    return ["an" if words[0][0] in "aeiou" else "a", *words]


def _compound(noun: Token) -> list[str]:
    """The noun, behind what says of which kind it is where it says little alone: "rescue teams"."""
    kinds = _kinds(noun) if noun.lemma_.lower() in load_wording().broad_nouns else []
    return [*(kind.lower_ for kind in kinds), noun.lower_]


def _kinds(noun: Token) -> list[Token]:
    """The nouns before a noun that make a compound with it, unless they are half of a hyphened word."""
    found = [
        child for child in noun.lefts if child.dep_ == "compound" and child.tag_ == "NN" and child.is_lower
    ]
    hyphened = bool(found) and found[0].i > 0 and found[0].nbor(-1).text == "-"
    return [] if hyphened else found


def _towards(event: Event, words: list[str], renamed: bool) -> list[str]:
    """The phrase with the preposition at which its target was found: "calls for sanctions AGAINST"."""
    target = event.targets[0] if event.targets else None
    tail = _tail(event.frame, words)
    if target is None or not tail:
        return words
    if target.slot in _BARE_SLOTS or target.slot == "by":
        owned = target.how == "owner" and renamed and words[-1] in load_wording().owned_as_of
        return [*words[:-1], "of"] if owned else words
    path = target.slot.split()
    if not _stands_at(target, path, event) or _keeps(event.frame, path, words[-tail:]):
        return words
    return [*words[:-tail], *path]


def _stands_at(target: Filler, path: list[str], event: Event) -> bool:
    """Whether the target itself is the object of that preposition, on the verb or on its object."""
    preposition = target.token.head
    inside = len(path) > 1 or preposition.head.i in (event.trigger.i, *event.consumed)
    return target.how == "direct" and preposition.lower_ == path[-1] and inside


def _keeps(frame: Frame, path: list[str], tail: list[str]) -> bool:
    """Whether a tail stays although its target was found elsewhere: no noun may lose its article."""
    bare = len(path) > 1 and (len(tail) == 1 or bool(_DETERMINERS & set(tail)))
    return frame.reciprocal or bare or path[-1] not in load_wording().prepositions or path == tail[-1:]


def _tail(frame: Frame, words: list[str]) -> int:
    """How many words at the end spell one of the frame's slots, articles aside; the longest; 0 for none.

    "to the border with" spells "to border" as well, whose noun says with whom.
    """
    for length in range(len(words) - 1, 0, -1):
        spelt = [word for word in words[-length:] if word not in _DETERMINERS]
        slots = {" ".join(spelt), " ".join(spelt[:-1])}
        if slots & set(frame.target) and words[-length] not in _DETERMINERS:
            return length
    return 0
