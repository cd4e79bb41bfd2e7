"""Phrases of pages that are no article: of a paywall, a request for consent, an error, a login.

An article may have any of them, too, so that none decides alone what a page is.
"""

import re
from typing import Final


def _phrases(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


PAYWALL: Final = _phrases(
    r"\b(?:subscribe|sign (?:up|in)|log ?in|register|pay)(?: now| today| or \w+ ?\w*)? to "
    r"(?:continue|keep|finish) reading",
    r"\bto (?:continue|keep) reading,? (?:this|please|subscribe|log|sign|register)",
    r"\b(?:article|story|content) is (?:only |exclusively |just )?"
    r"(?:for|available to|reserved for|accessible to) (?:our |paid |paying )?"
    r"(?:subscribers|members)",
    r"\bread the (?:full|whole|entire) (?:story|article) (?:with|by) (?:a |your )?subscri",
    r"\byou(?:['’]ve| have) (?:reached|read|used) (?:your|all) [\w ]{0,25}free articles",
    r"\bsubscribe (?:now )?to (?:unlock|read) (?:the |this )?(?:full|rest|article|story)",
    r"\bweiterlesen mit\b.{0,40}\babo",
    r"\b(?:artikel|inhalt|beitrag) (?:ist )?(?:nur )?für (?:\w+[- ])?abonnent",
    r"\b(?:article|contenu) (?:est )?réservé (?:à nos |aux )abonné",
    r"\bil vous reste [\d.,]+\s?% de cet article",
    r"\bsuscríbete para (?:seguir|continuar) leyendo",
    r"\b(?:contenido|artículo) (?:exclusivo|solo) para (?:suscriptores|abonados)",
    r"\b(?:contenuto|articolo) riservato agli abbonati",
    r"\bconteúdo (?:exclusivo|restrito) (?:para|a) assinantes",
    r"\b(?:alleen|exclusief) voor (?:\w+ )?abonnees",
    r"\byou(?:['’]ve| have) (?:reached|used up) your (?:monthly )?limit of free (?:articles"
    r"|stories)",
    r"\bla suite est réservée aux abonnés|\bréservé à nos abonnés",
    r"\b(?:suscríbete|hazte suscriptor) para leer (?:el artículo|la noticia)",
    r"اشترك (?:الآن )?(?:ل?متابعة|لمواصلة|لإكمال) (?:القراءة|قراءة)|للمشتركين فقط",
    r"订阅后?(?:即可)?(?:继续)?(?:阅读|查看)(?:全文|更多)?|登录后?(?:继续)?阅读|仅限?订阅用户",
)
CONSENT: Final = _phrases(
    r"\bwe (?:and|,) our (?:\d+ )?(?:\w+ )?partners",
    r"\b(?:we|this (?:web)?site) uses? cookies",
    r"\b(?:accept|reject|allow) (?:all|cookies)\b",
    r"\b(?:manage|privacy|cookie) (?:your )?(?:preferences|choices|settings|options)",
    r"\bwe (?:value|respect|care about) your privacy",
    r"\bbefore you continue to\b",
    r"\blegitimate interests?\b",
    r"\b(?:withdraw|give|your) consent\b",
    r"\bwir (?:und unsere (?:\d+ )?partner|verwenden cookies)",
    r"\balle (?:cookies )?(?:akzeptieren|ablehnen)",
    r"\bnous (?:et nos (?:\d+ )?partenaires|utilisons des cookies)",
    r"\b(?:tout accepter|accepter et fermer|continuer sans accepter)",
    r"\b(?:usamos|utilizamos) cookies|\baceptar todo",
    r"\beinwilligung(?:en)?\b|\bberechtigte[sn]? interesse",
    r"\bvotre consentement\b|\bintérêt légitime\b",
    r"\bnuestros (?:\d+ )?socios\b|\binterés legítimo\b|\bsu consentimiento\b",
    r"\bi nostri (?:\d+ )?partner\b|\baccetta(?:re)? tutt[oi]\b|\blegittimo interesse"
    r"|\btuo consenso",
    r"\bgestire le (?:tue )?preferenze|\baceitar tudo|\bnossos (?:\d+ )?parceiros",
    r"\bonze (?:\d+ )?partners|\balles accepteren|\bgerechtvaardigd belang",
    r"ملفات تعريف الارتباط|قبول الكل|المصلحة المشروعة|وشركاؤنا",
    r"使用 ?cookie|合作伙伴使用|全部接受|接受全部|合法权益|您的同意",
)
NEEDS_SCRIPT: Final = _phrases(
    r"\b(?:enable|turn on|activate|requires?|without) java ?script",
    r"\bjava ?script (?:is|to be|must be) (?:disabled|enabled|required|not)",
)
ERROR: Final = _phrases(
    r"\bverif(?:y|ying) (?:that )?you(?: are|['’]re) (?:a |not a )?(?:human|robot)",
    r"\breview the security of your connection\b",
    r"\bare you a (?:robot|human)\?",
    r"\bunusual (?:traffic|activity) from your",
    r"\bchecking your browser\b|\bcomplete the (?:captcha|security check)",
    r"\byou don['’]t have permission to access",
    r"\b(?:page|article|story|content) (?:that )?(?:you(?: are|['’]re|['’]ve| have| were)? "
    r"(?:looking|requested|searching|tried)[\w ]{0,40}?)?"
    r"(?:can(?:not|['’]t| ?not) be found|could not be found|does(?: not|n['’]t) exist|"
    r"(?:is |are )?no longer (?:exists|available)|was not found)",
    r"\bseite (?:wurde )?nicht gefunden|\bpage (?:est )?introuvable|\bpágina no encontrada",
    r"\bwe (?:can(?:not|['’]t)|could(?: not|n['’]t)) find (?:that|this|the) page",
    r"\bpagina non trovata|\bpágina não encontrada|\bpagina niet gevonden",
    r"الصفحة (?:التي تبحث عنها )?غير موجودة|页面(?:未找到|不存在)|找不到(?:该|此)?页面",
)
# Matches a whole part of a title; bars, dashes and colons separate the parts.
ERROR_TITLE: Final = re.compile(
    r"(?:http |error |fehler |erreur )*(?:40[0134]|410|429|451|50[0234])?[\s:.!]*(?:error|w?h?oops"
    r"|sorry|"
    r"(?:page |file )?not found|we (?:can['’]t|couldn['’]t) find (?:that|this|the) page|"
    r"access (?:to this page has been )?denied|forbidden|unauthori[sz]ed|"
    r"just a moment|attention required|security check|are you a robot|captcha|robot check|"
    r"too many requests|unavailable for legal reasons|service (?:temporarily )?unavailable|"
    r"bad gateway|internal server error|"
    r"seite nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada"
    r"|pagina non trovata|"
    r"página não encontrada|pagina niet gevonden|"
    r"الصفحة غير موجودة|(?:40[34] ?)?(?:页面未找到|页面不存在|找不到页面))[.…!?]*|"
    r"(?:http |error )*(?:40[0134]|410|429|451|50[0234])",
    re.IGNORECASE,
)
# What an error page speaks about: its address, its site and what to do there.
ABOUT_SITE: Final = _phrases(
    r"\b(?:web ?)?(?:page|site|server|browser|link|url|web address|captcha|robot|human)s?\b",
    r"\b(?:seite|startseite|adresse|lien|página|dirección|enlace|portada|pagina|indirizzo)\b",
    r"الصفحة|الموقع|العنوان|页面|网址|首页|链接",
)
LOGIN_TITLE: Final = re.compile(
    r"(?:sign|log) ?in|welcome back|my account|anmelden|einloggen|(?:se )?connexion|s['’]identifier"
    r"|iniciar sesión|acceder|accedi|entrar|inloggen|تسجيل الدخول|登录|登入",
    re.IGNORECASE,
)
TITLE_PARTS: Final = re.compile(r"\s[-–—|·»]\s|[|:]\s")
