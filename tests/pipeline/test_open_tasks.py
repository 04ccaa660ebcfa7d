"""A tool asks for its open tasks over a real broker and a real store."""

import uuid

from shared import topology
from shared.contracts import DaftarTugas, Jawaban, MintaTugas
from tests.office import TUNGGU_DETIK, Office


async def test_a_tool_that_lost_its_tasks_gets_them_and_the_queue_gets_none_twice(
    office: Office,
) -> None:
    nomor = {(await office.ajukan(await office.pengajuan())).nomor for _ in range(3)}
    hilang = [await office.tugas("frontoffice") for _ in range(3)]
    minta = MintaTugas(permintaan_id=uuid.uuid4().hex, pelaksana="frontoffice", paling_banyak=2)
    pertama = await office.client.ask_tasks(minta, TUNGGU_DETIK)
    assert isinstance(pertama, DaftarTugas) and len(pertama.tugas) == 2
    lanjut = minta.model_copy(update={"permintaan_id": uuid.uuid4().hex, "setelah": pertama.lanjut})
    kedua = await office.client.ask_tasks(lanjut, TUNGGU_DETIK)
    assert isinstance(kedua, DaftarTugas) and kedua.lanjut is None
    semua = {satu.tugas_id: satu for satu in (*pertama.tugas, *kedua.tugas)}
    assert semua == {satu.tugas_id: satu for satu in hilang}
    assert {satu.nomor for satu in semua.values()} == nomor
    assert await office.kosong(topology.antrean_tugas("frontoffice"))
    jawaban = await office.putuskan(kedua.tugas[0])
    assert jawaban.diterapkan


async def test_a_question_about_nothing_is_refused_to_the_one_who_asked(
    office: Office,
) -> None:
    asing = MintaTugas(
        permintaan_id=uuid.uuid4().hex, pelaksana="kabid", permohonan_id=uuid.uuid4()
    )
    jawaban = await office.client.ask_tasks(asing, TUNGGU_DETIK)
    assert isinstance(jawaban, Jawaban)
    assert (jawaban.diterapkan, jawaban.kode) == (False, "permohonan_tidak_dikenal")
    assert await office.kosong(topology.ANTREAN_KARANTINA)
