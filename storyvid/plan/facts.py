"""What the plan may know of assets."""

from typing import Protocol

from storyvid.recipes import Recipe


class Facts(Protocol):
    """What is known of assets: whether they are made, and the facts in their notes."""

    def has(self, recipe: Recipe) -> bool: ...

    def facts(self, recipe: Recipe) -> dict: ...
