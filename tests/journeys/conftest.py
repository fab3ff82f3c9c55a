"""Every journey ends with the audit: places held are exactly the proposals that are out."""

from collections.abc import Iterator

import pytest

from tests.audit import audit


@pytest.fixture(autouse=True)
def audited(db: None) -> Iterator[None]:
    yield
    audit()
