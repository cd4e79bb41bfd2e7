"""Find the article among the lines of an e-mail: without quoted history, signatures and notices.

Of a forwarded message, the article is what is forwarded; its header says who wrote it and when. Of
an answer, it is what stands above "On Monday, Ana Ruiz wrote:".
"""

import re
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

Field = Literal["date", "from", "subject", "to"]

_FORWARDED: Final = re.compile(
    r"[\s\W]*(?:begin(?:ning of)? forwarded message|(?:original )?forwarded message"
    r"|(?:anfang der )?weitergeleitete(?:n)? (?:nachricht|e-?mail)"
    r"|(?:début du )?message (?:transféré|réexpédié|transmis)"
    r"|(?:inicio del )?mensaje reenviado|(?:inizio )?messaggio inoltrato"
    r"|(?:início da )?mensagem (?:encaminhada|reencaminhada)"
    r"|(?:begin )?doorgestuurd bericht)\b.{0,40}",
    re.IGNORECASE,
)
_FORWARDING: Final = r"fwd?|wg|tr|rv|enc|doorst|vs|vb"
_ANSWERING: Final = r"re|aw|antw|sv|rif|res"
_FORWARDING_SUBJECT: Final = re.compile(rf"\s*(?:{_FORWARDING})\s*:", re.IGNORECASE)
_ANSWERING_SUBJECT: Final = re.compile(rf"\s*(?:{_ANSWERING})\s*:", re.IGNORECASE)
_PREFIXES: Final = re.compile(
    rf"^(?:\s*(?:{_FORWARDING}|{_ANSWERING})\s*:|\s*\[[\w .-]{{1,30}}\](?=\s*\w))+",
    re.IGNORECASE,
)
# With a time or an address: "On Monday she wrote:" is part of a story.
_WROTE: Final = re.compile(
    r"\s*+(?=.*(?:@|\d[:.h]\d\d))(?:on|am|le|el|il|em|op)\b.{4,200}"
    r"\b(?:wrote|schrieb|a écrit|escribió|ha scritto|escreveu|schreef)\b.{0,80}:\s*"
    r"|[\s\W]*(?:original message|ursprüngliche nachricht|message d['’]origine|mensaje original"
    r"|messaggio originale|mensagem original|oorspronkelijk bericht)[\s\W]*",
    re.IGNORECASE,
)
_FIELDS: Final[dict[Field, str]] = {
    "from": "from|von|de|da|van|från|fra",
    "date": "date|sent|datum|gesendet|envoyé|fecha|enviado(?: el)?|data|inviato|verzonden|dato",
    "subject": "subject|betreff|objet|asunto|oggetto|assunto|onderwerp|ämne|emne",
    "to": "to|an|à|para|a|aan|till|til|cc|kopie|reply-to",
}
_FIELD: Final = re.compile(
    r"[\s*_]*(?:"
    + "|".join(f"(?P<{field}>{words})" for field, words in _FIELDS.items())
    + r")[\s*_]*:[\s*_]*(?P<value>.*)",
    re.IGNORECASE,
)
_MIN_FIELDS: Final = 3
_MAX_LINES_OF_HEADER: Final = 10
_MIN_BROKEN: Final = 60  # characters of a line that was broken
_MAX_LINES_OF_NOTE: Final = 40
_SIGNATURE: Final = re.compile(
    r"--\s?|_{2,}\s?|(?:sent|gesendet|envoyé|enviado|inviato|verzonden|skickat)\b.{0,20}"
    r"\b(?:iphone|ipad|android|galaxy|outlook|samsung|mobile|smartphone|handy)\b.{0,60}"
    r"|(?:(?:best|kind|warm)(?:est)? (?:regards|wishes)|regards|cheers|sincerely|yours \w+"
    r"|(?:viele|beste|liebe|freundliche) grüße|mit (?:freundlichen|besten) grüßen"
    r"|(?:bien )?cordialement|saludos(?: cordiales)?|cordiali saluti|abraços|groeten)[,.!]?"
    r"|von meinem (?:iphone|ipad|mobiltelefon|handy)\b.{0,40}|get outlook for \w+.{0,40}",
    re.IGNORECASE,
)
_MAX_LINES_OF_SIGNATURE: Final = 20
_NOTICE: Final = re.compile(
    r"(?:view|read|open|see|(?:having )?trouble (?:viewing|reading)|can['’]t (?:see|read)|is this"
    r" e-?mail)\b.{0,80}\b(?:browser|online|web version)\b.{0,60}"
    r"|(?:view online|web version|read (?:in|on the) app|open in app)\W*(?:\|.{0,60})?"
    r"|(?:im browser (?:ansehen|öffnen|anzeigen)|online ansehen|ver en (?:el )?navegador"
    r"|voir (?:en ligne|dans le navigateur)|ver no navegador)\b.{0,60}"
    r"|.{0,80}\b(?:unsubscribe|abbestellen|abmelden|désabonner|désinscrire|darse de baja"
    r"|afmelden|(?:manage|update) (?:your )?(?:e-?mail )?(?:preferences|subscriptions?)"
    r"|e-?mail preferences)\b.{0,160}"
    r"|you(?:['’]re| are)? (?:receiving|received|getting|got|subscribed)\b.{0,40}"
    r"\b(?:e-?mail|newsletter|message|because)\b.{0,240}"
    r"|.{0,60}\bthis (?:e-?mail|newsletter|message) was sent (?:to|by|from)\b.{0,160}"
    r"|(?:forward (?:this|to a friend)|share this (?:e-?mail|newsletter)"
    r"|(?:was this (?:e-?mail|newsletter)|did someone) forward)\b.{0,160}"
    r"|add (?:us|.{2,60}@.{2,60}) to your (?:address book|contacts|safe).{0,80}"
    r"|(?:sign up|subscribe)(?: here| now)?[.!]?",
    re.IGNORECASE,
)
_MAX_CHARACTERS_OF_NOTICE: Final = 320
_LIST_RULE: Final = re.compile(r"_{20,}\s*|-{20,}\s*")
_LIST_FOOT: Final = re.compile(r"\b(?:mailing list|listinfo|unsubscribe)\b", re.IGNORECASE)
_PICTURE: Final = re.compile(r"\[(?:image|bild|cid|inline image)\b[^\]]{0,200}\]", re.IGNORECASE)
_LINK: Final = re.compile(r"\s?[<(\[]\s*https?://[^\s>)\]]+\s*[>)\]]|\bhttps?://\S{50,}")
_ONLY_LINK: Final = re.compile(r"(?:[^.!?]{0,60}:)?\s*https?://\S+\s*|[\W_]+")


