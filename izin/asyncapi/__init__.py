"""The wire as an AsyncAPI 3.0.0 document, generated from the models, the topology and the SOPs.

`izin asyncapi --ke docs/asyncapi.json` writes it.
"""

from izin.asyncapi.document import document, render

__all__ = ["document", "render"]
