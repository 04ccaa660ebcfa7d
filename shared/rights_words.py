"""What an account was not let do, in words for whoever gives rights.

A refused right and a refused password come with the same code, ACCESS_REFUSED; RabbitMQ's sentence
tells them apart, and names the thing.
"""

import re

_REFUSED = re.compile(
    r"(?:(?P<hak>configure|write|read) )?access to (?P<jenis>queue|exchange|topic)"
    r" '(?P<nama>[^']*)'(?: in exchange '(?P<exchange>[^']*)')? in vhost '(?P<vhost>[^']*)'"
    r" refused for user '(?P<akun>[^']*)'"
)
_HAK = {"configure": "mengatur", "write": "menulis ke", "read": "membaca", None: "melihat"}
_JENIS = {"queue": "antrean", "exchange": "exchange", "topic": "kunci"}

ANJURAN = (
    "Bandingkan hak akun itu (rabbitmqctl list_user_permissions) dengan `izin akses daftar`;"
    " yang benar dimuat dengan `izin akses definisi`"
)


def sebab_hak(galat: BaseException, *, melihat: bool = False) -> str | None:
    """Which account lacks which right on what; None when it was something else. `melihat`: it only
    asked whether the thing is there, for which any right will do; RabbitMQ 4.3.6 then speaks of
    "configure" all the same."""
    ditolak = _REFUSED.search(str(galat))
    if ditolak is None:
        return sebab_hak(galat.__cause__, melihat=melihat) if galat.__cause__ is not None else None
    hak = None if melihat else ditolak["hak"]
    di = f" di exchange '{ditolak['exchange']}'" if ditolak["exchange"] else ""
    return (
        f"akun '{ditolak['akun']}' tidak berhak {_HAK[hak]}"
        f" {_JENIS[ditolak['jenis']]} '{ditolak['nama']}'{di} di virtual host"
        f" '{ditolak['vhost']}'"
    )
