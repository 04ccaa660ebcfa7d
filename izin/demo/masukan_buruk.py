"""Bad input on purpose, so that karantina can be seen at work; nothing else may end there."""

from collections.abc import Mapping

from izin.demo.bukti import kirim_mentah
from izin.demo.dunia import Dunia
from izin.demo.orang import siapkan_dokumen, susun_pengajuan
from izin.demo.pemeriksaan import Kabar
from izin.demo.skenario import Skenario
from shared.contracts import Pengajuan
from shared.errors import KodeTolak


class MasukanBuruk:
    """A message that nobody can read, and one that uses the key of another submission."""

    def __init__(self, tanda: str, korban: Skenario) -> None:
        self._korban = korban
        self._tak_terbaca = f"demo-{tanda}-tak-terbaca"
        self._lain_isi = f"demo-{tanda}-isi-berbeda"

    @property
    def di_karantina(self) -> Mapping[str, str]:
        """Why, by message id."""
        return {
            self._tak_terbaca: KodeTolak.PESAN_TIDAK_SAH,
            self._lain_isi: KodeTolak.KIRIMAN_BERBEDA,
        }

    @property
    def kabar(self) -> Kabar:
        """The sender of the second one is told; of the first nobody knows who it was."""
        return Kabar(None, "tidak_diterima", None, self._korban.pengajuan_id)

    async def kirim(self, rabbitmq_url: str, dunia: Dunia) -> None:
        """By the portal's address; after the submission whose key it uses, so that it is the
        second one."""
        await kirim_mentah(rabbitmq_url, b'{"tipe": "Pengajuan", "sop": ', self._tak_terbaca)
        dokumen = await siapkan_dokumen(self._korban, dunia)
        asli = susun_pengajuan(self._korban, dokumen, dunia.kini())
        lain = asli.lembaga.model_copy(update={"nama": f"{asli.lembaga.nama} Dua"})
        pesan: Pengajuan = asli.model_copy(update={"lembaga": lain})
        await kirim_mentah(rabbitmq_url, pesan.ke_json(), self._lain_isi)
