"""A thousand odd and hostile texts: none raises, and what comes out can be stored."""

import json
import random
import time

import pytest

from wijk.themes.analysis import analyse

HOSTILE = {
    "empty": "",
    "emoji": "🙂🐕\u200d🦺" * 2000,
    "very long": "hond " * 20_000,
    "one long word": "a" * 100_000,
    "Arabic": "أبحث عن شخص يساعدني " * 50,
    "Chinese": "我在找人帮忙" * 100,
    "right to left": "\u202eteckel\u202c",
    "zero width": "\u200b\u200c\u200d\ufeff" * 500,
    "control": "\x00\x07\x1b[31m",
    "half a pair": "\ud800\udfff",
    "accents piled up": "e" + "\u0301" * 10_000,
    "digits": "1234567890" * 500,
    "ligatures": "ﬁets ﷺ ½ ㎏ İstanbul ŉ ẞ",
    "markup": "<script>alert(1)</script>" * 100,
    "marks": "?!.,;:()" * 1000,
    "denials": "geen niet om geen doe ik niet " * 400,
    "one compound": "boodschappen" * 200,
    "many compounds": "rolstoeltaxichauffeursvereniging " * 150,
    "slips": "bodschapen wandlen computter " * 150,
}
PIECES = [
    *HOSTILE.values(),
    *(
        "hond",
        "geen",
        "niet",
        "om",
        "teckel",
        "tuin",
        "\n",
        "\t",
        "\u00a0",
        "\u0000",
        "\u202e",
        "\ufe0f",
        "👨\u200d👩\u200d👧",
    ),
    *(
        "é",
        "e\u0301",
        "ß",
        "ı",
        "ĳ",
        "ﬀ",
        "𝓱𝓸𝓷𝓭",
        "Ⅷ",
        "١٢٣",
        "–",
        "''",
        '"',
        "%s",
        "{}",
        "\\",
        "--",
        "NaN",
        "null",
        "0x1F",
    ),
]


def text_of(number: int) -> str:
    """Always the same for the same number: pieces and stray signs of all of Unicode."""
    dice = random.Random(number)
    pieces = [dice.choice(PIECES)[: dice.choice((3, 40, 300))] for _piece in range(dice.randint(0, 12))]
    stray = [chr(dice.randrange(0x110000)) for _sign in range(dice.randint(0, 40))]
    both = pieces + stray
    dice.shuffle(both)
    return dice.choice(("", " ")).join(both)


def check(title: str, text: str) -> None:
    features = analyse(title, text, not_done=text[:1000])
    stored = features.as_json()
    assert json.loads(json.dumps(stored)) == stored
    assert all(weight > 0 for part in ("concepts", "words", "against") for weight in stored[part].values())
    assert all(len(word) <= 40 and "\x00" not in word for word in features.words)


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_that_is_typed_raises(name: str) -> None:
    began = time.process_time()
    check(HOSTILE[name], HOSTILE[name])
    assert time.process_time() - began < 10  # the first one loads the words


@pytest.mark.parametrize("block", range(10))
def test_a_thousand_odd_texts_are_read(block: int) -> None:
    for number in range(block * 100, block * 100 + 100):
        check(text_of(2 * number)[:80], text_of(2 * number + 1))
