"""Where a channel goes: the URL and the secrets, from the file or from the environment."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ops.notifier.apprise_service import Layanan, UrlTidakDikenal
from ops.notifier.channel import SaluranApprise, SaluranUmum, SaluranWebhook
from ops.notifier.http_library import httpx
from ops.notifier.signature import RahasiaTidakSah, baca_rahasia

TIDAK_DIISI = "tidak diisi"
MESIN_INI = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class Alamat:
    """`samaran` may be shown. Whatever is secret is kept out of the object's text."""

    samaran: str = ""
    url: str = field(default="", repr=False)
    layanan: Layanan | None = field(default=None, repr=False)
    kunci: tuple[bytes, ...] = field(default=(), repr=False)
    rahasia_di_berkas: bool = False
    masalah: tuple[str, ...] = ()
    peringatan: tuple[str, ...] = ()


def periksa_alamat(saluran: SaluranUmum, env: Mapping[str, str]) -> Alamat:
    """Never raises: what is wrong stands in `masalah`, and no secret in it."""
    url = saluran.url or env.get(saluran.url_env or "", "").strip()
    if isinstance(saluran, SaluranWebhook):
        return _webhook(saluran, url, env)
    assert isinstance(saluran, SaluranApprise)  # noqa: S101 - there are two kinds
    return _apprise(saluran, url)


def _apprise(saluran: SaluranApprise, url: str) -> Alamat:
    if not url:
        return Alamat(masalah=(f"{_asal(saluran)} {TIDAK_DIISI}",))
    try:
        layanan = Layanan(url)
    except UrlTidakDikenal as galat:
        return Alamat(masalah=(f"{_asal(saluran)}: {galat}",))
    return Alamat(
        samaran=layanan.samaran,
        url=url,
        layanan=layanan,
        rahasia_di_berkas=saluran.url is not None and layanan.bersandi,
    )


def _webhook(saluran: SaluranWebhook, url: str, env: Mapping[str, str]) -> Alamat:
    masalah = []
    try:
        alamat = httpx.URL(url)
    except httpx.InvalidURL:
        alamat = httpx.URL("")
    if not url:
        masalah.append(f"{_asal(saluran)} {TIDAK_DIISI}")
    elif alamat.scheme not in {"http", "https"} or not alamat.host:
        masalah.append(f"{_asal(saluran)}: harus https://… (atau http://… di jaringan sendiri)")
    kunci: tuple[bytes, ...] = ()
    rahasia = env.get(saluran.rahasia_env, "")
    try:
        kunci = baca_rahasia(rahasia)
    except RahasiaTidakSah as galat:
        sebab = str(galat) if rahasia.strip() else f"{TIDAK_DIISI}; {galat}"
        masalah.append(f"variabel lingkungan {saluran.rahasia_env} (rahasia_env): {sebab}")
    terbuka = alamat.scheme == "http" and alamat.host not in MESIN_INI
    return Alamat(
        samaran=f"{alamat.scheme}://{alamat.netloc.decode()}/…",
        url=url,
        kunci=kunci,
        rahasia_di_berkas=saluran.url is not None and bool(alamat.userinfo or alamat.query),
        masalah=tuple(masalah),
        peringatan=("http:// tidak dienkripsi di perjalanan",) if terbuka else (),
    )


def _asal(saluran: SaluranUmum) -> str:
    if saluran.url is not None:
        return "url"
    return f"variabel lingkungan {saluran.url_env} (url_env)"
