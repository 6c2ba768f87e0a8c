"""Fill a template: one file for the browser that needs nothing from outside; words in it stay words."""

import base64
import hashlib
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from seeds_analysis.views.codes import count_of

# Characters that reorder the line (CWE-1007), that no page may hold, and lone surrogates. Joiners stay: emoji
# and Persian need them.
_UNFIT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def fill(name: str, *, styles: tuple[str, ...], script: str = "", **values: object) -> Iterator[str]:
    """Fill a template, in pieces. `styles` and `script` name files, `values` are what the template uses.

    Words from outside cannot become markup: Jinja escapes them, and the policy of the page lets no other
    style or script run than ours.
    """
    style, code = "".join(map(_read, styles)), _read(script) if script else ""
    runs = _hash(code) if script else "'none'"
    allowed = f"default-src 'none'; style-src {_hash(style)}; script-src {runs}"
    policy = f"{allowed}; base-uri 'none'; form-action 'none'"
    # Ours, and hashed as they are; everything else is escaped.
    ours = {"style": Markup(style), "script": Markup(code)}  # noqa: S704
    stream = _environment().get_template(name).stream(values, policy=policy, **ours)
    stream.enable_buffering(1_000)  # pieces of the template that are written together
    yield from stream


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_read),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=_inert,
    )
    environment.globals["count_of"] = count_of
    return environment


def _inert(value: object) -> object:
    """Replace what is unfit for a page by U+FFFD, one for one; escaping comes after this."""
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", value) if type(value) is str else value


def _read(name: str) -> str:
    return resources.files("seeds_analysis.views.html").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
