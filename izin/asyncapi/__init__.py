"""The wire as an AsyncAPI 3.1.0 document, generated from the models, the topology and the SOPs.

`izin asyncapi --ke docs/asyncapi.json` writes it.
"""

from izin.asyncapi.document import document, render
from izin.asyncapi.own_sops import differences

__all__ = ["differences", "document", "render"]
