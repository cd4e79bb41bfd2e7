"""Remove lines around and between the paragraphs of an article that are not part of it.

For example, "READ ALSO: Bridge closed", "(Reporting by Ana Ruiz; editing by Ben Cole)" or "Sign up
for our newsletter". Markup says this better where there is some (``page_furniture``); these rules
know it by the form of the line: a label with a colon, an order to the reader, a credit.
"""

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from briefer.source.author_boxes import without_author_boxes
from briefer.text.agencies import AGENCY
from briefer.text.sentences import ends_like_a_sentence

# Names, places and the small words between them; a sentence has other words too.
_NAMES: Final = (
    r"(?-i:[A-ZÀ-Þ][\w.'’&-]*+|and|in|by|from|for|with|of|the|at|de|van|von|der|la|al"
    r"|additional|further|reporting|writing|editing|edited|compiled|translation|[,;:/|&()\s]++)"
    r"{1,40}"
)
_LABELS: Final = re.compile(
    r"(?:story|article|content)? ?continues (?:below|after|under)\b.{0,60}"
    r"|(?:advertisement|advertising|sponsored(?: content)?|promoted|anzeige|werbung|publicité"
    r"|publicidad|pubblicità)(?:\s*[-–—|:].{0,80})?"
    r"|(?:related|recommended|trending|popular|latest|top|more|most read)"
    r"(?: (?:stories|articles|news|posts|topics|coverage|reading|links|videos|content|headlines"
    r"|now|today))?|read (?:also|more|next|on)|(?:see|also) (?:also|read)|up next|don['’]t miss"
    r"|you (?:may|might)(?: also)? (?:like|be interested in)|recommended for you|most popular"
    r"|editor['’]?s['’]? (?:picks?|choice)|comments? \(\d+\)|ends|(?:what to )?(?:read|watch) next"
    r"|more (?:on this(?: story| topic)?|from .{1,40})|continue reading|in this article"
    r"|(?:share|tweet|print|e-?mail|save|comments?|follow|reply|listen|subscribe|sign up|log ?in"
    r"|loading|menu|search|back to top|skip to (?:main )?content|scroll (?:down|to continue)"
    r"|copy link|close)(?: (?:to|this|article|story|page|us|now|here|today|on \w+)){0,3}"
    r"(?: comments)?"
    r"|(?:\d[\d.,]*k? |no |leave (?:a|your) |post a |add a |(?:view|show) (?:all )?)"
    r"(?:comments?|repl(?:y|ies)|shares?|views?|likes?)|be the first to comment"
    r"|\d+[ -]min(?:ute)?s? (?:read|listen)|(?:listen|reading time)\W+\d+ min\w*"
    r"|(?:view all )?posts by .{1,40}|about the authors?"
    r"|tags|topics|filed under|posted in|categories|keywords|key (?:events|moments|points)"
    r"|embedded content|(?:partager|compartir|condividi|compartilhar|delen)(?: \w+){0,3}"
    r"|(?:artikel |beitrag )?(?:teilen|drucken|kommentieren|merken)"
    r"|this (?:slideshow|video|content) requires javascript"
    r"|reklama|advertentie|annonse?|anúncio|реклама|إعلان|广告|広告"
    r"|(?:te|le) puede interesar|(?:ti )?potrebbe interessar(?:ti|e)|vous aimerez aussi"
    r"|das könnte (?:sie|dich) (?:auch )?interessieren|la suite après (?:la|cette) publicité"
    r"|(?:lees|bekijk) (?:ook|meer).{0,40}|udostępnij|polub nas.{0,30}|dela artikeln"
    r"|deel dit artikel|del artiklen|teile(?:n sie)? (?:diesen|den) artikel"
    r"|for immediate release|(?:share|like|comment|reply|save|print)(?: (?:share|like|comment|reply"
    r"|save|print)){1,4}",
    re.IGNORECASE,
)
# A label, and after it the headline of another story.
_LINK_LABEL: Final = re.compile(
    r"(?:read(?: (?:also|more(?: about| on this(?: story| topic)?)?|next|our story|the full story"
    r"|on))?"
    r"|see(?: also)?|also read|related(?: (?:stor(?:y|ies)|articles?|news|coverage|content))?"
    r"|recommended|don['’]t miss"
    r"|more on this(?: story)?|watch(?: (?:also|now|live|this))?|listen(?: (?:also|now))?"
    r"|in pictures|photos|gallery|trending|up next|you may also like|most read|tags|topics"
    r"|filed under|posted in|categories|keywords|lesen sie (?:auch|mehr)|mehr zum thema"
    r"|lire aussi|à lire(?: aussi)?|lea también|leggi anche|leia (?:também|mais)"
    r"|läs (?:mer|också|även)|læs (?:mere|også)|les (?:mer|også)|lees (?:ook|meer|verder)"
    r"|(?:czytaj|zobacz) (?:też|także|również|więcej))"
    r"\s*(?::|\||–|—|>|»|-\s)\s*\S.{0,200}",
    re.IGNORECASE,
)
# The same label without a colon, if it is in capitals: "READ ALSO Bridge closed".
_LOUD_LABEL: Final = re.compile(
    r"(?:READ (?:ALSO|MORE|NEXT)|ALSO READ|SEE ALSO|RELATED(?: STOR(?:Y|IES))?|DON['’]T MISS"
    r"|MOST READ|WATCH(?: NOW| LIVE)?|TRENDING)\b[ :].{0,200}"
)
_CREDIT_LABEL: Final = re.compile(
    r"(?:file )?(?:photo(?:graph)?|picture|image|video|graphic|illustration|credit|foto|bild"
    r"|grafik|photographie|crédit|source)s?(?: (?:credit|source|courtesy|photo)s?)?"
    rf"(?:\s*(?::|©|/|\|)\s*\S.{{0,120}}| (?:by|courtesy(?: of)?|via) {_NAMES})"
    r"|(?:©|\(c\)) ?\S.{0,80}"
    rf"|.{{0,300}}\b(?-i:Photo|Photograph|Image|Picture|Foto|Credit)s?(?: credit)?: {_NAMES}"
    r"|.{0,300}\((?:photo(?:graph)?|image|picture|pic|foto|bild)s?(?: credit)?"
    r"(?: by| courtesy| via|:|/)\s*[^()]{2,80}\)",
    re.IGNORECASE,
)
_STAFF: Final = (
    r"(?:additional |further |with )*(?:files|reporting|writing|editing|edited|written|compiled"
    r"|translated|translation|production|produced|graphics?|photography|research|inputs?)"
    r"(?: and (?:additional )?(?:reporting|writing|editing|graphics?))?"
    r"(?: (?:by|from)\b|\s*:)\s*"
)
_CREDIT: Final = re.compile(rf"{_STAFF}{_NAMES}|\({_STAFF}[^()]{{1,400}}\)", re.IGNORECASE)
_CONTRIBUTION: Final = re.compile(
    r".{2,300}\bcontributed (?:reporting|(?:reporting )?to this (?:report|story|article))\b.{0,60}",
    re.IGNORECASE,
)
# The last words of a paragraph: "... he said. (Reporting by Ana Ruiz; editing by Ben Cole)".
_CREDIT_AT_END: Final = re.compile(
    rf" ?(?:\({_STAFF}[^()]{{1,400}}\)|\[{_STAFF}[^\[\]]{{1,400}}\])\.?$", re.IGNORECASE
)
# An order to the reader that mentions the publisher's own product or channel.
_PROMPT: Final = re.compile(
    r"(?:please |to stay informed,? |for (?:more|all the latest|the latest)\b.{0,60}?,? "
    r"|what do you think[?!] |you can |want (?:more|the latest)\b.{0,60}[?!] "
    r"|(?:d(?:id|o) you )?(?:liked?|enjoy(?:ed|ing)?|loved?) (?:this|our|what)\b.{0,60}[?!] )?"
    r"(?:(?:sign up|subscribe|register)\b.{0,80}\b(?:newsletters?|alerts|inbox|mailing list"
    r"|podcast|channel|briefing|digest|bulletin|breaking news)\b.{0,120}"
    r"|subscribe to (?-i:[A-Z]).{0,120}"
    r"|get (?:the|our|your|all|more|breaking)\b.{0,100}\b(?:inbox|newsletters?|app|alerts"
    r"|e-?mail)\b.{0,160}"
    r"|(?:follow|like|join|find|visit) (?:us|our|me|@\w+)\b.{0,160}"
    r"|follow .{2,60} on (?:twitter|x|facebook|instagram|bluesky|mastodon|threads|linkedin"
    r"|whatsapp|telegram|google news|social media)\b.{0,80}"
    r"|share (?:this|it|your)\b.{0,60}\b(?:friends?|family|facebook|twitter|x|whatsapp|e-?mail"
    r"|social media|story|article|thoughts|views)\b.{0,60}"
    r"|click (?:here|below|(?:on )?(?:the|this) (?:link|button|icon))\b.{0,160}|tap here\b.{0,160}"
    r"|(?<!you can )click (?:on|the|to)\b.{0,160}"
    r"|(?:leave|post|add) a comment\b.{0,80}|listen to (?:the|our) podcast\b.{0,80}"
    r"|download (?:the|our)\b.{0,60}\bapp\b.{0,120}"
    r"|(?:contact|reach|e-?mail) (?:the )?(?:reporter|writer|author|editor)\b.{0,160}"
    r"|(?:contact|reach|e-?mail) .{2,60}? (?:at|on|via) \S+@\S+.{0,80}"
    r"|(?:send|tell|e-?mail|write to|contact|reach|message) (?:us|me|our|the (?:author|writer"
    r"|reporter|editor|newsroom))\b.{0,160}"
    r"|(?:have|got) (?:(?:a|any) )?(?:news )?(?:tips?|story|stories|views|thoughts)\b.{0,160}"
    r"|help us\b.{0,120}\b(?:support\w*|members?|donat\w+|subscri\w+|journalism)\b.{0,120}"
    r"|if you (?:liked?|enjoyed?|loved?) (?:this|our)\b.{0,160}"
    r"|.{5,100}\? (?:let us know|tell us|share your|e-?mail us|contact us|get in touch)\b.{0,160}"
    r"|(?:support|donate to|become a member of) (?:us|our|the|local|independent|free)\b.{0,60}"
    r"\b(?:journalism|newsroom|reporting)\b.{0,120}"
    r"|(?:have your say|let us know|join the (?:conversation|discussion)"
    r"|(?:thanks|thank you) for reading)\b.{0,120})",
    re.IGNORECASE,
)
# The same prompt in other languages: "Abonnez-vous à notre newsletter".
_FOREIGN_PROMPT: Final = re.compile(
    r"(?:abonnez-vous|inscrivez-vous|recevez|suscr[íi]b\w+|recib[ae]|iscriviti|abbonati|ricevi|assine"
    r"|inscreva-se|receba|zapisz się|prenumerera på|tilmeld dig|meld deg på|jetzt|hier"
    r"|melden sie sich|abonnieren sie|bestellen sie|schrijf je in|meld je aan|ontvang)\b.{0,100}"
    r"\b(?:newsletters?|infolettre|bolet[íi]n|nieuwsbrief|boletim|nyhets?brev|nyhedsbrev)\b"
    r".{0,80}|(?:unser(?:en)? )?newsletter (?:abonnieren|bestellen)"
    r"|.{0,120}\b(?:newsletters?|boletín|nieuwsbrief|boletim|nyhetsbrev|biuletyn)\b.{0,160}\b"
    r"(?:anmelden|abonnieren|abonnez|inscri\w+|suscr\w+|iscriv\w+|assin\w+|inscrev\w+|aanmelden"
    r"|prenumerera|zapisz)\b.{0,60}!"
    r"|(?:s[íi]guenos|suivez-nous|folge(?:n sie)? uns|seguici|siga-nos|volg ons|följ oss|følg oss?"
    r"|obserwuj nas)\b.{0,100}"
    r"|(?:lesezeit|lesedauer|(?:temps|durée) de lecture|tiempo de lectura|tempo di lettura"
    r"|tempo de leitura|leestijd|lästid|okuma süresi)\s*:?\s*\d+\s*\w{1,8}\.?"
    r"|(?:empfohlener redaktioneller|externer) inhalt\b.{0,300}",
    re.IGNORECASE,
)
_LEGAL: Final = re.compile(
    r"(?:©|\(c\)|copyright)\W{0,3}(?:\(c\)|©)?\W{0,2}(?:(?-i:[A-ZÀ-Þ][\w&.'’-]{0,20} ){1,4})?"
    r"\d{4}\b.{0,300}"
    r"|.{0,200}\ball rights reserved(?:\W.{0,200})?"
    r"|this (?:material|content|article|story) (?:may|can|must) ?not be"
    r" (?:published|re\w+|copied|broadcast|used)\b.{0,200}"
    r"|.{0,120}\bstandards:?\s+the \w+(?: \w+)? trust principles\b.{0,60}"
    r"|(?:we|this (?:web)?site|our (?:web)?site)(?: and our partners)? uses? cookies\b.{0,400}"
    r"|by (?:continuing|using|browsing|clicking|signing)\b.{0,80}\byou (?:agree|accept|consent)"
    r"\b.{0,200}"
    r"|this (?:article|story|page|post) (?:may )?(?:contains?|includes?) (?:affiliate|sponsored)\b"
    r".{0,160}"
    r"|(?:\(the|\(?this) (?:article|story|report|copy)\b.{0,60}\bnot been (?:edited|modified)\b"
    r".{0,200}"
    r"|we (?:may )?(?:earn|receive|get) (?:a |an )?(?:small |affiliate )?commission\b.{0,200}",
    re.IGNORECASE,
)
# What an outlet says about the article, about itself or to its readers. A correction stays.
_NOTICE: Final = re.compile(
    r"(?:a version of )?this (?:article|story|piece|essay|post)(?: (?:was|is|has been|also))?"
    r" (?:(?:first|originally|also) (?:published|appeared|ran|printed)|republished|reprinted"
    r"|produced (?:with|in|by|as)|supported by|funded by|made possible"
    r"|part of (?:a|an|our|the)\b.{0,60}\b(?:series|project|collaboration|partnership))"
    r"\b.{0,300}"
    r"|reporting (?:for|on) this (?:article|story|piece|project)\b.{0,200}"
    r"|our (?:journalism|newsroom|journalists|reporting)\b.{0,200}"
    r"\b(?:donat\w+|subscri\w+|members?|support(?:ers)?|readers)\b.{0,200}"
    r"|(?:republish our\b|we welcome your\b"
    r"|become an? (?:member|subscriber|supporter) (?:for|today|now|here)\b"
    r"|terms and conditions apply\b).{0,160}"
    r"|(?:the )?(?:views|opinions)(?: and (?:views|opinions))? expressed"
    r"(?:\b.{0,80}\b(?:those of the (?:author|writer|columnist)|author['’]s own)"
    r"| (?:here(?:in)?|in (?:this|the) (?:article|column|commentary|essay|piece|post|story))\b"
    r".{0,80}\bnot (?:necessarily )?(?:reflect|represent))\b.{0,160}"
    r"|have you been affected\b.{0,200}"
    r"|if you (?:have been|are|were) affected by\b.{0,40}\b(?:issue|story|article)s?\b.{0,200}"
    r"|this is a (?:breaking|developing)(?: news)? story\b.{0,160}"
    r"|image (?:source|caption), .{1,300}|(?-i:FILE) [-–—] .{1,400}"
    r"|(?:file|stock|handout|archive) (?:photo(?:graph)?|image|picture)s?"
    r"|(?:(?:first |last )?(?:published|updated|posted|modified):? )?"
    r"(?<!\d)\d++ (?:second|minute|min|hour|day)s? ago"
    r"|(?:e-?mail|twitter|x|instagram|bluesky|mastodon|threads)"
    r"(?:(?::| -) ?@?[\w.+-]*[@.]| ?@| [\w.+-]+@)[\w.-]+"
    r"|(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.-]+",
    re.IGNORECASE,
)
_FURNITURE: Final = (
    _LINK_LABEL, _LOUD_LABEL, _CREDIT_LABEL, _CREDIT, _CONTRIBUTION, _PROMPT,
    _FOREIGN_PROMPT, _LEGAL, _NOTICE,
)  # fmt: skip
_ADDRESSES: Final = (_PROMPT, _NOTICE)  # the outlet speaks to its readers
# In "Republish our letters, the prisoners begged", somebody else speaks.
_TOLD: Final = re.compile(
    r",[\"”’]? (?:[\w.’'-]+ ){1,5}?(?:said|says|told|asked|begged|warned|wrote|added)\b"
    r"|[,?!][\"”’]? (?:said|says|asked|wrote)\b"
)
_MAX_CHARACTERS: Final = 500

