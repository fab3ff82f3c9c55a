"""What PostgreSQL's own Dutch full text makes of it: any word of the need, ranked by `ts_rank_cd`.

The only file of this room that needs a database: a temporary table that is gone with the transaction.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
from django.db import connection, transaction

from needs.matching.evaluation.baselines import Ranker, Scores
from needs.matching.evaluation.labelled import Text

FILL = "INSERT INTO labelled_offer SELECT %s, to_tsvector('dutch', %s)"
ANY_WORD = """
    SELECT offer.place, ts_rank_cd(offer.words, asked.query) FROM labelled_offer AS offer,
    (SELECT replace(plainto_tsquery('dutch', %s)::text, '&', '|')::tsquery AS query) AS asked
    WHERE offer.words @@ asked.query
"""


@contextmanager
def fulltext(offers: Sequence[Text]) -> Iterator[Ranker]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE labelled_offer (place integer, words tsvector) ON COMMIT DROP")
        cursor.executemany(FILL, [(place, _whole(offer)) for place, offer in enumerate(offers)])

        def rank(need: Text) -> Scores:
            scores = np.zeros(len(offers))
            cursor.execute(ANY_WORD, [_whole(need)])
            for place, score in cursor.fetchall():
                scores[place] = score
            return scores

        yield rank
        cursor.execute("DROP TABLE labelled_offer")  # a test's transaction ends later


def _whole(text: Text) -> str:
    return f"{text.title} {text.text}".replace("\x00", "")
