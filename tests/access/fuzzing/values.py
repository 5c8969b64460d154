"""What people, scanners and broken browsers type, by the kind of the field."""

import csv
import io
import zipfile
from dataclasses import dataclass

from PIL import Image

from tests.competition.energylogs.logs import EXAMPLES
from tests.pdfs import signed

LONG = "x" * 100_001
SURROGATE = b"\xed\xa0\x80"  # half a character, and no UTF-8
PASSWORD = "ice on a lake in march"  # nosec B105
PLAIN = {  # by the kind of a field, or a word in its name: the first that fits
    "ends_at_1": "10:30",
    "until_0": "2030-06-07",
    "email": "ada@example.org",
    "url": "https://example.org/ice",
    "number": "3",
    "date": "2030-06-05",
    "time": "09:30",
    "datetime-local": "2030-06-05T09:30",
    "color": "#7a1fa2",
    "colour": "#7a1fa2",
    "password": PASSWORD,
    "orcid": "0000-0002-1825-0097",
    "mail": "ada@example.org",
    "slug": "ice-2031",
    "anchors": "no\nyes",
}
TEXTS = """
    a  ' " \\ <script>alert(1)</script> {{7*7}} {%x%} %s %(x)s {0.__class__} =1+1 @SUM(1)
    ../../etc/passwd //evil.example javascript:alert(1) data:text/html,x [] {} null
    {"a":{"b":[]}} "x"
    a@b a@@b.c "a b"@example.org ä@exämple.org http://[::1 http://[x]/
    https://exa_mple.org:99999/ https://[fe80::1%25eth0]/ http://xn--/ http://a..b/ http://١٢٧.0.0.1/
    mailto:a@b //user:pass@example.org:x/ pаypal Ada\u0301\u0302 שרה,Ada/محمد <!-- &#0; &#xd800;
    ?a=1&a=2#x %00 %c0%af %ed%a0%80 $(id) `id` ;-- 1'or'1'='1 *)(cn=* ${jndi:x} <b [a](javascript:x)
    [[1]] {"a":NaN} {"a":1e400} {"a":"\\ud800"} {"a":"\\u0000"} "\\u0000"
    \u202eevil \u200b \ufeff \ufffe ﷽ 💥 İ ß e\u0301 a,b;c|d 1..2
    00000000-0000-0000-0000-000000000000
""".split()
TEXTS += ["", " ", "\n", "a\r\nBcc: eve@example.org", "a\0b", "\0", "\x1b[2J", "\x7f", LONG]
TEXTS += ["[" * 20_000, '{"a":' * 20_000, "> " * 5_000, "*_" * 5_000, "e" + "\u0301" * 2_000]
TEXTS += [
    "https://" + "a" * 64 + ".org/",
    "a@" + "é" * 63 + ".org",
    "a\r",
    "\x85",
    "שרה a 漢字 " * 40,
]
TEXTS += [SURROGATE, b"\xff\xfe", "\u2028", "a\n" * 5_000, "a" * 256, "@" * 300, "é" * 150]
NUMBERS = """
    0 -0 -1 1 2 7 1.5 1,5 1e3 1e400 -1e400 NaN Infinity 0x10 1_000 ٣ ² ½ +1 32768 65536 2147483647
    2147483648 -2147483649 9223372036854775807 9223372036854775808 -9223372036854775809 1e-400
    99999999999999999999 18446744073709551616 1e999999999 1e-999999999 sNaN 0.1e99 1٬000 --1
""".split()
NUMBERS += ["", " 1 ", "9" * 400, "9" * 5_000, "x", "1\0", "1." + "1" * 400]
TIMES = """
    0000-01-01 0001-01-01 1900-01-01 1990-01-01 2200-12-31 9999-12-31 10000-01-01 99999-01-01
    2026-02-29 2027-13-01 2027-3-1 2027-03-28 2027-10-31 02:30 23:59:59.999999 2200-12-31T23:59
    -001-01-01 0001-01-01T00:00 9999-12-31T23:59 2027-03-28T02:30 2027-10-31T02:30
    2027-06-02T24:00 00:00 24:00 23:59:60 12:00:00.1234567 2027-06-02T09:30+99:00 2027-06-02T09:30Z
    2027-W01-1 today 1e9 ٢٠٢٧-٠٦-٠٢
""".split()
TIMES += ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2027-06-02T09:30:00+00:00"]
TIMES += ["", "0001-01-01 00:00", "9999-12-31 23:59:59", "2027-06-02 09:30"]
COUNTS = ["-1", "x", "", "0", "1", "2", "1000000000", "1001", "9" * 5_000, "1.5", "\0", "٣", "1e3"]
KEYS = """
    0 -1 1 2 3 999999 2147483648 9223372036854775807 9223372036854775808 -9223372036854775809 x None
    ٣ 1.0 1e3 1,2 True [] 00000000-0000-0000-0000-000000000000
""".split()
KEYS += ["", "1\0", "9" * 5_000]
# What lists, pop-ups and pages of the site are asked with, also where none was.
QUERIES = """
    o p page all sort order q e find day room kind zone words state draft who group moved from
    saved suggested mail next tab key minutes show action index select_across _selected_action
    _popup _to_field _changelist_filters _facets _source_model id__in pk id__exact workshop
    workshop__id__exact password__startswith at__gte at__year format term app_label model_name
    field_name a[] a[b] csrfmiddlewaretoken _method \0 x
""".split()
NAMES = [
    "a.pdf",
    "..\\..\\a.pdf",
    "a\0.pdf",
    "x" * 300 + ".pdf",
    "",
    ".",
    "\u202efdp.exe",
    "a.HTML",
]
NAMES += ["a.csv", "a.xlsx", "a.json", "a.png", "a.zip", 'a"b\r\n.pdf', "CON", "a.pdf "]


