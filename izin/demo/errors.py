"""Why a demo cannot be played, or not to its end."""

from collections.abc import Iterable

from shared.errors import AlurIzinError


class DemoGagal(AlurIzinError):
    """Demo tidak dapat diteruskan."""


class BrokerDipakai(DemoGagal):
    """The demo would take other people's messages."""

    def __init__(self, antrean: Iterable[str]) -> None:
        super().__init__(
            "broker ini sedang dipakai, dan demo memakai antrean yang sama: "
            + ", ".join(antrean)
            + ". Hentikan pelaksana dan selesaikan pekerjaan di sana, pakai virtual host lain, atau"
            " kosongkan RABBITMQ_URL supaya demo menjalankan RabbitMQ sendiri"
        )
