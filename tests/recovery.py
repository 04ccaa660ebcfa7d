"""What tests of recovery and of karantina do to queues."""

from aio_pika import DeliveryMode, Message

from shared.rabbit.send import Sender


async def put(sender: Sender, antrean: str, message_id: str, isi: bytes = b"{}") -> None:
    message = Message(isi, message_id=message_id, delivery_mode=DeliveryMode.PERSISTENT)
    await sender.publish(message, "", antrean)
