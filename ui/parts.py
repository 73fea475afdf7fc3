"""The scripts of our components, each at an address of its own: a run of a page names it, and the browser keeps it.

Sent along with every run they would be most of what is sent, and compressing them most of what a run costs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

_PARTS: dict[str, str] = {}
_LOADER = """
const part = await import(new URL("%s", location.origin).href);
export default (component) => {
  const { parentElement } = component;
  if (!parentElement.querySelector("style.part")) {
    const style = document.createElement("style");
    style.className = "part";
    style.textContent = part.style;
    parentElement.prepend(style);
  }
  return part.default({ ...component, data: component.data[0] });
};
"""


def at_its_address(name: str, script: str, style: str) -> str:
    """Keep the script with its style at an address; gives the few lines that a page sends in its place."""
    whole = f"{script}\nexport const style = {json.dumps(style)};\n"
    _PARTS[name] = whole
    return _LOADER % _address(name)


def ahead() -> str:
    """The elements that have a browser fetch these scripts while the page is on its way, for its HTML: a part that comes
    late moves what is below it, under a hand that presses there."""
    return "".join(f'<link rel="modulepreload" href="{_address(name)}">' for name in _PARTS)


def _address(name: str) -> str:
    version = hashlib.sha256(_PARTS[name].encode()).hexdigest()[:12]
    return f"/parts/{name}.js?v={version}"


def sent(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What a page gives such a component: in a list the page server takes it as it is, and looks for no tables in it."""
    return [data]


def part(name: str) -> str | None:
    """What is at the address, or None."""
    return _PARTS.get(name)
