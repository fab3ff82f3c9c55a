"""Municipality staff see their own gemeente, on every road; there is another gemeente that could leak."""

import pytest
from django.test import Client
from django.urls import reverse

from coalitions.models import Coalition, Seat
from members.models import Organisation, OrganisationKind, Posting, User
from wijk.places.models import Municipality, Neighbourhood

pytestmark = pytest.mark.django_db
FOREIGN = ("Moerwijk", "Haagse Zorg")


@pytest.fixture
def haagse_zorg(other_wijk: Neighbourhood) -> Organisation:
    kind = OrganisationKind.objects.create(code="zorg", label="Zorg")
    return Organisation.objects.create(name="Haagse Zorg", kind=kind, municipality=other_wijk.municipality)


@pytest.fixture
def staff(gemeente: Municipality, wijk: Neighbourhood, welzijn: Organisation, haagse_zorg: Organisation) -> Client:
    """A civil servant of Stichtse Vecht, logged in; both gemeenten have a coalition."""
    for place, organisation in ((wijk, welzijn), (Neighbourhood.objects.get(slug="moerwijk"), haagse_zorg)):
        seat = Seat(coalition=Coalition.objects.create(neighbourhood=place), organisation=organisation)
        seat.save()
    somebody = User.objects.enter(name="Fenna", by=None, email="fenna@voorbeeld.example", is_staff=True)
    Posting.objects.create(user=somebody, municipality=gemeente)
    client = Client()
    client.force_login(somebody)
    return client


LISTS = ["places_municipality", "places_neighbourhood", "places_buurt", "members_organisation", "coalitions_coalition"]


@pytest.mark.parametrize("name", LISTS)
def test_lists_show_only_the_own_gemeente(staff: Client, name: str) -> None:
    page = staff.get(reverse(f"admin:{name}_changelist"))
    assert page.status_code == 200
    assert [word for word in (*FOREIGN, "Gravenhage") if word in page.content.decode()] == []


def test_forms_offer_only_rows_of_the_own_gemeente(staff: Client, welzijn: Organisation, wijk: Neighbourhood) -> None:
    for address in (
        reverse("admin:members_organisation_change", args=[welzijn.pk]),
        reverse("admin:coalitions_coalition_change", args=[wijk.coalition.pk]),
        reverse("admin:places_neighbourhood_change", args=[wijk.pk]),
        reverse("admin:places_neighbourhood_add"),
        reverse("admin:members_organisation_add"),
    ):
        page = staff.get(address)
        assert page.status_code == 200
        assert [word for word in (*FOREIGN, "Gravenhage") if word in page.content.decode()] == []


def test_a_foreign_row_is_not_there(staff: Client, haagse_zorg: Organisation, other_wijk: Neighbourhood) -> None:
    for name, pk in (("members_organisation", haagse_zorg.pk), ("places_neighbourhood", other_wijk.pk)):
        for view in ("change", "history", "delete"):
            foreign = staff.get(reverse(f"admin:{name}_{view}", args=[pk]))
            missing = staff.get(reverse(f"admin:{name}_{view}", args=[999999]))
            assert foreign.status_code == missing.status_code


def test_a_foreign_id_in_a_form_is_refused(staff: Client, welzijn: Organisation, other_wijk: Neighbourhood) -> None:
    address = reverse("admin:members_organisation_change", args=[welzijn.pk])
    data = {
        "name": welzijn.name,
        "kind": welzijn.kind_id,
        "municipality": other_wijk.municipality_id,
        "employments-TOTAL_FORMS": 0,
        "employments-INITIAL_FORMS": 0,
    }
    assert staff.post(address, data).status_code == 200
    welzijn.refresh_from_db()
    assert welzijn.municipality.code == "GM1904"


def test_autocomplete_finds_only_the_own_gemeente(staff: Client) -> None:
    query = {"app_label": "places", "model_name": "neighbourhood", "field_name": "buurten", "term": "spoor"}
    found = staff.get(reverse("admin:autocomplete"), query).json()
    assert sorted(row["text"] for row in found["results"]) == ["Antilopespoor", "Zebraspoor"]


@pytest.mark.parametrize("name", ["members_user", "members_membership", "members_posting"])
def test_staff_can_give_nobody_a_role(staff: Client, name: str) -> None:
    assert staff.get(reverse(f"admin:{name}_changelist")).status_code == 403
    assert staff.get(reverse(f"admin:{name}_add")).status_code == 403


def test_a_resident_does_not_get_in(amina: User) -> None:
    client = Client()
    client.force_login(amina)
    assert client.get(reverse("admin:index")).status_code == 302


def test_technical_administration_sees_all(staff: Client) -> None:
    boss = User.objects.create_superuser("techniek@voorbeeld.example", None)
    client = Client()
    client.force_login(boss)
    assert "Moerwijk" in client.get(reverse("admin:places_neighbourhood_changelist")).content.decode()
