"""Municipality staff see their own gemeente, on every road; there is another gemeente that could leak."""

import pytest
from django.contrib.admin import site
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse

from coalitions.models import Coalition, Seat
from members.models import Organisation, OrganisationKind, Posting, User
from wijk.places.admin import OwnChoices, OwnMunicipality, own
from wijk.places.models import Buurt, Closure, District, Municipality, Neighbourhood

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


def test_a_foreign_buurt_cannot_be_added(staff: Client, wijk: Neighbourhood, other_wijk: Neighbourhood) -> None:
    district = District.objects.create(code="WK051836", name="Wijk 36", municipality=other_wijk.municipality)
    foreign = Buurt.objects.create(code="BU05183639", name="Moerwijk-Noord", district=district)
    own_ones = list(wijk.buurten.values_list("pk", flat=True))
    address = reverse("admin:places_neighbourhood_change", args=[wijk.pk])
    form = staff.get(address).context["adminform"].form
    data = {name: value for name, value in form.initial.items() if value is not None} | {"buurten": own_ones}
    for prefix in ("opening_hours", "closures"):
        data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    assert staff.post(address, data | {"buurten": [*own_ones, foreign.pk]}).status_code == 200
    assert sorted(wijk.buurten.values_list("pk", flat=True)) == sorted(own_ones)
    assert staff.post(address, data | {"buurten": own_ones[:1]}).status_code == 302  # the same form with an own one
    assert list(wijk.buurten.values_list("pk", flat=True)) == own_ones[:1]


def test_the_weights_of_the_members_are_only_read(staff: Client, wijk: Neighbourhood) -> None:
    """Also by technical administration: the board changes them, on a page with its own journal."""
    boss = Client()
    boss.force_login(User.objects.create_superuser("techniek@voorbeeld.example", None))
    address = reverse("admin:places_neighbourhood_change", args=[wijk.pk])
    for client in (staff, boss):
        page = client.get(address)
        form = page.context["adminform"].form
        assert "Drukke helpers sparen" in page.content.decode()
        assert set(Neighbourhood.WEIGHED) & set(form.fields) == set()
        data = {name: value for name, value in form.initial.items() if value is not None}
        data |= {"buurten": list(wijk.buurten.values_list("pk", flat=True))} | dict.fromkeys(Neighbourhood.WEIGHED, 0)
        for prefix in ("opening_hours", "closures"):
            data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
        assert client.post(address, data).status_code == 302
        wijk.refresh_from_db()
        assert [getattr(wijk, name) for name in Neighbourhood.WEIGHED] == [2, 2, 2, 2]


def test_a_filter_in_the_address_finds_nothing_foreign(
    staff: Client, wijk: Neighbourhood, other_wijk: Neighbourhood
) -> None:
    """With one own gemeente there is nothing to filter by; with two the foreign one gives no rows."""
    address = reverse("admin:places_neighbourhood_changelist")
    query = {"municipality__id__exact": other_wijk.municipality_id}
    assert list(staff.get(address, query).context["cl"].result_list) == [wijk]
    second = Municipality.objects.create(code="GM0355", name="Zeist")
    fenna = User.objects.get(name="Fenna")
    Posting.objects.create(user=fenna, municipality=second)
    staff.force_login(fenna)  # new work ends the session
    assert list(staff.get(address, query).context["cl"].result_list) == []


def test_a_wrong_time_zone_is_refused_before_it_breaks_the_pages(staff: Client, wijk: Neighbourhood) -> None:
    page = staff.post(reverse("admin:places_neighbourhood_change", args=[wijk.pk]), {"time_zone": "Europe/Amsterdm"})
    assert page.context["adminform"].form.errors["time_zone"] == ["Deze tijdzone bestaat niet."]


def test_a_model_without_a_way_to_its_gemeente_is_not_shown_by_accident(coby: User) -> None:
    with pytest.raises(ImproperlyConfigured):
        own(Closure, coby)


def test_every_model_in_the_staff_admin_says_where_its_gemeente_stands(coby: User) -> None:
    """Rows, inlines and whatever their forms let one choose from."""
    for admin in site._registry.values():
        if isinstance(admin, OwnMunicipality):
            own(admin.model, coby)
            for part in (admin, *(inline(admin.model, site) for inline in admin.inlines)):
                fields = [*part.model._meta.fields, *part.model._meta.many_to_many]
                for field in fields:
                    if isinstance(part, OwnChoices) and field.related_model not in (None, User):
                        own(field.related_model, coby)
