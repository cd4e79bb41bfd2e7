"""Progress notifications: one line for each event, and downloads once a second."""

from briefer import ArticleAnalysed, ArticleLoaded, LinesVerified, ProgressEvent
from briefer.mcp_server.progress_messages import Notifier, message_of
from briefer.schema.article import Article


def test_each_event_is_a_line() -> None:
    article = Article(text="A bridge fell.", title="Bridge falls")
    assert message_of(ArticleLoaded(article)) == "article: Bridge falls (14 characters)"
    assert message_of(ArticleLoaded(Article(text="A"))) == "article: without a title (1 character)"
    assert message_of(ArticleAnalysed("syntax", 3, 2, 1)) == (
        "analysis: 3 names, 2 quotations, 1 attribution"
    )
    assert message_of(LinesVerified(9, 2, 1)) == (
        "verification: 9 lines and claims, 2 corrected, 1 left out"
    )
    assert message_of(ProgressEvent("reading", "advanced", done=3, total=9)) == "reading: 3 of 9"
    assert message_of(ProgressEvent("reading", "advanced", done=3)) == "reading: 3"


async def test_a_download_is_reported_once_a_second() -> None:
    sent: list[tuple[float, str]] = []
    now = 0.0

    async def send(progress: float, total: float | None, message: str) -> None:
        assert total is None
        sent.append((progress, message))

    notify = Notifier(send, clock=lambda: now)
    for step in range(25):
        now = step / 10
        event = ProgressEvent(
            "downloading", "advanced", done=step * 4_000_000, total=98_000_000, unit="bytes"
        )
        await notify(event)
    assert sent == [
        (1.0, "downloading: 0 of 98 MB"),
        (2.0, "downloading: 40 of 98 MB"),
        (3.0, "downloading: 80 of 98 MB"),
    ]


async def test_a_title_cannot_control_the_terminal_of_a_client() -> None:
    sent: list[str] = []

    async def send(_progress: float, _total: float | None, message: str) -> None:
        sent.append(message)

    await Notifier(send)(ArticleLoaded(Article(text="A", title="Bridge\x1b[2J\nfalls")))
    assert sent == ["article: Bridge␛[2J falls (1 character)"]
