"""The errors between a tool and the broker.

    AlurIzinError
    ├── BrokerTidakTerjangkau
    │   ├── BrokerUnreachable   no connection; says where and, if known, why
    │   ├── HakKurang           the account may not: which account, what, where
    │   └── QueueUnavailable    the connection broke while a queue was read, and stayed away
    └── ClientError
        ├── NotRouted           the message has no queue: it was not taken
        ├── NotConfirmed        the broker refused the message or did not confirm it in time
        ├── AnswerTimeout       sent and safe, but not answered yet
        ├── QueueMissing        the queue to read from does not exist
        ├── UnreadableMessage   an answer that is not of the contract
        └── DeliveryLost        the connection broke while the message was in hand: it is back

Every text names the next thing to do, without a password or personal data.
"""

from shared.errors import AlurIzinError, BrokerTidakTerjangkau
from shared.rights_words import ANJURAN


class BrokerUnreachable(BrokerTidakTerjangkau):
    """`alamat` is host:port, never the URL with its password."""

    def __init__(self, alamat: str, sebab: str) -> None:
        super().__init__(f"RabbitMQ di {alamat} tidak terjangkau: {sebab}")
        self.alamat = alamat


class HakKurang(BrokerTidakTerjangkau):
    """`sebab` as `sebab_hak` words it. Whoever can wait does: rights can be given meanwhile."""

    def __init__(self, sebab: str) -> None:
        super().__init__(f"{sebab}. {ANJURAN}")
        self.sebab = sebab


class QueueUnavailable(BrokerTidakTerjangkau):
    """Nothing was taken: what the broker may have handed out meanwhile is back in its queue."""

    def __init__(self, antrean: str, menunggu_detik: float) -> None:
        super().__init__(
            f"antrean '{antrean}' tidak dapat dibaca: sambungan ke RabbitMQ terputus dan tidak"
            f" pulih dalam {menunggu_detik:g} detik"
        )
        self.antrean = antrean


class ClientError(AlurIzinError):
    """Pesan tidak sampai, atau jawabannya tidak datang."""


class NotRouted(ClientError):
    def __init__(self, kunci: str) -> None:
        super().__init__(
            f"tidak ada antrean '{kunci}' di broker: pelaksana belum pernah dijalankan di sini."
            " Pesan tidak terkirim"
        )
        self.kunci = kunci


class NotConfirmed(ClientError):
    def __init__(self, kunci: str, sebab: str) -> None:
        super().__init__(
            f"broker tidak memastikan pesan untuk '{kunci}' ({sebab})."
            " Mengirim ulang pesan yang sama aman: tidak menjadi dua"
        )
        self.kunci = kunci


class AnswerTimeout(ClientError):
    """Trying again with the same key is safe: it is still one submission, one decision."""

    def __init__(self, kunci: str, menunggu_detik: float) -> None:
        super().__init__(
            f"pesan sudah tersimpan di antrean '{kunci}', tetapi belum dijawab"
            f" dalam {menunggu_detik:g} detik"
        )
        self.kunci = kunci


class QueueMissing(ClientError):
    def __init__(self, antrean: str) -> None:
        super().__init__(
            f"antrean '{antrean}' belum ada di broker: pelaksana belum pernah dijalankan di sini"
        )
        self.antrean = antrean


class UnreadableMessage(ClientError):
    """An answer; `rincian` names each wrong field, without its value."""

    def __init__(self, antrean: str, message_id: str, rincian: tuple[str, ...]) -> None:
        super().__init__(
            f"jawaban {message_id or 'tanpa id'} di '{antrean}' tidak terbaca: {'; '.join(rincian)}"
        )
        self.antrean = antrean
        self.rincian = rincian


class DeliveryLost(ClientError):
    def __init__(self, antrean: str) -> None:
        super().__init__(f"sambungan terputus: pesan dari '{antrean}' sudah kembali ke antreannya")
        self.antrean = antrean
