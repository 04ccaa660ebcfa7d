"""Where the servers are, as the options say it."""

from pathlib import Path

from izin.cli.errors import BadInput
from izin.rahasia.tempat import MONGODB, PORT_AMQPS, PORT_MONGODB, RABBITMQ, Alamat, Tempat


def new_place(
    ca: Path,
    servers: tuple[str | None, str | None],
    vhost: str,
    database: str,
    names: tuple[str, ...],
) -> Tempat:
    """Raises `BadInput`, and `ValidationError` for what no address can be."""
    rabbitmq, mongodb = servers
    return Tempat(
        ca=ca,
        vhost=vhost,
        basis_data=database,
        rabbitmq=_address(rabbitmq or RABBITMQ, PORT_AMQPS),
        mongodb=_address(mongodb or MONGODB, PORT_MONGODB),
        nama_lain=names,
    )


def _address(text: str, port: int) -> Alamat:
    """`host`, `host:port`, an IPv6 address in brackets before its port."""
    bare = text.count(":") > 1 and not text.startswith("[")
    host, colon, given = (text, "", "") if bare else text.rpartition(":")
    if colon and not given.isdecimal() and not text.endswith("]"):
        raise BadInput(f"'{text}' bukan HOST atau HOST:PORT")
    if not colon or text.endswith("]"):
        host, given = text, str(port)
    return Alamat(host=host.strip("[]"), port=int(given))
