"""`izin tarik`, up to the message that it sends."""

import pytest

from shared.contracts import Penarikan
from shared.errors import PenarikanDitolak
from shared.kantor.errors import MasukanKeliru, PermohonanTidakDikenal
from shared.kantor.kantor import Kantor
from shared.kantor.tarik import already_withdrawn, withdrawal
from shared.permohonan import Permohonan
from shared.store.memory import MemoryPermohonanStore
from tests.builders import PAUD, Perjalanan
from tests.unit.cli.running import izin
from tests.unit.kantor.doubles import kantor_of_doubles

NOMOR = "PAUD-2026-000001"


async def kantor(perjalanan: Perjalanan) -> Kantor:
    store = MemoryPermohonanStore()
    await store.insert(perjalanan.permohonan)
    return kantor_of_doubles(store)


async def buat(perjalanan: Perjalanan, alasan: str = "") -> tuple[Permohonan, Penarikan]:
    return await withdrawal(await kantor(perjalanan), NOMOR, alasan)


async def test_the_message_names_the_application_by_number_and_by_its_own_key() -> None:
    perjalanan = Perjalanan(PAUD).sampai(4)
    permohonan, isi = await buat(perjalanan, "pindah kota")
    assert (isi.nomor, isi.pengajuan_id) == (NOMOR, permohonan.pengajuan_id[0])
    assert isi.alasan == "pindah kota"


async def test_the_same_reason_makes_the_same_key_and_is_known_again() -> None:
    perjalanan = Perjalanan(PAUD)
    _, satu = await buat(perjalanan, "pindah")
    _, lagi = await buat(perjalanan, "pindah")
    assert satu.penarikan_id == lagi.penarikan_id
    perjalanan.tarik_dengan(satu)
    permohonan, ulang = await buat(perjalanan, "pindah")
    assert already_withdrawn(permohonan, ulang)


async def test_what_the_rules_refuse_is_refused_before_it_is_sent() -> None:
    with pytest.raises(PenarikanDitolak, match="hanya sampai langkah 8"):
        await buat(Perjalanan(PAUD).sampai(9))
    with pytest.raises(MasukanKeliru):
        await buat(Perjalanan(PAUD), "gelap\u202e")
    with pytest.raises(PermohonanTidakDikenal):
        await withdrawal(await kantor(Perjalanan()), "PAUD-2026-999999", "")


def test_the_command_says_what_it_does() -> None:
    outcome = izin("tarik", "--help")
    assert outcome.code == 0
    assert "ditarik" in outcome.out
