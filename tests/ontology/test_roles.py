"""The role lexicon and the lists of words that point back: every entry works and names actors that exist."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from extract.gazetteer import Gazetteer
from extract.mentions import find_actors
from extract.noun_phrases import role_of
from extract.parsing import load_model
from ontology.actors import load_actors
from ontology.anaphora import load_anaphora
from ontology.frames import LexiconError
from ontology.records import Document
from ontology.roles import Role, load_roles


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_model()


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.build(load_actors())


@pytest.mark.parametrize("entry", load_roles().entries, ids=lambda entry: entry.example)
def test_example_of_a_role(entry: Role, nlp: Language, gazetteer: Gazetteer) -> None:
    doc = nlp(entry.example)
    found = find_actors(doc, Document("d", entry.example), gazetteer, lambda position: position)
    nouns = [i for i in found if role_of(doc[i]) is entry or (entry.proper and doc[i].lower_ in entry.words)]
    assert [f"{actor.principal} {actor.role}" for i in nouns for actor in found[i]] == [entry.actor]


def test_no_word_is_listed_twice() -> None:
    words = [word for entry in load_roles().entries for word in entry.words if not entry.proper]
    assert sorted({word for word in words if words.count(word) > 1}) == []


def test_coreference_lists_name_known_actors() -> None:
    words = load_anaphora()
    named = {
        actor
        for table in (words.kinds, words.regions, words.ambiguous)
        for ids in table.values()
        for actor in ids
    }
    assert sorted(named - {actor.id for actor in load_actors()}) == []


def test_wrong_role_names_the_entry(tmp_path: Path) -> None:
    path = tmp_path / "roles.toml"
    path.write_text('[prepositions]\nowner = []\nlocal = []\n[[role]]\nwords = ["duke"]\nrole = "noble"\n')
    with pytest.raises(LexiconError, match="role 'duke': role must be one of"):
        load_roles(path)
