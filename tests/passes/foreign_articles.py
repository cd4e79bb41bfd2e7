"""Short articles in five languages, with a capable model's good answers about them.

All tell of the same fire: the mayor, who is indirectly reported, the secretary of a union, who is
quoted, and two officials, who are not named.
"""

# ruff: noqa: RUF001 (Chinese punctuation)

from dataclasses import dataclass

from briefer import Article
from tests.factories import NOTHING_WRONG, Answers


@dataclass(frozen=True)
class Story:
    """An article and what a model copies from it.

    Attributes:
        language: ISO 639-1 code.
        text: the article.
        headline: a line about sentence 1.
        summary: lines, each with the number of the sentence that it is about.
        mayor: name, role, cue and words.
        secretary: name, role, cue and quoted words.
        officials: description, cue and words.
        place: where it happened.
        day: when it happened.
        sentences: numbers of the sentences of the mayor, the secretary and the officials.
    """

    language: str
    text: str
    headline: str
    summary: tuple[tuple[str, int], ...]
    mayor: tuple[str, str, str, str]
    secretary: tuple[str, str, str, str]
    officials: tuple[str, str, str]
    place: str
    day: str
    sentences: tuple[int, int, int]

    @property
    def article(self) -> Article:
        return Article(text=self.text, language=self.language, published="2026-03-18")

    @property
    def answers(self) -> Answers:
        """A good answer for each draft schema."""
        people = (self.mayor, self.secretary)
        named = [{"name": name, "kind": "person", "role": role} for name, role, _, _ in people]
        said = [(cue, words) for _, _, cue, words in people] + [self.officials[1:]]
        statements = [
            {"by": by, "at": at, "cue": cue, "first": words}
            for by, (at, (cue, words)) in enumerate(zip(self.sentences, said, strict=True), start=1)
        ]
        item = {"kind": "disputed", "note": self.summary[0][0], "quotes": [said[0][1], said[1][1]]}
        return {
            "FullGistDraft": {
                "headline": f"{self.headline} [1]",
                "who": named,
                "when": [self.day],
                "where": [self.place],
                "what": [],
                "summary": [f"{line} [{number}]" for line, number in self.summary],
            },
            "StatementsDraft": {
                "sources": [*named, {"name": self.officials[0], "kind": "unnamed_group"}],
                "statements": statements,
                "main": [2],
            },
            "UncertaintyDraft": {"uncertainty": [item]},
            "VerdictsDraft": NOTHING_WRONG,
        }


