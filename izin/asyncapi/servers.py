"""Where a client connects: the broker, and the store through which files are handed over."""

from izin.asyncapi.refs import Json
from shared.settings import Settings
from shared.store.indeks import BUCKET_DOKUMEN

BROKER = "rabbitmq"
DOCUMENTS = "dokumen"

_MIB = 1024 * 1024


def _variables(**defaults: tuple[str, str]) -> Json:
    return {
        name: {"default": default, "description": description}
        for name, (default, description) in defaults.items()
    }


def servers() -> dict[str, Json]:
    return {BROKER: _broker(), DOCUMENTS: _documents()}


def _broker() -> Json:
    return {
        "host": "{host}:{port}",
        "pathname": "/{vhost}",
        "protocol": "amqp",
        "protocolVersion": "0.9.1",
        "title": "RabbitMQ",
        "description": "The message broker (RabbitMQ 3.10 or later). Address, virtual host, user "
        "and password come from whoever runs the installation, as one URL: "
        "amqp://user:password@host:port/vhost, with the vhost percent-encoded (`%2F` is the vhost "
        "`/`, which is also the one meant when there is no path).",
        "variables": _variables(
            host=("localhost", "Host name."),
            port=("5672", "5672, or 5671 with TLS (amqps)."),
            vhost=("%2F", "Virtual host, percent-encoded."),
        ),
        "security": [{"$ref": "#/components/securitySchemes/akun"}],
    }


def _documents() -> Json:
    limit_mib = Settings.model_fields["batas_berkas_mib"].default
    whole_mib = Settings.model_fields["batas_kiriman_mib"].default
    return {
        "host": "{host}:{port}",
        "pathname": "/{database}",
        "protocol": "mongodb",
        "title": "Document store",
        "description": "Files are handed over through GridFS, the standard way of keeping files "
        f"in MongoDB, with any driver: database `{{database}}`, bucket `{BUCKET_DOKUMEN}`. See "
        "`x-gridfs` and the section about files in the introduction. Clients use nothing else in "
        "this database.",
        "variables": _variables(
            host=("localhost", "Host name."),
            port=("27017", "Port."),
            database=(str(Settings.model_fields["basis_data"].default), "Name of the database."),
        ),
        "security": [{"$ref": "#/components/securitySchemes/akun"}],
        "x-gridfs": {
            "bucket": BUCKET_DOKUMEN,
            "file_id": "ObjectId, in messages as 24 lower-case hex digits (`berkas_id`)",
            "max_bytes_default": int(limit_mib * _MIB),
            "max_bytes_per_submission_default": int(whole_mib * _MIB),
        },
    }


def security_schemes() -> Json:
    return {
        "akun": {
            "type": "userPassword",
            "description": "A user and a password, given out by whoever runs the installation.",
        }
    }
