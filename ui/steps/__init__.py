"""The activities of the workshop, one file each: what participants do, what the facilitator steers, what the projector shows.

Every file has the same three functions: `take_part`, `lead` and `project`, each with the scene as its argument.
"""

from __future__ import annotations

from types import ModuleType

from ui.steps import actions, agree, effects, explore, pause, tensions, values

ACTIVITIES: dict[str, ModuleType] = {
    "explore": explore,
    "effects": effects,
    "values": values,
    "break": pause,
    "tensions": tensions,
    "actions": actions,
    "agree": agree,
}