def zipped(**files):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    return whole.getvalue()


def sheet(*rows):
    text = io.StringIO()
    csv.writer(text).writerows([("title", "authors", "speaker", "mail", "start", "end"), *rows])
    return text.getvalue().encode()


def picture():
    drawn = io.BytesIO()
    Image.new("RGB", (640, 640), "#7a1fa2").save(drawn, "PNG")
    return drawn.getvalue()


ROW = "Ice", "Ada Boole", "Ada Boole", "ada@example.org", "2030-06-05 09:30", "10:30"
WORDS = [text for text in TEXTS if isinstance(text, str) and len(text) < 2_000]
ODD = [sheet(*([word, *ROW[1:]] for word in WORDS)), sheet(*([word] * len(ROW) for word in WORDS))]
PDF = signed("Ada Boole")
# By what is asked for, the likely one first. A log is told from others by what is in it.
FILES = {
    "image": [("ice.png", picture())],
    "zip": [("ice.zip", zipped(**{"ice.pdf": PDF}))],
    "bib": [("ice.bib", b"@article{ice, title={{I}ce {$x^2$}}, abstract={a {b} c}}")],
    "csv": [("ice.csv", sheet(ROW)), *[("odd.csv", one) for one in ODD]],
    "pdf": [("ice.pdf", PDF)],
    "": [("ice.pdf", PDF), *[(f"{tool}.log", text.encode()) for tool, text in EXAMPLES.items()]],
}


CONTENTS = [
    b"",
    b"\0",
    signed("Ada Boole"),
    signed("Ada Boole")[:200],
    b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
    b"\xff\xd8\xff\xe0" + b"\0" * 40,
    b"<!doctype html><script>alert(1)</script>",
    b"%PDF-1.7\n%%EOF",
    zipped(**{"../evil.csv": "a,b", "xl/workbook.xml": "<a/>"}),
    zipped(**{"xl/worksheets/sheet1.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}),
    b"title,starts_at\nIce,0000-00-00\n",
    b"submission,reviewer,score\n1,a@example.org,1e400\n\0,\0,NaN\n",
    b'\xef\xbb\xbfname;mail\r\n"a;b\n',
    b'[{"timestamp": 1e400}]',
    b"x" * 70_000,
    "名前,メール\n".encode("utf-16"),
]


class Upload(io.BytesIO):
    """A file of any name, such as no browser would send."""

    def __init__(self, content, name, content_type):
        super().__init__(content)
        self.name, self.content_type = name, content_type

    def __repr__(self):
        return f"{self.name!r}, {self.content_type}: {self.getvalue()[:40]}"


BODIES = [
    ("application/json", b'{"a": 1}'),
    ("application/x-www-form-urlencoded", b"a=%ff&=&&%&=1&%00=%00&a=%ed%a0%80"),
    ("application/x-www-form-urlencoded", b"a=1&" * 1_001),
    ("application/x-www-form-urlencoded", b"a=" + b"x" * 3_000_000),
    ("application/x-www-form-urlencoded; charset=none", b"a=1"),
    ("multipart/form-data", b"x"),
    ("multipart/form-data; boundary=" + "x" * 300, b"--x"),
    ("multipart/form-data; boundary=\u00e9", b"--\xe9\r\n"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\n"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; filename="a"\r\n'),
    ("multipart/form-data; boundary=x", b"--x\r\n" + b"a: b\r\n" * 5_000 + b"\r\nc\r\n--x--"),
    ("text/plain; boundary", b"\0"),
    ("", b"\xff"),
]


@dataclass
class Body:
    """What is sent in place of a form."""

    content_type: str
    content: bytes
