"""FastStream without the web server that it would load only because that is installed."""

from shared.optional_parts import without

with without("uvicorn"):
    from faststream import AckPolicy, FastStream
    from faststream.exceptions import FastStreamException
    from faststream.rabbit import Channel, RabbitBroker, RabbitMessage, RabbitQueue
    from faststream.rabbit.subscriber import RabbitSubscriber

__all__ = [
    "AckPolicy",
    "Channel",
    "FastStream",
    "FastStreamException",
    "RabbitBroker",
    "RabbitMessage",
    "RabbitQueue",
    "RabbitSubscriber",
]
