"""Which settings of the embedded model's server would make it faster on this machine.

Each setting is changed alone and compared with the default in one run: a server starts, reads an
article that shares no prefix with its cache, and writes a fixed number of tokens. The settings take
turns in each round, and results are ratios to the default of the same round, so that a change in
machine load affects all settings equally.

The last row is not a setting: it shows what is saved by restoring from disk the state after the
system prompt, which all prompts begin with.
"""

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import httpx2
import xllamacpp
from common.reports import write_report

from briefer import Settings
from briefer.evals.suites.loader import load_suite, shipped_suites
from briefer.model.llama_server import server_parameters
from briefer.model.local import DEFAULT_CONTEXT_TOKENS
from briefer.model.weights.catalogue import DEFAULT
from briefer.prompts import Prompts

Change = Callable[[xllamacpp.CommonParams], None]

KEY = "benchmark"
READ_CHARACTERS, WRITTEN_TOKENS = 2_800, 96
Q8_0 = 8  # value of ggml_type


class Rates(NamedTuple):
    """Tokens per second for reading and writing, and the seconds of the whole call."""

    read: float
    written: float
    seconds: float


def threads(number: int) -> Change:
    """Return a change of the number of threads."""

    def change(parameters: xllamacpp.CommonParams) -> None:
        parameters.cpuparams.n_threads = number
        parameters.cpuparams_batch.n_threads = number

    return change


def attribute(**values: int) -> Change:
    """Return a change of top-level parameters."""

    def change(parameters: xllamacpp.CommonParams) -> None:
        for name, value in values.items():
            setattr(parameters, name, value)

    return change


SETTINGS: dict[str, Change] = {
    "default": lambda _: None,
    "one thread": threads(1),
    "one thread more than cores": threads((os.cpu_count() or 1) + 1),
    "n_ubatch 128": attribute(n_ubatch=128),
    "n_ubatch 2048": attribute(n_ubatch=2048),
    "flash attention off": attribute(flash_attn_type=0),
    "flash attention on": attribute(flash_attn_type=1),
    "cache type q8_0": attribute(cache_type_k=Q8_0, cache_type_v=Q8_0, flash_attn_type=1),
    "no weights repacked": attribute(no_extra_bufts=1),
}


class Server:
    """A server with one setting changed, and a client for it."""

    def __init__(self, weights: Path, change: Change, folder: str) -> None:
        parameters = server_parameters(weights, context_tokens=DEFAULT_CONTEXT_TOKENS, key=KEY)
        parameters.slot_save_path = f"{folder}/"
        change(parameters)
        self._server = xllamacpp.Server(parameters)
        self._client = httpx2.Client(
            base_url=self._server.listening_address,
            headers={"Authorization": f"Bearer {KEY}"},
            timeout=600,
            trust_env=False,
        )

    def ask(self, system: str, text: str, *, max_tokens: int) -> Rates:
        """Send a prompt and let the model write up to ``max_tokens`` tokens."""
        messages = [{"role": "system", "content": system}, {"role": "user", "content": text}]
        request = {"messages": messages, "temperature": 0, "max_tokens": max_tokens}
        reply = self._client.post("/v1/chat/completions", json=request).raise_for_status()
        timings = reply.json()["timings"]
        return Rates(
            read=timings["prompt_per_second"],
            written=timings["predicted_per_second"],
            seconds=(timings["prompt_ms"] + timings["predicted_ms"]) / 1000,
        )

    def slot(self, action: str) -> None:
        """Save, restore or erase the state of the server's only slot."""
        file = {"filename": "prefix.bin"}
        self._client.post("/slots/0", params={"action": action}, json=file).raise_for_status()

    def close(self) -> None:
        """Stop the server."""
        self._client.close()
        del self._server


def measure(rounds: int, weights: Path, texts: list[str]) -> dict[str, list[Rates]]:
    """Measure each setting once in each round."""
    results: dict[str, list[Rates]] = {name: [] for name in (*SETTINGS, "prefix restored")}
    system = Prompts(Settings().prompt_dir).render("brief/system.j2", {})
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds):
            names = list(SETTINGS)
            for name in names if number % 2 == 0 else reversed(names):
                server = Server(weights, SETTINGS[name], folder)
                server.ask("", "Hello.", max_tokens=2)  # the first call of a server is slower
                rates = server.ask(system, texts[number], max_tokens=WRITTEN_TOKENS)
                results[name].append(rates)
                print(f"  {number + 1}  {name:26} {rates.read:6.1f} {rates.written:6.1f}")
                if name == "default":
                    server.slot("erase")
                    server.ask(system, "", max_tokens=1)
                    server.slot("save")
                    server.slot("erase")
                    server.slot("restore")
                    restored = server.ask(system, texts[number], max_tokens=WRITTEN_TOKENS)
                    results["prefix restored"].append(restored)
                server.close()
    return results


def main() -> int:
    """Measure, print and write the report."""
    parser = argparse.ArgumentParser(description="Settings of the embedded model's server.")
    parser.add_argument(
        "rounds", nargs="?", type=int, default=3, help="number of rounds (default 3)"
    )
    rounds = parser.parse_args().rounds
    weights = DEFAULT.path(Settings().model_dir)
    cases = load_suite(shipped_suites()[0]).cases
    results = measure(rounds, weights, [case.article.text[:READ_CHARACTERS] for case in cases])
    print("\nratio to the default, median of the rounds: read, written, seconds")
    ratios = {}
    for name, rates in results.items():
        pairs = list(zip(rates, results["default"], strict=True))
        ratios[name] = Rates(
            *(statistics.median(a[i] / b[i] for a, b in pairs) for i in range(len(Rates._fields)))
        )
        print(f"  {name:26} " + "  ".join(f"{ratio:5.2f}" for ratio in ratios[name]))
    write_report(
        "server_settings",
        model=DEFAULT.name,
        rates={name: [one._asdict() for one in rates] for name, rates in results.items()},
        ratios_to_default={name: ratio._asdict() for name, ratio in ratios.items()},
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