GERMAN = Story(
    language="de",
    text="VALDORF – Bei einem Brand im Hafen von Valdorf sind am Dienstag drei Menschen gestorben. "
    "Das teilte die Hafenbehörde am Mittwoch mit.\n\nDie Bürgermeisterin Ina Kaldorf sagte, die "
    "Sirenen hätten funktioniert. „Wir haben gar nichts gehört“, sagte Tom Reißner, der Sekretär "
    "der Gewerkschaft. Nach Angaben von zwei Beamten könnte ein defektes Förderband den Staub "
    "entzündet haben. Warum die Tore verschlossen waren, ist unklar. Der Schaden beträgt 5,2 "
    "Millionen Euro.",
    headline="Brand im Hafen von Valdorf tötet drei Menschen",
    summary=(
        ("Die Sirenen haben nach den Worten der Bürgermeisterin funktioniert.", 3),
        ("Der Schaden beträgt 5,2 Millionen Euro.", 7),
    ),
    mayor=("Ina Kaldorf", "Bürgermeisterin", "sagte", "die Sirenen hätten funktioniert"),
    secretary=(
        "Tom Reißner", "der Sekretär der Gewerkschaft", "sagte", "Wir haben gar nichts gehört",
    ),
    officials=(
        "zwei Beamten", "Nach Angaben von",
        "könnte ein defektes Förderband den Staub entzündet haben",
    ),
    place="Hafen von Valdorf",
    day="am Dienstag",
    sentences=(3, 4, 5),
)  # fmt: skip
FRENCH = Story(
    language="fr",
    text="VALMOREL – Un incendie au port de Valmorel a tué trois personnes mardi, a annoncé "
    "mercredi la capitainerie.\n\nLa maire Inès Caldère a déclaré que les sirènes avaient "
    "fonctionné. « Nous n’avons rien entendu », a affirmé Thomas Reynaud, secrétaire du syndicat. "
    "Selon deux responsables, un tapis usé aurait enflammé la poussière. On ignore pourquoi les "
    "portes étaient fermées. Les dégâts s’élèvent à 5,2 millions d’euros.",
    headline="Un incendie au port de Valmorel tue trois personnes",
    summary=(
        ("Les sirènes avaient fonctionné, selon la maire.", 2),
        ("Les dégâts s’élèvent à 5,2 millions d’euros.", 6),
    ),
    mayor=("Inès Caldère", "La maire", "a déclaré", "que les sirènes avaient fonctionné"),
    secretary=(
        "Thomas Reynaud", "secrétaire du syndicat", "a affirmé", "Nous n'avons rien entendu",
    ),
    officials=("deux responsables", "Selon", "un tapis usé aurait enflammé la poussière"),
    place="port de Valmorel",
    day="mardi",
    sentences=(2, 3, 4),
)  # fmt: skip
SPANISH = Story(
    language="es",
    text="VALDEMORA – Un incendio en el puerto de Valdemora mató a tres personas el martes, "
    "informó el miércoles la autoridad portuaria.\n\nLa alcaldesa Inés Caldera dijo que las "
    "sirenas habían funcionado. «No oímos nada», afirmó Tomás Reyes, secretario del sindicato. "
    "Según dos funcionarios, una cinta gastada pudo encender el polvo. No se sabe por qué las "
    "puertas estaban cerradas. Los daños suman 5,2 millones de euros.",
    headline="Un incendio en el puerto de Valdemora mata a tres personas",
    summary=(
        ("Las sirenas habían funcionado, según la alcaldesa.", 2),
        ("Los daños suman 5,2 millones de euros.", 6),
    ),
    mayor=("Inés Caldera", "La alcaldesa", "dijo", "que las sirenas habían funcionado"),
    secretary=("Tomás Reyes", "secretario del sindicato", "afirmó", "No oímos nada"),
    officials=("dos funcionarios", "Según", "una cinta gastada pudo encender el polvo"),
    place="puerto de Valdemora",
    day="el martes",
    sentences=(2, 3, 4),
)
ARABIC = Story(
    language="ar",
    text="ميناء السدرة – قتل حريق في ميناء السدرة ثلاثة أشخاص يوم الثلاثاء، بحسب سلطة الميناء.\n\n"
    "قالت رئيسة البلدية ليلى القادري إن صفارات الإنذار عملت. وقال سامر النعيمي أمين النقابة: «لم "
    "نسمع شيئا على الإطلاق». وذكر مسؤولان أن حزاما باليا ربما أشعل الغبار. ولم يعرف بعد سبب إغلاق "
    "الأبواب. وبلغت الخسائر خمسة ملايين دولار.",
    headline="حريق في ميناء السدرة يقتل ثلاثة أشخاص",
    summary=(
        ("قالت رئيسة البلدية إن صفارات الإنذار عملت.", 2),
        ("بلغت الخسائر خمسة ملايين دولار.", 6),
    ),
    mayor=("ليلى القادري", "رئيسة البلدية", "قالت", "صفارات الإنذار عملت"),
    secretary=("سامر النعيمي", "أمين النقابة", "وقال", "لم نسمع شيئا على الإطلاق"),
    officials=("مسؤولان", "وذكر", "حزاما باليا ربما أشعل الغبار"),
    place="ميناء السدرة",
    day="يوم الثلاثاء",
    sentences=(2, 3, 4),
)
CHINESE = Story(
    language="zh",
    text="凌湾港周二发生火灾，造成三人死亡，港务局周三表示。\n\n市长周岚说，警报系统运转正常。“我们什么"
    "也没听到，”工会秘书陈志远说。两名官员称，一条破旧的传送带可能点燃了粉尘。大门为何上锁，目前尚不清"
    "楚。损失达五百二十万元。",
    headline="凌湾港火灾造成三人死亡",
    summary=(("市长说警报系统运转正常。", 2), ("损失达五百二十万元。", 6)),
    mayor=("周岚", "市长", "说", "警报系统运转正常"),
    secretary=("陈志远", "工会秘书", "说", "我们什么也没听到"),
    officials=("两名官员", "称", "一条破旧的传送带可能点燃了粉尘"),
    place="凌湾港",
    day="周二",
    sentences=(2, 3, 4),
)
STORIES = {story.language: story for story in (GERMAN, FRENCH, SPANISH, ARABIC, CHINESE)}
