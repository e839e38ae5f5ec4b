"""Trees: parses that no English sentence can have, put right before anything is read off them.

A finite verb has a subject, and a finite verb is no modifier of a noun. Where the parser says
otherwise, what stands directly before the verb is its subject: in "after a night of haggling Egypt
struck a deal" Egypt is not haggled, and in "the navy shares images with Gabon" nobody shares navies.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from ontology.grammar import load_grammar

_GRAMMAR = load_grammar()
_FINITE = ("VBD", "VBZ", "VBP")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_STRAY = ("dobj", "appos", "nmod", "conj", "compound", "dep")
_OBJECTS = ("dobj", "pobj")
_TIMES = ("DATE", "TIME")
_MODIFIER = ("compound", "nmod", "amod")
_FREE = ("ROOT", "ccomp", "conj", "dep", "appos")


def mend_trees(doc: Doc) -> None:
    """Give finite verbs their subjects, and nouns that they were read into back as their objects."""
    for token in doc:
        if token.dep_ == "prep" and token.i:
            if token.lower_ == "in":
                _hang_lower(token)
                _hang_purpose(token)
            elif token.lower_ in ("of", "for"):
                _hang_charge(token)
            elif token.lower_ == "against" and token.head.pos_ == "PROPN":
                _hang_higher(token)
            elif token.lower_ == "on" and token.head.dep_ == "dobj" and token.head.head.lemma_ == "blame":
                token.head = token.head.head  # "blamed the attack ON Iran"
        if token.dep_ in ("acl", "relcl") and token.i:
            _name_clause(token)
        if token.dep_ == "npadvmod" and token.pos_ == "PROPN":
            _join_headline(token)
        if token.tag_ == "VBN" and token.dep_ in ("conj", "dep", "acl") and token.i:
            _count(token)
        if token.dep_ == "conj" and token.pos_ == "VERB":
            _join_verb(token)
        elif token.dep_ == "conj" and token.pos_ == "PROPN":
            _join_beyond(token)
        if token.dep_ == "compound" and token.head.pos_ == "PROPN" and token.head.i == token.i + 1:
            _set_aside(token)
        if token.ent_type_ == "GPE" and token.dep_ in _MODIFIER and token.head.dep_ == "dobj":
            _give(token)
        if token.ent_type_ == "PERSON" and token.dep_ == "nsubj":
            _join_name(token)
        if token.dep_ == "nsubj" and token.pos_ in ("PROPN", "DET", "NOUN"):
            _join_subject(token)
        if token.dep_ == "nsubj" and token.head.dep_ in ("aux", "auxpass"):
            token.dep_ = "nsubjpass" if token.head.dep_ == "auxpass" else "nsubj"
            token.head = token.head.head
        if token.dep_ == "nsubj" and token.head.dep_ in _OBJECTS and token.head.i == token.i + 1:
            token.dep_ = "compound"  # "struck HEZBOLLAH targets": a noun has no subject
        if token.pos_ == "VERB" and _is_finite(token):
            if token.dep_ in _MODIFIER and token.head.i > token.i and token.head.dep_ in _FREE:
                _free(token)
            elif token.dep_ not in ("relcl", "acl", "amod"):
                _give_subject(token)


def _name_clause(verb: Token) -> None:
    """ "A step that Chad CONDEMNED" is relative; "denied for the third time that it ARMED Chad" is not."""
    noun = verb.head
    pronouns = [child for child in verb.children if child.tag_ == "WDT"]
    own = any(child.dep_ in _SUBJECTS and child.tag_ != "WDT" for child in verb.children)
    if own and noun.lower_ == "time" and noun.dep_ == "pobj" and noun.head.lower_ == "for":
        verb.head, verb.dep_ = noun.head.head, "ccomp"
        for pronoun in pronouns:
            pronoun.dep_ = "mark"
    elif any(pronoun.dep_ in ("dobj", "nsubj") for pronoun in pronouns):
        verb.dep_ = "relcl"


def _join_verb(verb: Token) -> None:
    """Coordinate a verb with one of its own form.

    In "urged Chad to stop its raids, withdraw and APOLOGISE" nobody urged and apologised; in "crossed the
    line that divides the valley and FIRED" the line did not fire.
    """
    head = verb.head
    if any(child.dep_ in _SUBJECTS for child in verb.children):
        return
    bare = verb.tag_ == "VB" and not any(child.dep_ == "aux" for child in verb.children)
    if bare and head.tag_ in _FINITE:
        lower = [child for child in head.children if child.dep_ == "xcomp" and child.tag_ == "VB"]
        if lower and lower[-1].i < verb.i:
            verb.head = lower[-1]
    elif verb.tag_ == "VBD" and head.dep_ == "relcl" and head.tag_ in ("VBZ", "VBP", "VB"):
        above = next((each for each in head.ancestors if each.pos_ == "VERB"), None)
        if above is not None and above.tag_ in ("VBD", "VBN"):
            verb.head = above


def _join_beyond(name: Token) -> None:
    """ "Met Ali, who chairs the bloc, and GUTERRES": after the comma that ends an aside names go on."""
    clause = next((each for each in name.ancestors if each.dep_ == "relcl"), None)
    if clause is None or not clause.head.text.istitle() or name.head.pos_ == "PROPN":
        return
    comma = name.doc[clause.left_edge.i - 1]
    joints = [child for child in name.head.children if child.dep_ == "cc" and child.i < name.i]
    before = name.doc[joints[-1].left_edge.i - 1] if joints else name
    if comma.text == "," and before.text == ",":
        name.head = clause.head


def _hang_lower(preposition: Token) -> None:
    """ "Resolved the PAUSE IN aid", "lent two million EUROS IN aid": some nouns claim what follows."""
    noun = preposition.doc[preposition.i - 1]
    takes = noun.pos_ == "NUM" or noun.lemma_.lower() in (*_GRAMMAR.takes_in, *_GRAMMAR.currencies)
    if takes and noun.dep_ == "dobj" and noun.head.i == preposition.head.i:
        preposition.head = noun


def _hang_purpose(preposition: Token) -> None:
    """ "Fired IN ORDER TO hit Chad" is "fired to hit Chad"."""
    order = preposition.doc[min(preposition.i + 1, len(preposition.doc) - 1)]
    for verb in order.children if order.lower_ == "order" and order.head.i == preposition.i else ():
        if verb.dep_ == "acl" and verb.tag_ == "VB":
            verb.head, verb.dep_ = preposition.head, "advcl"


def _hang_higher(preposition: Token) -> None:
    """ "Measures taken by Chad AGAINST Niger": no name has an "against", but what is done has."""
    while preposition.head.pos_ in ("PROPN", "ADP") and preposition.head.head.i != preposition.head.i:
        preposition.head = preposition.head.head


def _hang_charge(preposition: Token) -> None:
    """ "Blamed A and B for SHELLING it", "accused A on Monday of SHELLING it": the verb's charge."""
    noun = _first_conjunct(preposition.head)
    if noun.ent_type_ in _TIMES and noun.dep_ == "pobj":
        noun = noun.head
    verb = noun.head
    deed = any(child.dep_ == "pcomp" and child.tag_ == "VBG" for child in preposition.children)
    if deed and noun.dep_ in ("dobj", "prep") and verb.lemma_.lower() in _GRAMMAR.charging:
        preposition.head = verb


