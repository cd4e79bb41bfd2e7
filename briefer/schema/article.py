"""Article: the text of a news article, its sentences and its metadata."""

import hashlib
from bisect import bisect_right
from datetime import date, datetime
from functools import cached_property
from typing import Annotated, NamedTuple, Self

from pydantic import Field, field_validator, model_validator

from briefer.addresses import without_credentials
from briefer.language_codes import LanguageCode
from briefer.schema.evidence import Evidence, FrozenModel
from briefer.schema.vocabulary import MetadataField, Verdict
from briefer.text.sentences import split_sentences

DateOrDateTime = Annotated[date | datetime, Field(union_mode="left_to_right")]
"""A date, or a date with a time. A date without a time stays one when it is parsed from JSON."""


class Sentence(NamedTuple):
    """Start and end of one sentence in an article's text, without surrounding white space."""

    start: int
    end: int


class Post(FrozenModel):
    """One post of a live blog.

    Attributes:
        start: offset in the article's text at which it begins.
        published: when it was published.
    """

    start: Annotated[int, Field(ge=0)]
    published: datetime


class Article(FrozenModel):
    """The text of a news article and its metadata (after IPTC ninjs and schema.org NewsArticle).

    Attributes:
        text: the body, with line breaks between paragraphs; all offsets in a brief refer to it.
        title: the headline of the article; it is not part of ``text``.
        url: where the article was published, without user name and password.
        url_declared: True if only the file itself says that it was published there.
        publisher: the name of the outlet.
        authors: names in the order of the byline.
        published: date, or date and time, of first publication.
        modified: date, or date and time, of the last change.
        language: ISO 639-1 code.
        region: ISO 3166-1 code of the country that the source declares with its language; it
            decides whether "04/05" is in April or in May.
        posts: the posts of a live blog, in the order of the text; empty for other articles.
        hidden_passages: text that the page hides from its readers, and that is therefore not in
            ``text``; the first hundred passages, each shortened to 300 characters.
        overruled_metadata: what the metadata of a page declares otherwise than the page shows; the
            fields of these names have what it shows, or nothing.
        forced_verdict: why the source would have been refused, if its brief was forced.
        sha256: digest of ``text`` in UTF-8; computed if it is not given, else compared.
    """

    text: Annotated[str, Field(min_length=1)]
    title: str | None = None
    url: str | None = None
    url_declared: bool = False
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: DateOrDateTime | None = None
    modified: DateOrDateTime | None = None
    language: LanguageCode = "en"
    region: str | None = None
    posts: tuple[Post, ...] = ()
    hidden_passages: tuple[str, ...] = ()
    overruled_metadata: tuple[MetadataField, ...] = ()
    forced_verdict: Verdict | None = None
    sha256: str = ""

    @model_validator(mode="before")
    @classmethod
    def _add_or_compare_digest(cls, data: object) -> object:
        if isinstance(data, dict) and isinstance(data.get("text"), str):
            digest = hashlib.sha256(data["text"].encode("utf-8", "surrogatepass")).hexdigest()
            if data.get("sha256") not in (None, "", digest):
                raise ValueError("the sha256 does not match the text")
            return {**data, "sha256": digest}
        return data

    @field_validator("url")
    @classmethod
    def _without_credentials(cls, url: str | None) -> str | None:
        return url and without_credentials(url)

    @model_validator(mode="after")
    def _is_not_blank(self) -> Self:
        if not self.text.strip():
            raise ValueError("the text is empty")
        return self

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order; a line break always ends one."""
        found: list[Sentence] = []
        start = 0
        for segment in split_sentences(self.text, self.language):
            offset = start
            for line in segment.splitlines(keepends=True):
                words = line.strip()
                if words:
                    first = offset + len(line) - len(line.lstrip())
                    found.append(Sentence(first, first + len(words)))
                offset += len(line)
            start += len(segment)
        return tuple(found)

    def evidence(self, start: int, end: int) -> Evidence:
        """Cut the evidence ``text[start:end]``."""
        return Evidence.cut(self.text, start, end)

    def post_at(self, offset: int) -> Post | None:
        """Return the post of a live blog that the text at ``offset`` belongs to."""
        index = bisect_right(self.posts, offset, key=lambda post: post.start)
        return self.posts[index - 1] if index else None

    def sentence_at(self, offset: int) -> int:
        """Return the index of the sentence at ``offset``, of the next one, or else of the last."""
        index = bisect_right(self.sentences, offset, key=lambda sentence: sentence.end)
        return min(index, len(self.sentences) - 1)