_LEADING_AGENCY: Final = re.compile(
    rf"^(?:\(?{AGENCY}\)\s*(?:[-–—:]+\s)?|{AGENCY}\s+[-–—]+\s)\s*(?=\S)"
)
_GLUED_AGENCY: Final = re.compile(rf"(\((?:{AGENCY}|[A-Z]{{2,8}})\))(?=[A-ZÀ-Þ“\"‘])")
# The code of an index or a share at Reuters: ".FTSE", "<ABCD.N>", "ABCD.N". But ".NET" is a word.
_TICKER: Final = re.compile(
    r" ?<(?:\.[A-Z][A-Z0-9]{1,14}|[A-Z0-9]{1,8}\.[A-Z]{1,2})>"
    r"| \.(?!NET\b)[A-Z][A-Z0-9]{2,14}\b"
    r"| \(?[A-Z]{2,5}\.(?:AS|BO|DE|HK|K|L|MI|N|NS|O|OQ|PA|SS|SZ|T|TO)\b(?!\.)\)?"
)
_SHORTCODE: Final = re.compile(
    r"\[/?(?:audio|button|caption|embed|gallery|playlist|video|youtube)\b[^\]]{0,300}\]"
)

# The end of a release to the press, and of an agency's story.
_END_MARK: Final = re.compile(r"[\s*_–—-]*(?:ENDS|-ends-)[\s*_.–—-]*|-+ ?30 ?-+|# ?# ?#")
_COUNT: Final = re.compile(r"[\d.,]+[kKmM]?(?: min\w*)?")
_HOME: Final = frozenset({"home", "start", "startseite", "accueil", "inicio", "início"})
_MAX_WORDS_OF_STEP: Final = 4
_MIN_SHARE_ABOVE_END: Final = 0.4


