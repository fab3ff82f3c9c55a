"""Everyday Dutch into tokens, lemmas and stems. Pure, and never raises, whatever is typed.

Tokens are made here and not in the database: the `dutch` dictionary of PostgreSQL changes its stemmer with version
19, and features that are stored must not drift.
"""

import re
import unicodedata
from functools import lru_cache

import simplemma
import snowballstemmer

LONGEST = 5_000  # letters that are read; a longer text tells no more about what is asked
LONGEST_WORD = 40  # letters; what is longer is no Dutch word
STOP = frozenset(
    """
    aan al alleen als altijd ander andere ben bent beter bij bijvoorbeeld buurt dag dan dat de deze die dit doe doen
    doet door dus een eens eerste eigen en er erg even gaan gaat geen goed graag had heb hebben hebt heeft heel
    helpen helpt hem hen het hier hij hoe hulp hun iemand iets ik in is ja jaar je jij jou kan keer kom komt kunnen
    kunt kwam laat later maar mag me mee meer men met mij mijn moet moeten mogen na naar niet niets nog nu of om
    omdat onder ons onze ook op over samen soms te tegen tijd toch tot u uit uw vaak vaker van veel voor vraag waar
    wat we week weer weg wel wie wij wijk wil wilt word worden wordt zal ze zelf zich zij zijn zo zoals zoek zoeken
    zonder zou
    """.split()
)
_porter = snowballstemmer.stemmer("dutch_porter")  # `dutch` means another algorithm in each version of Snowball


def fold(text: str, longest: int = LONGEST) -> str:
    """Lower case, without accents, controls and zero-width signs: 'Café' → 'cafe'. At most `longest` letters."""
    decomposed = unicodedata.normalize("NFKD", text[:longest])
    return re.sub(r"[^ -~]", _kept, decomposed).lower()[:longest]


def _kept(found: re.Match[str]) -> str:
    sign = found[0]
    return sign if not unicodedata.combining(sign) and (sign.isprintable() or sign.isspace()) else ""


def tokens(text: str) -> list[str]:
    """Words of letters and digits, in order."""
    return [word for clause in clauses(text) for word in clause]


def clauses(text: str) -> list[list[str]]:
    """The words of each piece between two marks; 'geen auto, wel een fiets' is two pieces."""
    pieces = re.split(r"[.,;:!?()\n\r]+", fold(text))
    found = ([word for word in re.findall(r"[^\W_]+", piece) if len(word) <= LONGEST_WORD] for piece in pieces)
    return [words for words in found if words]


@lru_cache(maxsize=50_000)
def lemma(word: str) -> str:
    """The form in which a dictionary has it: 'liep' → 'lopen'."""
    return str(simplemma.lemmatize(word, lang="nl")).lower() if len(word) > 2 else word


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """What is left without endings: 'wandelingen' → 'wandel'."""
    return str(_porter.stemWord(word))
