"""What an audit reads is what the other stores wrote."""

from shared.store.indeks import INDEKS_JAGA, INDEKS_OPS, INDEKS_PERMOHONAN, kurang
from shared.store.port import SopTersimpan
from tests.builders import KURSUS, PAUD, termuat
from tests.stores import Stores


async def test_every_index_that_was_prepared_is_found(stores: Stores) -> None:
    ada = await stores.audit.indexes()
    semua = {satu for koleksi in ada.values() for satu in koleksi}
    assert semua >= {*INDEKS_PERMOHONAN, *INDEKS_JAGA, *INDEKS_OPS}
    assert kurang(ada) == []


async def test_every_version_of_an_sop_that_was_kept_is_found(stores: Stores) -> None:
    harus = set()
    for satu in (termuat(KURSUS), termuat(PAUD)):
        await stores.permohonan.save_sop(satu.versi, satu.berkas, satu.sumber)
        harus.add(SopTersimpan(satu.versi, satu.berkas, satu.sumber))
    assert {satu async for satu in stores.audit.sops()} == harus


async def test_counters_are_where_the_last_number_left_them(stores: Stores) -> None:
    assert await stores.audit.counters() == {}
    for pencacah in ("IKP-2026", "IKP-2026", "PAUD-2026"):
        await stores.permohonan.next_number(pencacah)
    assert await stores.audit.counters() == {"IKP-2026": 2, "PAUD-2026": 1}