class MailLine(NamedTuple):
    """A line of an e-mail.

    Attributes:
        text: its words.
        depth: how many quotations it stands in.
        is_signature: whether its markup says that it belongs to a signature.
    """

    text: str
    depth: int = 0
    is_signature: bool = False


class FoundArticle(NamedTuple):
    """Where the article of an e-mail is.

    Attributes:
        lines: the numbers of its lines.
        header: the fields of the forwarded message; empty if nothing was forwarded.
        is_forwarded: whether the article is a forwarded message.
    """

    lines: list[int]
    header: dict[Field, str]
    is_forwarded: bool


def find_article(lines: Sequence[MailLine], *, subject: str, sender: str) -> FoundArticle:
    """Return where the article is among the lines of an e-mail.

    Args:
        lines: all lines of its text.
        subject: its subject.
        sender: the name of its sender, which may stand below the text.
    """
    start, end, header = 0, len(lines), dict[Field, str]()
    is_forwarded = False
    while found := _forwarded(lines, start, subject=subject if not is_forwarded else ""):
        start, header = found
        is_forwarded = True
    depth = next((line.depth for line in lines[start:] if line.text.strip()), 0)
    left = sum(bool(line.text.strip()) for line in lines[start:])
    for index in range(start, end):
        left -= bool(lines[index].text.strip())
        if _ends_article(lines, index, start=start, left=left):
            end = index
            break
    deepest = depth if _has_history(lines, subject) else depth + 1
    kept = [
        index
        for index in range(start, end)
        if lines[index].depth <= deepest
        and not lines[index].is_signature
        and not is_notice(lines[index].text)
    ]
    names = set(re.findall(r"\w+", sender.casefold()))
    while kept and set(re.findall(r"\w+", lines[kept[-1]].text.casefold())) <= names:
        kept.pop()  # empty, or the name of the sender
    return FoundArticle(kept, header, is_forwarded)


