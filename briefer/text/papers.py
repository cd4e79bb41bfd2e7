"""Names of papers, which end with a noun that many papers have: "The Orme Star"."""

from typing import Final

_NOUN: Final = (
    r"(?:Advertiser|Anzeiger|Argus|Bulletin|Chronicle|Courier|Dispatch"
    r"|Echo|Examiner|Express|Gazette|Globe|Herald|Independent|Journal|Kurier|Mail|Mercury|Monitor"
    r"|Nachrichten|News|Observer|Post|Press|Record|Register|Review|Sentinel|Standard|Star|Sun"
    r"|Tagblatt|Telegraph|Times|Tribune|Zeitung)"
)
_WORD: Final = r"[A-ZÀ-Þ][\w.'’&-]*"

# Without "The", a second word before the noun may be a verb: "Storm Breaks Record".
PAPER_ALONE: Final = rf"(?:The (?:{_WORD} ){{0,2}}|{_WORD} ){_NOUN}"
"""A pattern for a name that stands alone in its line, where a headline may stand as well."""

PAPER: Final = rf"(?:[Tt]he (?:{_WORD} ){{0,3}}|(?:{_WORD} ){{1,3}}){_NOUN}"
"""A pattern for a name in a sentence, which may be as short as "the Times"."""
