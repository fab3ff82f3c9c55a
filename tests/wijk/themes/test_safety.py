"""Danger and work for professionals are found in everyday Dutch; neighbours' work stays with neighbours."""

import re

import pytest

from wijk.themes.safety import Triage, Verdict, plain, signs, triage
from wijk.themes.warnings import WARNINGS

DANGER = {
    "suicide": [
        "Ik wil niet meer leven.",
        "Soms denk ik eraan om er een einde aan te maken.",
        "Mijn zoon zegt dat hij dood wil.",
        "Het leven heeft voor mij geen zin meer.",
        "Ik zie het echt niet meer zitten sinds zij weg is.",
        "Ik zoek lotgenoten. Ik denk elke dag aan zelfmoord.",
        "Mijn dochter snijdt zichzelf in haar armen.",
        "Hij dreigt zich iets aan te doen.",
        "Was ik maar dood, denk ik vaak.",
    ],
    "violence": [
        "Mijn man slaat mij als hij gedronken heeft.",
        "Ik ben bang voor mijn ex, hij staat steeds voor de deur.",
        "Ze durft niet meer naar huis.",
        "Hij heeft mij gisteren geslagen en geschopt.",
        "Mijn buurman bedreigt mij met een mes.",
        "Wij hebben thuis te maken met huiselijk geweld.",
        "Mijn zoon heeft gezegd dat hij ons gaat vermoorden.",
        "Mijn oom kan niet van mij afblijven. Ik ben misbruikt.",
        "Hij sluit mij op in de slaapkamer.",
    ],
    "child": [
        "De baby van de buren is elke avond alleen thuis.",
        "Het meisje van hiernaast heeft overal blauwe plekken.",
        "Zijn kinderen zijn hele nachten alleen.",
    ],
    "fire": [
        "Het ruikt hier naar gas.",
        "Ik ruik een gaslucht in de kelder.",
        "Er komt rook uit de meterkast!",
        "Mijn vader laat steeds het gas aan staan.",
        "De CO-melder piept al een uur.",
    ],
    "body": [
        "Ik heb pijn op mijn borst en ik ben alleen.",
        "Mijn moeder is gevallen en kan niet meer overeind komen.",
        "Ze ligt al sinds vanmorgen op de grond.",
        "Buurman krijgt geen lucht.",
        "Mijn man heeft een scheve mond en praat ineens raar.",
        "Ik denk dat zij net een beroerte kreeg.",
        "Hij is niet aanspreekbaar.",
    ],
    "missing": ["Mijn moeder is niet thuisgekomen en het is al donker."],
}
ORGANISATION = {
    ("landlord", "woningcorporatie"): [
        "De verwarming doet het al drie dagen niet.",
        "Onze cv-ketel is kapot.",
        "Het lekt door het plafond van de badkamer.",
        "Er zit schimmel op de muur van de kinderkamer.",
        "Wij hebben al een week geen warm water.",
        "De lift in onze flat is alweer kapot.",
        "De huisbaas doet niets aan de kozijnen.",
    ],
    ("personal care", "zorg"): [
        "Wie kan mijn moeder 's ochtends wassen en aankleden?",
        "Ik kan mezelf niet meer douchen.",
        "Ik zoek hulp bij het aantrekken van mijn steunkousen.",
        "Iemand moet mijn man naar het toilet helpen.",
        "Wie verzorgt de wond aan mijn been? De wond moet verbonden worden.",
    ],
    ("medicines", "zorg"): [
        "Wie kan mijn vader elke avond zijn medicijnen geven?",
        "Mijn tante vergeet haar pillen.",
        "Iemand moet insuline spuiten bij mijn oom.",
    ],
    ("lifting", "zorg"): [
        "Ik krijg mijn vrouw niet meer uit bed getild, wie helpt haar uit bed tillen?",
        "Wij zoeken iemand die met de tillift om kan gaan.",
    ],
    ("debts", "gemeente"): [
        "Morgen komt de deurwaarder.",
        "Er is beslag gelegd op mijn loon.",
        "Wij worden volgende week ons huis uit gezet.",
        "De stroom is afgesloten omdat ik niet kon betalen.",
    ],
    ("confusion", "zorg"): [
        "Mijn buurvrouw is de laatste tijd erg verward.",
        "Mijn vader herkent mij niet meer.",
        "Opa dwaalt 's nachts buiten rond.",
    ],
    ("neglect", "zorg"): ["Mijn broer verwaarloost zichzelf."],
    ("children", "gemeente"): ["Ik denk dat de kinderen van hiernaast niet veilig zijn."],
    ("shelter", "gemeente"): ["Ik slaap al twee weken in mijn auto."],
}
NEIGHBOURS = [
    "Wie kan een lamp ophangen in de gang?",
    "De hond is overleden en het huis is zo stil.",
    "Mijn kraan lekt, wie heeft een nieuw leertje?",
    "Ik zoek iemand om mee te wandelen.",
    "Wie helpt mij met tillen? Ik ga verhuizen en de lift is kapot.",
    "Wie haalt mijn medicijnen op bij de apotheek?",
    "Mijn kat moet twee keer per dag een pilletje. Wie geeft mijn poes haar medicijnen innemen met wat vis?",
    "Na zijn beroerte wil mijn man weer leren schaken.",
    "Ik zoek andere ouders. Na de zelfmoord van mijn zoon voel ik mij alleen.",
    "De tuin is verwaarloosd, wie helpt mij?",
    "Mijn auto moet gewassen worden en de ramen ook.",
    "Wie wil er een potje biljarten? Niemand slaat mij.",
    "Er ligt veel speelgoed op de grond en ik kan niet bukken.",
    "Ik wil dood hout uit de tuin halen.",
    "Wie hangt een koolmonoxidemelder op?",
    "De gordijnen moeten gewassen worden.",
    "Mijn telefoon is dood, wie kijkt even mee?",
    "Ik schrok me dood van de energierekening.",
    "De fiets van mijn dochter is kapot.",
    "Wie kan op mijn kinderen passen op dinsdag?",
    "Ik kan niet bellen, de gemeente reageert niet op mijn mail.",
    "Mijn moeder heeft dementie. Wie drinkt koffie met haar?",
    "Wij willen samen koken met een scherp mes en verse groente.",
    "Het is warm en benauwd in huis. Wie heeft een ventilator te leen?",
    "Ik ben nieuw in de buurt en ken niemand.",
    "De huur is hoog. Wie kijkt mee naar de huurtoeslag?",
    "Kinderen kunnen hier niet veilig oversteken door het verkeer.",
    "Ik raak in de war van alle formulieren.",
    "Wie wast en strijkt mijn overhemden?",
    "Mijn rits is stuk en de zoom moet korter.",
    "Onze kleuter is bang in het donker.",
]


