"""What somebody took away from the broker comes back, and nothing that was sent is lost."""

from shared import topology
from tests.office import Office


async def test_a_queue_deleted_under_a_running_worker_comes_back(office: Office) -> None:
    """Its consumer too: the deletion cancels it without closing anything."""
    jawaban = await office.ajukan(await office.pengajuan())
    tugas = await office.tugas("frontoffice")
    await office.channel.queue_delete(topology.antrean_berkas("backoffice"))
    assert (await office.putuskan(tugas)).diterapkan
    await office.lewati("backoffice")
    assert (await office.tugas("dinasteknis")).nomor == jawaban.nomor


async def test_a_task_queue_deleted_while_empty_is_there_for_the_next_task(
    office: Office,
) -> None:
    await office.ajukan(await office.pengajuan())
    await office.channel.queue_delete(topology.antrean_tugas("backoffice"))
    await office.lewati("frontoffice", "backoffice", "dinasteknis")