def _join_headline(first: Token) -> None:
    """ "EU, Mercosur clinch deal": headlines join two subjects with a comma; titles stand before names."""
    following = [child for child in first.head.children if child.dep_ == "nsubj" and child.pos_ == "PROPN"]
    comma = first.doc[first.i + 1] if first.i + 1 < len(first.doc) else first
    if following and following[0].left_edge.i == first.right_edge.i + 1:
        first.head, first.dep_ = following[0], "compound"  # "Ambassador to the UN JANE ROE said"
    elif comma.text == "," and following and following[0].left_edge.i == comma.i + 1:
        first.dep_ = "nsubj"
        following[0].head, following[0].dep_ = first, "conj"


def _join_name(name: Token) -> None:
    """ "The French minister, JEAN LE DRIAN accused": two subjects side by side are one."""
    offices = [child for child in name.head.children if child.dep_ == "nsubj" and child.i < name.i]
    if not offices:
        return
    between = name.doc[offices[-1].right_edge.i + 1 : name.left_edge.i]
    if all(token.text == "," for token in between):
        name.head, name.dep_ = offices[-1], "appos"


def _join_subject(first: Token) -> None:
    """ "All G7 ministers agree": a bare word directly before a verb's subject belongs to it."""
    subjects = [child for child in first.head.children if child.dep_ == "nsubj" and child.i > first.i]
    if not subjects or next(first.children, None) is not None:
        return
    noun = subjects[0]
    if noun.left_edge.i == first.i + 1 and noun.pos_ in ("NOUN", "PROPN"):
        first.head, first.dep_ = noun, "compound" if first.pos_ != "DET" else "det"


def _give(name: Token) -> None:
    """ "Lent TAJIKISTAN money": a bare name before the object of a verb of giving receives it."""
    verb = name.head.head
    before = name.doc[max(0, name.left_edge.i - 1)]
    plural = before.lower_ == "the" and before.head == name.head and (name.text[-1] == "s" or name.is_upper)
    first = name.head.left_edge.i == name.left_edge.i or (plural and name.head.left_edge.i == before.i)
    if first and name.tag_ == "NNP" and verb.lemma_.lower() in _GRAMMAR.giving and name.head.tag_ != "NNP":
        name.head, name.dep_ = verb, "dative"
        if plural:  # "offered THE NETHERLANDS help"
            before.head = name


