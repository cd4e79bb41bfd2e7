"""Names of news agencies, and of broadcasters that credit themselves in the same way.

"(Reuters)" at the end of a title, "By Ana Ruiz, AP" and a line "With AFP" have one.
"""

import re
from typing import Final

_NAMES: Final = (
    "AFP", "Agence France Presse", "Agence France-Presse", "ANI", "ANSA", "AP", "AP News",
    "Associated Press", "BBC", "Bloomberg", "CBS", "CNN", "CNN Business", "CNNMoney", "DPA", "dpa",
    "EFE", "IANS", "Kyodo", "NBC", "PA", "PA Media", "Press Association", "PTI", "Reuters", "TASS",
    "UPI", "Xinhua",
)  # fmt: skip

AGENCY: Final = "(?:{})".format(
    "|".join(re.escape(name) for name in sorted(_NAMES, key=len, reverse=True))
)
"""A pattern for any of the names, the longer ones first."""
