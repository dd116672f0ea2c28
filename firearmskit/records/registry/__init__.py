"""A registry in a database: the log, what is derived from it, and who may do what."""

from firearmskit.records.registry.opening import begin_registry, open_registry
from firearmskit.records.registry.registry import Entry, Registry
from firearmskit.records.registry.vouching import Inclusion

__all__ = ["Entry", "Inclusion", "Registry", "begin_registry", "open_registry"]