def _count(participle: Token) -> None:
    """ "Took in 500 WOUNDED soldiers": after a number the participle describes what is counted."""
    number = participle.doc[participle.i - 1]
    nouns = [child for child in participle.children if child.dep_ == "dobj" and child.i > participle.i]
    if number.pos_ != "NUM" or number.dep_ == "nummod" or not nouns:
        return
    noun = nouns[0]
    noun.head, noun.dep_ = number.head, number.dep_
    number.head, number.dep_ = noun, "nummod"
    participle.head, participle.dep_ = noun, "amod"


def _set_aside(noun: Token) -> None:
    """ "X accused Y, a CHARGE Z denied": an article before "charge Z" shows that Z begins a clause."""
    verb = noun.head.head
    articles = [child for child in noun.children if child.lower_ in ("a", "an") and child.dep_ == "det"]
    above = [child for child in verb.children if child.dep_ == "ccomp" and child.i < noun.i]
    first = noun.left_edge.i
    if noun.head.dep_ != "nsubj" or verb.dep_ != "ROOT" or not articles or not above or not first:
        return
    if noun.doc[first - 1].text == ",":
        above[0].head, above[0].dep_ = above[0], "ROOT"
        noun.head, noun.dep_ = above[0], "appos"
        verb.head, verb.dep_ = noun, "relcl"


def _is_finite(verb: Token) -> bool:
    aux = (child.tag_ for child in verb.children if child.dep_ in ("aux", "auxpass") and child.i < verb.i)
    return verb.tag_ in _FINITE or any(tag in (*_FINITE, "MD") for tag in aux)


def _give_subject(verb: Token) -> None:
    if any(child.dep_ in _SUBJECTS for child in verb.children):
        return
    first = min([verb.i, *(child.i for child in verb.children if child.dep_ in ("aux", "auxpass", "neg"))])
    first = min([first, *(child.left_edge.i for child in verb.children if _is_time(child, verb))])
    if first == verb.sent.start:
        return
    before = verb.doc[first - 1]
    mark = before.head
    if before.dep_ == "pobj" and mark.lower_ in _GRAMMAR.clause_marks and mark.head.i == verb.head.i:
        mark.head, mark.dep_ = verb, "mark"  # "met AFTER Chad last week expelled an envoy"
        before.head, before.dep_ = verb, "nsubj"
    elif (
        before.dep_ in _STRAY
        and before.head.i < before.i
        and _is_noun_phrase(before)
        and not _above(before, verb)
    ):
        passive = any(child.dep_ == "auxpass" for child in verb.children)
        before.head = verb
        before.dep_ = "nsubjpass" if passive else "nsubj"


def _is_time(child: Token, verb: Token) -> bool:
    return child.dep_ == "npadvmod" and child.i < verb.i and child.ent_type_ in _TIMES


def _first_conjunct(noun: Token) -> Token:
    while noun.dep_ == "conj" and noun.head.i < noun.i:
        noun = noun.head
    return noun


def _is_fronted(noun: Token) -> bool:
    """In "In Bihar Nepalese guards shot …" the parser takes both names into the opening phrase."""
    opens = noun.dep_ == "pobj" and noun.head.i == noun.sent.start
    names = [child for child in noun.children if child.dep_ in ("amod", "compound") and child.text.istitle()]
    return opens and len(names) > 1


def _is_noun_phrase(noun: Token) -> bool:
    """A name, or a noun that its own article sets off from what stands before it."""
    determined = any(child.dep_ in ("det", "poss") for child in noun.children)
    return noun.pos_ == "PROPN" or (noun.pos_ == "NOUN" and determined)


def _above(token: Token, verb: Token) -> bool:
    return token.i == verb.i or any(each.i == token.i for each in verb.ancestors)


def _free(verb: Token) -> None:
    """Turn "[navy shares images]", one compound noun, into a clause."""
    noun, subject = verb.head, verb.doc[verb.i - 1] if verb.i else verb
    if subject.head.i not in (noun.i, verb.i) or subject.pos_ not in ("NOUN", "PROPN"):
        return
    left = [child for child in noun.children if child.i < subject.i]
    head, role = noun.head, noun.dep_
    verb.head, verb.dep_ = (verb if head.i == noun.i else head), role
    noun.head, noun.dep_ = verb, "dobj"
    subject.head, subject.dep_ = verb, "nsubj"
    for child in left:
        child.head = subject
