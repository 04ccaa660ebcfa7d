"""From an alert that nobody saw to its superior, over the real broker and store."""

from datetime import timedelta
from pathlib import Path

from shared.clock import system_clock
from shared.settings import Settings
from shared.store.mongo_watch import MongoWatchStore
from shared.store.motor_client import connect
from tests.integration.notifier.receivers import HttpReceiver
from tests.integration.notifier.stage import notifier_here, until, webhook, with_channels
from tests.register import teks_petugas
from tests.stores import klaim, pelanggaran

ATASAN = '[atasan]\nbackoffice = "kabid"\n'


async def test_what_nobody_saw_goes_to_the_superior_once_however_many_notifiers_run(
    settings: Settings, tmp_path: Path, http: HttpReceiver
) -> None:
    assert settings.mongodb_url
    daftar = tmp_path / "petugas.toml"
    daftar.write_text(teks_petugas("197512312000121002", "Budi Contoh", ["kabid"]) + ATASAN)
    pada = system_clock() - timedelta(days=20)
    lama = pelanggaran(terdeteksi_pada=pada, terjadi_pada=pada, jatuh_tempo=pada)
    client = connect(settings.mongodb_url.get_secret_value())
    watch = MongoWatchStore(client, settings.basis_data)
    assert await watch.claim(klaim(lama))
    jawaban = iter([503])
    http.answer = lambda _: next(jawaban, 200)
    naik = webhook("atasan", f"{http.url}/masuk", 'eskalasi = ["kabid"]')
    aturan = "[eskalasi]\nmasih_terbuka_menit = 0\n"
    own = with_channels(settings, tmp_path, naik, aturan)
    own = own.model_copy(update={"daftar_petugas": daftar})
    async with notifier_here(own), notifier_here(own):
        await until(lambda: bool(http.on("/masuk")))
    baru = pelanggaran(nomor="IKP-2026-000002", terdeteksi_pada=pada, jatuh_tempo=pada)
    assert await watch.claim(klaim(baru))
    async with notifier_here(own):
        await until(lambda: len(http.on("/masuk")) > 1)
    client.close()
    request, kedua = http.on("/masuk")
    assert kedua.json["pelanggaran"]["nomor"] == baru.nomor, "and the first one not again"
    assert len(http.requests) == 3, "the very first try was refused"
    assert (request.json["tipe"], request.json["sebab"]) == ("KabarEskalasi", "belum_dilihat")
    assert request.json["pelanggaran"]["nomor"] == lama.nomor
    assert request.webhook_id == f"eskalasi/{klaim(lama).kunci}/belum_dilihat"