def without_furniture(
    paragraphs: Sequence[str], *, authors: Sequence[str] = (), outlet: str | None = None
) -> list[str]:
    """Return the paragraphs of an article without the lines that are not part of its text.

    Args:
        paragraphs: the paragraphs in order, each in one line.
        authors: the authors of the article; a paragraph about one of them is left out.
        outlet: the name of the publisher; a last line on a journalist of it is left out.
    """
    told = _before_end_mark(paragraphs)
    blocks = (_without_labels(paragraph) for paragraph in told)
    lines = [line for block in blocks if (line := _cleaned(block))]
    lines = [line for line in lines if not is_furniture(line)]
    return list(without_author_boxes(lines, authors, outlet=outlet))


def _before_end_mark(paragraphs: Sequence[str]) -> Sequence[str]:
    """Return what is above "ENDS"; below it are notes to editors and whom to call."""
    sizes = list(accumulate(map(len, paragraphs), initial=0))
    for index, paragraph in enumerate(paragraphs):
        if _END_MARK.fullmatch(paragraph) and sizes[index] >= sizes[-1] * _MIN_SHARE_ABOVE_END:
            return paragraphs[:index]
    return paragraphs


def _without_labels(block: str) -> str:
    """Return a block of several lines without labels, or nothing of a list of other stories."""
    first, *others = block.split("\n")
    if not others:
        return block
    if _LABELS.fullmatch(first.strip()) and not any(map(ends_like_a_sentence, others)):
        return ""
    return "\n".join(line for line in (first, *others) if not is_furniture(line))


