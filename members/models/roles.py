"""What somebody is, and where: the questions that every floor asks of a person."""

from typing import TYPE_CHECKING

from django.db import models

from wijk.places.models import Municipality, Neighbourhood

if TYPE_CHECKING:
    from members.models.organisation import Organisation
    from members.models.user import User


class Roles(models.Model):
    """Part of User; asked of the rows of today, never remembered."""

    class Meta:
        abstract = True

    def coordinated_neighbourhoods(self) -> models.QuerySet[Neighbourhood]:
        return self._neighbourhoods_as("coordinator")

    def governed_neighbourhoods(self) -> models.QuerySet[Neighbourhood]:
        return self._neighbourhoods_as("board")

    def _neighbourhoods_as(self, *roles: str) -> models.QuerySet[Neighbourhood]:
        from members.models.membership import Membership  # circular: a membership has a person

        held = Membership.objects.current().filter(user=self.pk, role__in=roles)
        return Neighbourhood.objects.filter(pk__in=held.values("neighbourhood"))

    def has_role(self, neighbourhood: Neighbourhood | None, *roles: str) -> bool:
        from members.models.membership import Membership  # circular: a membership has a person

        if neighbourhood is None:
            return False
        return Membership.objects.current().filter(user=self.pk, neighbourhood=neighbourhood, role__in=roles).exists()

    def colleague_in(self, neighbourhood: Neighbourhood) -> "User | None":
        """Another coordinator who is there: first who stands in, then whoever has been it longest."""
        from members.models.departure import Departure  # circular: a departure has a person
        from members.models.membership import Membership  # circular: a membership has a person

        others = (
            Membership.objects.current().filter(neighbourhood=neighbourhood, role="coordinator").exclude(user=self.pk)
        )
        others = others.filter(user__is_active=True)
        others = others.exclude(user__in=Departure.objects.filter(back_at=None).values("person"))
        first = others.order_by("-stands_in", "since", "pk").select_related("user").first()
        return first.user if first else None

    def organisations(self) -> "models.QuerySet[Organisation]":
        """Where this person works today."""
        from members.models.organisation import Employment, Organisation  # circular: employment has a person

        return Organisation.objects.filter(
            pk__in=Employment.objects.current().filter(user=self.pk).values("organisation")
        )

    def keeps_volunteers(self) -> bool:
        """Whether this person is the vrijwilligerscoördinator of an organisation."""
        from members.models.organisation import Employment  # circular: employment has a person

        return Employment.objects.current().filter(user=self.pk, task=Employment.Task.VOLUNTEERS).exists()

    def municipalities(self) -> models.QuerySet[Municipality]:
        """The gemeenten whose admin this person sees."""
        return Municipality.objects.filter(postings__user=self.pk)
