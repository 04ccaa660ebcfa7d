"""Why a server's certificate was not believed, in words for whoever has to put it right.

Libraries wrap the reason in errors of their own; OpenSSL's sentence survives in all of them.
"""

import re

_NAME = re.compile(r"(?:Hostname|IP address) mismatch, certificate is not valid for '([^']+)'")
_KINDS = (
    ("certificate has expired", "sertifikat server sudah habis masa berlakunya"),
    ("certificate is not yet valid", "sertifikat server belum berlaku: periksa jam komputer ini"),
    (
        "certificate verify failed",
        "sertifikat server tidak ditandatangani CA yang ditunjuk alamatnya (cafile, tlsCAFile)",
    ),
    ("WRONG_VERSION_NUMBER", "server di alamat itu tidak memakai TLS"),
)


def sebab_sertifikat(galat: BaseException) -> str | None:
    """None when it was something else."""
    teks = str(galat)
    if found := _NAME.search(teks):
        return f"sertifikat server bukan untuk nama '{found[1]}'"
    for kata, sebab in _KINDS:
        if kata in teks:
            return sebab
    if isinstance(galat, FileNotFoundError) and galat.errno is not None:
        return "berkas CA yang ditunjuk alamatnya tidak ada (cafile, tlsCAFile)"
    return sebab_sertifikat(galat.__cause__) if galat.__cause__ is not None else None
