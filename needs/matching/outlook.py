"""What other weights would do with the needs of today: the engine runs on what is there now, and nothing is stored.

    now, then = (outlook(gathered, policy) for policy in (old, new))      with gathered = gather(neighbourhood)

Counts only, of needs and of helpers together; whoever shows them hides what is small.
"""

from collections import Counter
from dataclasses import dataclass, replace

from needs.matching.engine import best_plan
from needs.matching.gathering import Gathered
from needs.matching.policy import Policy

LONG = 14  # days: from here a need waits long


@dataclass(frozen=True)
class Outlook:
    """Needs with what they have out already, and what this plan adds."""

    needs: int  # all that are searched for
    first: int  # needs with at least one proposal
    second: int  # and with two or more
    long: int  # needs that wait LONG days or more
    long_first: int  # of these, with at least one proposal
    added: int  # proposals that the plan adds
    organisations: int  # of these, to an organisation
    helpers: int  # persons whom the plan asks
    busiest: int  # requests of the person who has most: out, agreed to lately, and in the plan


def outlook(gathered: Gathered, policy: Policy) -> Outlook:
    """Deterministic: the same rows and the same policy give the same counts."""
    _found, plan = best_plan(replace(gathered, policy=policy))
    offers = gathered.offers
    has = Counter(gathered.out)
    has.update(pair.need for pair in plan.pairs)
    waits = {number for number, need in gathered.needs.items() if need.waiting_days >= LONG}
    asked = Counter(offers[pair.offer].person for pair in plan.pairs if offers[pair.offer].organisation is None)
    return Outlook(
        needs=len(gathered.needs),
        first=sum(has[number] >= 1 for number in gathered.needs),
        second=sum(has[number] >= 2 for number in gathered.needs),  # noqa: PLR2004 -- the second one
        long=len(waits),
        long_first=sum(has[number] >= 1 for number in waits),
        added=len(plan.pairs),
        organisations=sum(offers[pair.offer].organisation is not None for pair in plan.pairs),
        helpers=len(asked),
        busiest=max(_requests(gathered, asked).values(), default=0),
    )


def _requests(gathered: Gathered, asked: Counter[int | None]) -> Counter[int | None]:
    """By person. The load of each offer of a person is that of all their offers together."""
    requests = Counter(asked)
    before = {offer.person: gathered.load[number] for number, offer in gathered.offers.items() if offer.person}
    requests.update(before)
    return requests
