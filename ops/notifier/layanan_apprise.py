"""Apprise, which knows how to reach people. The only module that knows it: loading it is slow.

Its URLs are secrets, and its log may repeat them. So its log, and that of the HTTP library below
it, are cut off, and only the status code of a failure is passed on.
"""

import logging
import re

import apprise

from ops.notifier.errors import GagalSementara
from ops.notifier.surat import Surat

BATAS_DETIK = 30.0
"""For one message; a service that hangs is given up, and tried again later."""

_ASSET = apprise.AppriseAsset(
    app_id="AlurIzin",
    app_desc="Kabar mutu baku",
    app_url="",
    image_url_mask="",
    image_url_logo="",
    http_redirects=False,
    interpret_emojis=False,
    storage_mode="memory",
    service_timeout=BATAS_DETIK,
)
_JALUR_RAHASIA = {"json", "xml", "form"}
"""The other side chose their paths, and a path may be as good as a password."""

_KODE = re.compile(r"\berror\W{1,2}(\d{3})\b")

logging.getLogger("apprise").propagate = False
logging.getLogger("urllib3").setLevel(logging.CRITICAL)


class UrlTidakDikenal(ValueError):
    """The text names the fault of a URL without repeating the URL."""


class Layanan:
    """One service, reached by one URL. Raises UrlTidakDikenal."""

    def __init__(self, url: str) -> None:
        layanan = apprise.Apprise.instantiate(url, asset=_ASSET)
        if layanan is None:
            raise UrlTidakDikenal(
                "bukan URL Apprise yang lengkap; bentuk tiap layanan ada di"
                " https://github.com/caronc/apprise/wiki"
            )
        if layanan.optional:
            raise UrlTidakDikenal("optional=yes tidak boleh: kegagalannya tidak akan terlihat")
        self._layanan = layanan
        self._apprise = apprise.Apprise(asset=_ASSET)
        self._apprise.add(layanan)

    @property
    def bersandi(self) -> bool:
        """Whether the URL holds anything that must not be seen."""
        bentuk = self._bentuk(privacy=True)
        return _jalur_rahasia(bentuk) or bentuk != self._bentuk(privacy=False)

    @property
    def samaran(self) -> str:
        """Where it goes, for people's eyes: without passwords, tokens and parameters."""
        bentuk = self._bentuk(privacy=True)
        if _jalur_rahasia(bentuk):
            return f"{bentuk.partition('://')[0]}://{self._layanan.host}/…"
        return bentuk.partition("?")[0]

    def kirim(self, surat: Surat) -> None:
        """Blocks for up to `BATAS_DETIK`. Raises GagalSementara: Apprise does not say whether
        another try is of use."""
        hasil = self._apprise.notify(
            title=surat.judul,
            body=surat.isi,
            body_format=apprise.NotifyFormat.TEXT,
            notify_type=(
                apprise.NotifyType.FAILURE if surat.genting else apprise.NotifyType.WARNING
            ),
            timeout=BATAS_DETIK,
        )
        if hasil.status is not apprise.AppriseResultStatus.SUCCESS:
            pesan = " ".join(satu.message for satu in hasil.logs())
            raise GagalSementara(_sebab(hasil.status.name, pesan))

    def _bentuk(self, *, privacy: bool) -> str:
        return str(self._layanan.url(privacy=privacy))  # type: ignore[no-untyped-call]


def _jalur_rahasia(url: str) -> bool:
    return url.partition("://")[0].removesuffix("s") in _JALUR_RAHASIA


def _sebab(status: str, pesan: str) -> str:
    if status == "TIMEOUT":
        return f"layanan tidak selesai dalam {BATAS_DETIK:g} detik"
    if kode := _KODE.search(pesan):
        return f"layanan menjawab dengan kode {kode[1]}"
    if "onnection error" in pesan:
        return "layanan tidak tersambung, atau menolak sambungan"
    if "Sending email" in pesan:
        return "server surat menolaknya"
    return "layanan tidak menerimanya, tanpa sebab yang dapat disebut"
