"""Briefs in your own web application: one answer, or a line for each step.

Run it with ``uvicorn --app-dir examples web_handler:app`` (``pip install "briefer[server]"``), then
``curl -d @articles/harbour.html -H "Content-Type: text/html" localhost:8000/briefs``. The model is
the one that ``BRIEFER_MODEL`` or the config file names. `briefer serve` is a whole application.
"""

import json
from collections.abc import AsyncIterator

import fastapi
from fastapi.responses import JSONResponse, Response, StreamingResponse

import briefer

MAX_BYTES = 500_000

app = fastapi.FastAPI()


@app.exception_handler(briefer.BrieferError)
async def explain(_request: fastapi.Request, error: briefer.BrieferError) -> JSONResponse:
    """Answer with the sentence that says what is wrong and what to do."""
    status = 422 if isinstance(error, briefer.SourceError) else 503
    return JSONResponse({"error": str(error)}, status_code=status)


@app.post("/briefs")
async def make_brief(request: fastapi.Request) -> Response:
    """Brief the page or text in the body. Other requests are served meanwhile."""
    brief = await briefer.abrief(await read(request))
    return Response(brief.model_dump_json(), media_type="application/json")


@app.post("/steps")
async def show_steps(request: fastapi.Request) -> StreamingResponse:
    """Answer with a line of JSON for each step. A client that leaves cancels the work."""
    return StreamingResponse(lines(await read(request)), media_type="application/x-ndjson")


async def lines(article: bytes) -> AsyncIterator[str]:
    """Yield the steps, then the headline or the error."""
    try:
        async for event in briefer.stream(article):
            if event.kind == "step":
                yield json.dumps({"step": event.step, "state": event.state}) + "\n"
            elif event.kind == "brief":
                yield json.dumps({"headline": event.brief.headline.text}) + "\n"
    except briefer.BrieferError as error:
        yield json.dumps({"error": str(error)}) + "\n"


async def read(request: fastapi.Request) -> bytes:
    """Return the body, up to a limit."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MAX_BYTES:
            raise fastapi.HTTPException(413, f"the limit is {MAX_BYTES:,} bytes")
    return body