def cases(table: dict) -> list[tuple]:
    return [(key, sentence) for key, sentences in table.items() for sentence in sentences]


@pytest.mark.parametrize(("why", "sentence"), cases(DANGER))
def test_danger_is_found(why: str, sentence: str) -> None:
    assert triage("Een vraag", sentence) == Triage(Verdict.DANGER, why)


@pytest.mark.parametrize(("who", "sentence"), cases(ORGANISATION))
def test_professional_work_goes_to_who_can_do_it(who: tuple[str, str], sentence: str) -> None:
    assert triage("Een vraag", sentence) == Triage(Verdict.ORGANISATION, *who)


@pytest.mark.parametrize("sentence", NEIGHBOURS)
def test_neighbours_work_stays_with_neighbours(sentence: str) -> None:
    assert triage("Een vraag", sentence) == Triage(Verdict.NEIGHBOURS)


def test_danger_in_the_title_and_at_the_end_of_a_long_text_is_found() -> None:
    assert triage("Ik wil niet meer leven", "").verdict is Verdict.DANGER
    assert triage("", "Ik woon hier fijn. " * 500 + "Mijn man slaat mij.").verdict is Verdict.DANGER


def test_danger_wins_from_an_organisation() -> None:
    assert triage("", "De verwarming is kapot en mijn man slaat mij.").verdict is Verdict.DANGER


def test_a_sign_that_is_taken_back_once_still_counts_elsewhere() -> None:
    text = "Na de zelfmoord van mijn zoon zoek ik anderen. " + "Het is stil in huis. " * 6 + "Ik denk zelf ook aan zelfmoord."
    assert triage("", text) == Triage(Verdict.DANGER, "suicide")


@pytest.mark.parametrize("sentence", ["IK WIL NIET MEER LEVEN", "ik wil\nniet  meer…leven", "Ik wíl niet meer\u200b leven"])
def test_spelling_signs_hide_nothing(sentence: str) -> None:
    assert triage("", sentence).verdict is Verdict.DANGER


@pytest.mark.parametrize("text", ["", "🙂" * 3000, "\x00\ud800\u202e", "ساعدني", "a" * 100_000, "(" * 5000, "slaat " * 20_000])
def test_nothing_that_is_typed_raises(text: str) -> None:
    assert triage(text, text) == Triage(Verdict.NEIGHBOURS)


def test_each_sign_has_words_for_the_coordinator_and_reads_plain_text() -> None:
    assert {sign.answer.why for sign in signs()} == set(WARNINGS)
    assert plain("’s Nachts, bij mijn ex-man!") == "s nachts bij mijn ex man"
    assert not any(re.search(r"[A-Z'’]", sign.words.pattern.replace(r"\B", "")) for sign in signs())
