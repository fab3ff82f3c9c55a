import smtplib, pytest
from datetime import timedelta
from django.utils import timezone
from members.models import User, Departure
from members.notices import delivery, kinds, links
from members.notices.models import Notice
from needs.models import *
from needs.tasks import *
from offers.models import Offer
from offers.tasks import *
from tests.members.notices.conftest import Sink, sink, no_server
from wijk.journal import post
from wijk.places.scopes import EVERYWHERE
from django.urls import reverse
pytestmark = pytest.mark.django_db

def mk(wijk, asker, coby, theme):
    n = Need.objects.register(by=asker, neighbourhood=wijk, asker=asker, kind="help", title="Kast", text="Kast")
    n.correct(theme=theme, by=coby); return n
def calls(): return sorted((c.reason, c.person.name) for c in CallTask.objects.within(EVERYWHERE, reason="t").open())
def told(): return sorted((n.kind, n.person.name, n.status) for n in Notice.objects.within(EVERYWHERE, reason="t"))

def test_a_dead_asker(wijk, amina, bram, coby, theme):
    n = mk(wijk, amina, coby, theme)
    p = Proposal.objects.make(n, by=coby, source="hand", helper=bram)
    p.reply("asker", True, by=coby, how="spoken"); p.reply("helper", True, by=bram)
    post.run_due()
    Departure.objects.record(amina, "died", by=coby)
    post.run_due()
    print("A", calls(), told())

def test_b_sister(wijk, bram, coby, dirk, theme):
    ria = User.objects.enter(name="Ria", by=None, email="ria@v.example"); ria.move_to(wijk, by=ria)
    h2 = User.objects.enter(name="H2", by=None, email="h2@v.example"); h2.move_to(wijk, by=h2)
    n = mk(wijk, ria, coby, theme)
    p = Proposal.objects.make(n, by=coby, source="hand", helper=bram)
    q = Proposal.objects.make(n, by=coby, source="hand", helper=h2)
    p.reply("asker", True, by=ria); q.reply("asker", True, by=ria); p.reply("helper", True, by=bram)
    post.run_due(); print("B", told())

def test_c_closed_while_open(wijk, bram, coby, theme, client):
    ria = User.objects.enter(name="Ria", by=None, email="ria@v.example"); ria.move_to(wijk, by=ria)
    n = mk(wijk, ria, coby, theme)
    p = Proposal.objects.make(n, by=coby, source="hand", helper=bram)
    Outcome.objects.close(n, "arranged", by=coby); p.refresh_from_db()
    print("C status", p.status)
    for who in (ria, bram):
        tok = links.answer(who.pk, "proposal", p.pk).replace("http://localhost:8000", "")
        try: print("C", client.post(tok, {"answer": "yes"}).status_code, client.get(tok)["Cache-Control"] if "Cache-Control" in client.get(tok) else "no cache header")
        except Exception as e: print("C raised", type(e), e)

def test_d_spoken_yes(wijk, amina, bram, coby, theme):
    n = mk(wijk, amina, coby, theme)
    p = Proposal.objects.make(n, by=coby, source="hand", helper=bram)
    p.reply("asker", True, by=coby, how="spoken"); p.reply("helper", True, by=bram)
    f = FollowUp.objects.within(EVERYWHERE, reason="t").get(side="asker"); f.ask(); post.run_due()
    f.reply("yes", by=coby, how="spoken"); post.run_due(); print("D", calls())

def test_e_greylist(sink, wijk, bram, monkeypatch):
    kinds.KINDS["t"] = kinds.Kind("t", "x", lambda n: kinds.Words(["x"]))
    async def rcpt(server, session, envelope, address, options): return "450 greylisted"
    sink.handle_RCPT = rcpt
    Notice.objects.tell(bram, "t", "1", neighbourhood=wijk); delivery.drain(); print("E", told())

def test_f_poison(sink, wijk, bram, coby):
    kinds.KINDS["t"] = kinds.Kind("t", "x", lambda n: kinds.Words(["x"]))
    kinds.KINDS["bad"] = kinds.Kind("bad", "x", lambda n: 1 / 0)
    Notice.objects.tell(bram, "bad", "1", neighbourhood=wijk); Notice.objects.tell(coby, "t", "1", neighbourhood=wijk)
    try: delivery.drain()
    except Exception as e: print("F raised", type(e))
    print("F", told())

def test_g_offer(wijk, amina):
    o = Offer.objects.register(by=amina, neighbourhood=wijk, person=amina, kinds=["help"], title="K", text="K", until=timezone.localdate())
    print("G", warn_expiring_offers()); post.run_due(); print("G", calls(), told())

def test_h_dead_server(no_server, wijk, bram, coby):
    kinds.KINDS["t"] = kinds.Kind("t", "x", lambda n: kinds.Words(["x"]))
    for i in range(30): Notice.objects.tell(bram, "t", str(i), neighbourhood=wijk)
    delivery.drain(); print("H attempts spent", sum(n.attempts for n in Notice.objects.within(wijk, reason="t")))

def test_i_agreed_then_ended(sink, wijk, bram, coby, theme):
    ria = User.objects.enter(name="Ria", by=None, email="ria@v.example"); ria.move_to(wijk, by=ria)
    n = mk(wijk, ria, coby, theme)
    p = Proposal.objects.make(n, by=coby, source="hand", helper=bram)
    p.reply("asker", True, by=ria); p.reply("helper", True, by=bram); post.run_due()
    p.end("withdrawn", by=coby); delivery.drain(); print("I", told())
