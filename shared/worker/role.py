"""One pelaksana's part of a process: its queues, its shells, its pulse.

Roles of one process are independent: each has lanes, prefetch, a channel a queue and one to publish
on. A fault of one does not reach the others.
"""

from collections.abc import Callable, Mapping

from shared.akses import Penjaga
from shared.contracts import Berkas, MintaNaskah, MintaTugas, Penarikan, Pengajuan, Putusan
from shared.log import bound_contextvars, get_logger
from shared.rabbit.account import Account
from shared.rabbit.consume import Serve, all_consume, subscribe
from shared.rabbit.delivery import Delivery
from shared.settings import Settings
from shared.topology import (
    PELAKSANA_PEMOHON,
    PELAKSANA_PENERIMA,
    antrean_berkas,
    antrean_putusan,
)
from shared.worker.context import WorkerContext
from shared.worker.decisions import DecisionHandler
from shared.worker.dossiers import DossierHandler
from shared.worker.expiry import ExpiryNotices
from shared.worker.office import Office
from shared.worker.open_tasks import OpenTasksHandler
from shared.worker.role_pulse import RolePulse
from shared.worker.shell import Route, Shell
from shared.worker.submissions import SubmissionHandler
from shared.worker.texts_to_sign import TextHandler
from shared.worker.withdrawals import WithdrawalHandler

log = get_logger()


class Role:
    """Its lines in the log bear its name."""

    def __init__(
        self,
        pelaksana: str,
        office: Office,
        account: Account,
        penjaga: Penjaga,
        settings: Settings,
    ) -> None:
        self.pelaksana = pelaksana
        self._context: WorkerContext = office.context(pelaksana)
        self._account = account
        self._penjaga = penjaga
        self._settings = settings
        self._routes = routes(self._context)
        self._subscribers: list[object] = []
        self._expiry: ExpiryNotices | None = None
        if pelaksana == PELAKSANA_PEMOHON and self._context.surat:
            letters = self._context.surat
            self._expiry = ExpiryNotices(self._context, letters, account.publisher())
        self._pulse = RolePulse(
            pelaksana, office.ops, self.consuming, office.clock, settings.jeda_denyut_detik
        )

    def subscribe(self, on_outage: Callable[[], None]) -> None:
        """It consumes as soon as its account's broker is started. `on_outage` is told when store or
        broker stayed away for too long."""
        publisher = self._account.publisher()
        for antrean, per_type in self._routes.items():
            shell = Shell(
                per_type,
                publisher,
                self._settings.batas_ulang_detik,
                on_outage,
                penjaga=self._penjaga,
            )
            self._subscribers.append(
                subscribe(
                    self._account.broker,
                    antrean,
                    self._named(shell),
                    self._settings.prefetch,
                    self._account.topologi.nama_antrean,
                )
            )

    async def start(self) -> None:
        """Once it consumes."""
        with bound_contextvars(pelaksana=self.pelaksana):
            log.info("siap", antrean=sorted(self._routes), periksa_pengguna=self._penjaga.aktif)
            if self._context.petugas is None and self.pelaksana != PELAKSANA_PEMOHON:
                log.warning("tanpa_daftar_petugas", akibat="siapa pun dapat memutuskan")
            await self._pulse.start()
            if self._expiry:
                await self._expiry.start()

    async def stop(self) -> None:
        if self._expiry:
            await self._expiry.stop()
        await self._pulse.stop()

    async def consuming(self) -> bool:
        return await all_consume(self._subscribers)

    def _named(self, shell: Shell) -> Serve:
        async def serve(delivery: Delivery) -> None:
            with bound_contextvars(pelaksana=self.pelaksana):
                await shell(delivery)

        return serve


def routes(context: WorkerContext) -> Mapping[str, Mapping[str, Route]]:
    """The handlers, by queue and type of message."""
    dossiers = DossierHandler(context)
    berkas = {
        "Berkas": Route(Berkas, dossiers, lambda b: str(b.permohonan_id), again=dossiers.again)
    }
    if context.pelaksana == PELAKSANA_PENERIMA:
        submission = SubmissionHandler(context)
        berkas["Pengajuan"] = Route(Pengajuan, submission, lambda p: p.nomor or p.pengajuan_id)
        berkas["Penarikan"] = Route(Penarikan, WithdrawalHandler(context), lambda p: str(p.nomor))
    decision = Route(Putusan, DecisionHandler(context), lambda p: str(p.permohonan_id))
    # One question of a desk at a time: however often its tools ask, decisions come through.
    asking = Route(MintaTugas, OpenTasksHandler(context), lambda m: f"MintaTugas {m.pelaksana}")
    text = Route(MintaNaskah, TextHandler(context), lambda m: str(m.permohonan_id))
    return {
        antrean_berkas(context.pelaksana): berkas,
        antrean_putusan(context.pelaksana): {
            "Putusan": decision,
            "MintaTugas": asking,
            "MintaNaskah": text,
        },
    }
