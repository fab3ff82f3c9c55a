"""The three neighbourhoods, their coalitions and organisations. Places are real, organisations invented."""

from datetime import time

from coalitions.models import Coalition, Seat
from members.models import Organisation, OrganisationKind
from wijk.places.models import Buurt, Municipality, Neighbourhood, OpeningHours
from wijk.themes.models import Theme

KINDS = {
    "gemeente": "Gemeente",
    "woningcorporatie": "Woningcorporatie",
    "zorg": "Zorg",
    "welzijn": "Welzijn",
    "ondernemer": "Sociaal ondernemer of zzp’er",
    "bewoners": "Bewonersinitiatief",
    "verzekeraar": "Zorgverzekeraar",
    "kennis": "Kennisinstelling",
    "fonds": "Fonds",
}
PLACES = [  # slug, name, gemeente, CBS wijk, phone, where to walk in
    ("zebraspoor", "Maarssenbroek", "GM1904", "WK190412", "0300000000", "Buurthuis Het Nest\nNaast de apotheek"),
    ("moerwijk", "Moerwijk", "GM0518", "WK051836", "0700000000", "De Huiskamer\nAan het plein"),
    ("lindenholt", "Lindenholt", "GM0268", "WK026808", "0240000000", "Het Wijkatelier\nBij de vijver"),
]
SAYS_JE = {"lindenholt"}  # so that both forms can be seen side by side
ORGANISATIONS = [  # kind, name with the wijk, themes of the seat ('' is every theme)
    ("gemeente", "Sociaal team {}", ["D1", "D3", "D4", "A12"]),
    ("woningcorporatie", "Woonstichting De Daken {}", ["D6", "A2", "A11", "A13"]),
    ("zorg", "Zorg Nabij {}", ["C1", "C2", "C6", "C11"]),
    ("welzijn", "Welzijn {}", [""]),
    ("ondernemer", "Klusbus {}", ["A2", "A5"]),
    ("bewoners", "Kookgroep {}", ["B4", "C5"]),
    ("verzekeraar", "Zorgpolis Dichtbij {}", ["C8", "C9"]),
    ("kennis", "Leerwerkplaats {}", ["E1", "E2", "E8"]),
    ("fonds", "Bewonersfonds {}", ["F5", "F7", "D7"]),
]


def make() -> list[Neighbourhood]:
    kinds = {
        code: OrganisationKind.objects.get_or_create(code=code, defaults={"label": label})[0]
        for code, label in KINDS.items()
    }
    return [_place(kinds, *row) for row in PLACES]


def organisations(wijk: Neighbourhood) -> dict[str, Organisation]:
    """Kind → the organisation of that kind that sits in this coalition."""
    rows = Organisation.objects.filter(seats__coalition__neighbourhood=wijk).select_related("kind").distinct()
    return {row.kind.code: row for row in rows.order_by("pk")}


def _place(
    kinds: dict[str, OrganisationKind], slug: str, name: str, gemeente: str, district: str, phone: str, visiting: str
) -> Neighbourhood:
    wijk = Neighbourhood.objects.create(
        slug=slug,
        name=name,
        municipality=Municipality.objects.get(code=gemeente),
        phone=phone,
        visiting=visiting,
        address_form=Neighbourhood.AddressForm.JE if slug in SAYS_JE else Neighbourhood.AddressForm.U,
    )
    wijk.buurten.set(Buurt.objects.filter(district__code=district))
    for weekday in (0, 1, 3):
        OpeningHours.objects.create(neighbourhood=wijk, weekday=weekday, opens=time(9), closes=time(12))
    coalition = Coalition.objects.create(neighbourhood=wijk)
    themes = {theme.code: theme for theme in Theme.objects.all()}
    for kind, title, codes in ORGANISATIONS:
        organisation = Organisation.objects.create(
            name=title.format(name), kind=kinds[kind], municipality=wijk.municipality, phone=phone
        )
        for code in codes:
            Seat(coalition=coalition, organisation=organisation, theme=themes[code] if code else None).save()
    return wijk
