"""The store's users of an installation: a user and a role an account, told by a script that
MongoDB's shell runs, on a fresh database or again on one that has them."""

import json
from collections.abc import Mapping, Sequence

from shared.store.hak import HakSimpanan, perintah

_SKRIP = """\
// Ditulis oleh `izin rahasia`: satu peran dan satu pengguna tiap akun, haknya sesedikit mungkin.
// Aman diulang. Isinya kata sandi.
const basisData = db.getSiblingDB({basis_data});

for (const {{ createRole, createUser, ...isi }} of {perintah}) {{
  if (createRole) {{
    if (basisData.getRole(createRole)) basisData.updateRole(createRole, isi);
    else basisData.createRole({{ role: createRole, ...isi }});
  }} else {{
    if (basisData.getUser(createUser)) basisData.updateUser(createUser, isi);
    else basisData.createUser({{ user: createUser, ...isi }});
  }}
}}
"""


def skrip(hak: Sequence[HakSimpanan], sandi: Mapping[str, str], basis_data: str) -> str:
    """`sandi` by account."""
    isi = json.dumps(perintah(hak, sandi, basis_data), indent=2)
    return _SKRIP.format(basis_data=json.dumps(basis_data), perintah=isi)