def is_furniture(line: str) -> bool:
    """Return True if a line is a label, a credit, a prompt or a notice, and not part of a text."""
    bare = line.strip(" \t*_-–—•·>»|[]→▶►")
    if len(bare) > _MAX_CHARACTERS:
        return False
    if (not bare.endswith((".", "?")) or bare.endswith("...")) and _LABELS.fullmatch(
        bare.rstrip("!:. …")
    ):
        return True
    if _is_counter(bare) or _is_trail(bare):
        return True
    return any(
        pattern.fullmatch(bare) and not (pattern in _ADDRESSES and _TOLD.search(bare))
        for pattern in _FURNITURE
    )


def _is_trail(line: str) -> bool:
    """Return True for "Home > News > Region"."""
    first, *others = re.split(r"\s*[>»›]\s*", line)
    is_short = all(len(part.split()) <= _MAX_WORDS_OF_STEP for part in others)
    return bool(others) and first.lower() in _HOME and is_short


def _is_counter(line: str) -> bool:
    """Return True for "52 · 8 · Share": the numbers and buttons under a headline."""
    parts = [part.strip(" \t\xa0❤♥💬🔁👍") for part in re.split(r"[·•|]", line)]
    labels = [part for part in parts if part and not _COUNT.fullmatch(part)]
    return len(parts) > 1 and bool(labels) and all(map(_LABELS.fullmatch, labels))


def _cleaned(paragraph: str) -> str:
    """Return a paragraph without the credits, agency tags and codes at its ends or in it."""
    line = _SHORTCODE.sub("", _TICKER.sub("", paragraph))
    line = _CREDIT_AT_END.sub("", line)
    return _GLUED_AGENCY.sub(r"\1 ", _LEADING_AGENCY.sub("", line)).strip()
