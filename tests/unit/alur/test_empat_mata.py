"""Four eyes: nobody approves or signs what they wrote themselves. Nothing else is asked."""

import pytest

from shared.contracts import Petugas
from shared.errors import KodeTolak, PutusanDitolak
from tests.builders import KURSUS, PAUD, Perjalanan

SUSUN, KABID, SEKRETARIS, TANDA_TANGAN = 5, 6, 7, 8
ANI = Petugas(id="198001012005011001", nama="Ani Penyusun")
BUDI = Petugas(id="197512312000121002", nama="Budi Pengganti")


def disusun_oleh(penyusun: Petugas, kode: str = KURSUS) -> Perjalanan:
    perjalanan = Perjalanan(kode).sampai(SUSUN)
    perjalanan.putus(petugas=penyusun)
    return perjalanan


def pastikan_ditolak(perjalanan: Perjalanan, petugas: Petugas) -> None:
    sebelum = perjalanan.permohonan
    with pytest.raises(PutusanDitolak, match="petugas lain") as tolak:
        perjalanan.putus(petugas=petugas)
    assert tolak.value.kode is KodeTolak.DRAF_SENDIRI
    assert perjalanan.permohonan == sebelum


@pytest.mark.parametrize("kode", [KURSUS, PAUD])
@pytest.mark.parametrize("langkah", [KABID, SEKRETARIS, TANDA_TANGAN])
def test_whoever_wrote_the_draft_neither_approves_nor_signs_it(kode: str, langkah: int) -> None:
    pastikan_ditolak(disusun_oleh(ANI, kode).sampai(langkah), ANI)


@pytest.mark.parametrize(
    "tulisan",
    [
        "19800101.200501.1.001",  # as it is printed on a letter
        "19800101-200501-1-001",
        "198001012005011001.",
        "_198001012005011001",
    ],
)
def test_the_same_nip_in_another_spelling_is_the_same_officer(tulisan: str) -> None:
    perjalanan = disusun_oleh(ANI).sampai(KABID)
    pastikan_ditolak(perjalanan, Petugas(id=tulisan, nama="Nama Lain"))


def test_letters_of_an_id_count_in_any_case() -> None:
    perjalanan = disusun_oleh(Petugas(id="ani.P", nama="Ani")).sampai(KABID)
    pastikan_ditolak(perjalanan, Petugas(id="ANI.p", nama="Ani"))


def test_two_officers_of_one_name_are_two_officers() -> None:
    perjalanan = disusun_oleh(ANI).sampai(KABID)
    perjalanan.putus(petugas=BUDI.model_copy(update={"nama": ANI.nama}))
    assert perjalanan.permohonan.langkah is not None
    assert perjalanan.permohonan.langkah.no == SEKRETARIS


def test_who_wrote_the_version_that_was_sent_back_may_not_approve_the_next_one() -> None:
    perjalanan = disusun_oleh(ANI).sampai(KABID)
    perjalanan.putus("kembalikan")
    perjalanan.sampai(SUSUN).putus(petugas=BUDI)
    pastikan_ditolak(perjalanan, ANI)
    pastikan_ditolak(perjalanan, BUDI)


def test_the_author_may_send_their_own_draft_back() -> None:
    perjalanan = disusun_oleh(ANI).sampai(KABID)
    perjalanan.putus("kembalikan", petugas=ANI)
    assert perjalanan.permohonan.putaran == 2


def test_who_only_returned_the_recommendation_wrote_no_draft() -> None:
    """Sending back from the drafting step makes no document."""
    perjalanan = Perjalanan().sampai(SUSUN)
    perjalanan.putus("kembalikan", petugas=ANI)
    perjalanan.sampai(KABID).putus(petugas=ANI)


def test_one_officer_may_approve_and_sign_in_two_roles() -> None:
    perjalanan = disusun_oleh(ANI).sampai(SEKRETARIS)
    perjalanan.putus(petugas=BUDI)
    perjalanan.putus(petugas=BUDI)
    assert perjalanan.permohonan.riwayat[-1].langkah == TANDA_TANGAN
