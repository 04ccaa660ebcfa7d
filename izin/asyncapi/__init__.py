"""The wire as an AsyncAPI 3.0.0 document, generated from the models, the topology and the SOPs.

`python -m izin.asyncapi` writes it to docs/asyncapi.json.
"""

from izin.asyncapi.document import document, render

__all__ = ["document", "render"]
