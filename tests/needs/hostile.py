"""What people and machines type: too much, too little, other scripts, and what no form should choke on."""

TEXTS = {
    "empty": "",
    "spaces": "   \t ",
    "long": "aap " * 2500,
    "one long word": "a" * 10_000,
    "emoji": "Wie helpt 🪜👩🏽‍🦽 mij?",
    "script": "<script>alert('x')</script>",
    "nul": "Kast\x00kapot",
    "control": "Kast\x01\x07\x1b[31m\x7f\x85kapot",
    "bidi": "\u202eKast\u2066\u200f\ufeff",
    "arabic": "أحتاج إلى مساعدة في تركيب الخزانة",
    "arabic digits": "٠٦٠٠٠٠٠٠٠٠",
    "sql": "'; DROP TABLE needs_need; --",
    "template": "{{ 7|add:7 }}{% csrf_token %}%(name)s%s",
    "huge number": "9" * 5000,
    "negative": "-1",
    "float": "1e999",
}
NUMBERS = ("0", "999999", "9223372036854775808", "9" * 400, "9" * 5000, "-1", "1.5", "abc", "\x00", "٣")
