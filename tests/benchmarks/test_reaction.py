"""From commit to reaction: web writes a row, beat finds it, a worker does it. Goal: within 5 s at p95."""

import statistics
import time

import pytest

from members.models import User
from needs.models import Need
from tests.browser.cast import bram, wijk  # noqa: F401 -- fixtures
from tests.browser.conftest import Site, site  # noqa: F401 -- a fixture
from wijk.journal.models import Errand
from wijk.places.models import Neighbourhood

pytestmark = pytest.mark.bench
NEEDS = 40


def test_reaction(site: Site, wijk: Neighbourhood, bram: User) -> None:  # noqa: F811
    """Needs one after another, each waited for until all its errands are done."""
    waited = []
    for number in range(NEEDS):
        need = Need.objects.register(
            by=None, neighbourhood=wijk, asker=bram, kind="help", title=f"Ritje {number}", text="Naar het ziekenhuis"
        )
        began = time.monotonic()
        while Errand.objects.filter(done_at=None, entry__subject_id=need.pk, entry__subject="needs.need").exists():
            assert time.monotonic() - began < 60
            time.sleep(0.02)
        waited.append(time.monotonic() - began)
    waited.sort()
    print(f"\nreaction: median {statistics.median(waited):.2f} s, p95 {waited[int(NEEDS * 0.95)]:.2f} s, n {NEEDS}")