def is_notice(line: str) -> bool:
    """Return True if a line is about the e-mail itself, such as "View in browser"."""
    bare = line.strip(" \t*|·•»>-–—")
    return len(bare) <= _MAX_CHARACTERS_OF_NOTICE and bool(_NOTICE.fullmatch(bare))


def clean_line(line: str) -> str:
    """Return a line of plain text without pictures and without the addresses of links."""
    line = _LINK.sub("", _PICTURE.sub("", line))
    return "" if _ONLY_LINK.fullmatch(line) else line


def clean_subject(subject: str) -> str:
    """Return a subject without "Fwd:", "Re:" and the name of a mailing list in brackets."""
    return _PREFIXES.sub("", subject, count=1).strip()


def plain_lines(text: str) -> list[MailLine]:
    """Return the lines of a plain text; ">" quotes a line."""
    lines: list[MailLine] = []
    for line in text.split("\n"):
        match = re.match(r"(?:>\s?)*", line)
        marks = match[0] if match else ""
        lines.append(MailLine(line[len(marks) :], marks.count(">")))
    return lines


def _forwarded(
    lines: Sequence[MailLine], start: int, *, subject: str
) -> tuple[int, dict[Field, str]] | None:
    """Return where a forwarded text begins, and the header above it."""
    words = 0
    for index in range(start, min(len(lines), start + _MAX_LINES_OF_NOTE)):
        line = lines[index].text
        is_marked = bool(_FORWARDED.fullmatch(line))
        if is_marked or _FIELD.fullmatch(line):
            header, end = _read_header(lines, index + is_marked)
            is_block = len(header) >= _MIN_FIELDS
            says_so = bool(_FORWARDING_SUBJECT.match(subject)) or words == 0
            if is_marked or (is_block and says_so):
                return end, header
        if _WROTE.fullmatch(line) and not _FORWARDING_SUBJECT.match(subject):
            return None
        words += len(line.split())
    return None


def _read_header(lines: Sequence[MailLine], start: int) -> tuple[dict[Field, str], int]:
    """Return the header that begins at or after ``start``, and the number of the line after it."""
    header: dict[Field, str] = {}
    field: Field | None = None
    end = index = start
    while index < len(lines) and index < start + _MAX_LINES_OF_HEADER + len(header):
        line = lines[index].text.strip()
        match = _FIELD.fullmatch(line)
        if match:
            name = next(name for name in _FIELDS if match[name])
            header.setdefault(name, match["value"].strip(" *"))
            field = name
            end = index + 1
        elif line and field and _goes_on(lines[index - 1].text, lines[index].text):
            header[field] += f" {line}" if field == "subject" else ""
            end = index + 1
        elif line and (header or index > start + 1):
            break
        index += 1
    return header, end


def _goes_on(before: str, line: str) -> bool:
    """Return True if a field of a header goes on in the line after it."""
    is_broken = len(before) >= _MIN_BROKEN and len(line) < len(before)
    return bool(before.strip()) and (line[:1].isspace() or is_broken)


def _ends_article(lines: Sequence[MailLine], index: int, *, start: int, left: int) -> bool:
    """Return True if history, a signature or the foot of a mailing list begins at a line.

    Args:
        lines: all lines.
        index: the number of the line.
        start: where the article begins.
        left: how many lines after this one are not empty.
    """
    line, following = lines[index].text.strip(), lines[index + 1 : index + 5]
    if index == start or not line:
        return False
    if _WROTE.fullmatch(line):
        return True
    if following and _WROTE.fullmatch(f"{line} {following[0].text}"):
        return True  # the line was broken
    if _FIELD.fullmatch(line) and len(_read_header(lines, index)[0]) >= _MIN_FIELDS:
        return True
    if _LIST_RULE.fullmatch(line):
        return any(_LIST_FOOT.search(one.text) for one in following)
    is_delimiter = bool(re.fullmatch(r"--\s?", lines[index].text))
    return bool(_SIGNATURE.fullmatch(line)) and (is_delimiter or left <= _MAX_LINES_OF_SIGNATURE)


def _has_history(lines: Sequence[MailLine], subject: str) -> bool:
    """Return True if quoted lines are what somebody wrote before, and not a quotation."""
    return bool(_ANSWERING_SUBJECT.match(subject)) or any(
        _WROTE.fullmatch(line.text) for line in lines
    )
