"""`izin kalender`."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from izin.cli.errors import BadInput
from izin.cli.kalender import due, month, year
from izin.cli.options import Json
from izin.cli.settings import load_settings
from izin.cli.typer_id import new_command
from shared.kalender.libur_nasional import LIBUR_INDONESIA
from shared.kalender.loader import baca_berkas
from shared.sop.waktu import Waktu

THIS_YEAR = "Bawaan: tahun ini."


def kalender(
    tahun: Annotated[
        int | None,
        typer.Argument(metavar="TAHUN", min=due.FIRST_YEAR, max=due.LAST_YEAR, help=THIS_YEAR),
    ] = None,
    bulan: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=12, help="Setiap hari dari bulan ini.")
    ] = None,
    jatuh_tempo: Annotated[
        str, typer.Option(metavar="MULAI", help="Saat mulai, misalnya 2026-03-17T10:00.")
    ] = "",
    waktu: Annotated[
        str, typer.Option(metavar="WAKTU", help='Batas dari saat itu, misalnya "4 Hari".')
    ] = "",
    json: Json = False,
) -> None:
    """Lihat kalender kantor: hari kerja, jam kerja, hari libur dan Ramadan.

    Dengan --jatuh-tempo dan --waktu: kapan sebuah batas habis, dan bagaimana menghitungnya.
    Tanda ? berarti sementara: tanggal itu masih dapat berubah.
    """
    office = baca_berkas(load_settings().kalender, LIBUR_INDONESIA)
    if bool(jatuh_tempo) != bool(waktu):
        raise BadInput("--jatuh-tempo dan --waktu dipakai bersama")
    if jatuh_tempo:
        if tahun or bulan:
            raise BadInput("--jatuh-tempo tidak dipakai bersama TAHUN atau --bulan")
        start = due.start(jatuh_tempo, office)
        due.show(office, start, Waktu.model_validate(waktu), as_json=json)
        return
    chosen = tahun or office.tanggal(datetime.now(UTC)).year
    if bulan:
        month.show(office, chosen, bulan, as_json=json)
    else:
        year.show(office, chosen, as_json=json)


app = new_command(kalender)
