"""Celery: acknowledged late, publishes confirmed, no results kept; a queue a role."""

import sys
from collections.abc import Sequence
from typing import Any

from celery import Celery
from celery.signals import worker_ready

from bench.rekan.hop import alamat, kerjakan, pola

app = Celery("bench", broker=alamat()[0])
app.conf.update(
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_ignore_result=True,
    broker_transport_options={"confirm_publish": True},
    broker_connection_retry_on_startup=True,
)


def _hop(permohonan_id: str, ke: int) -> None:
    if (pelaksana := kerjakan(permohonan_id, ke)) is not None:
        hop.apply_async((permohonan_id, ke + 1), queue=pelaksana)


hop: Any = app.task(_hop, name="hop")


def kirim(semua: Sequence[str]) -> None:
    for permohonan_id in semua:
        hop.apply_async((permohonan_id, 0), queue=pola().tapak[0].pelaksana)


def _siap(**_: object) -> None:
    sys.stderr.write("siap\n")


worker_ready.connect(_siap, weak=False)
