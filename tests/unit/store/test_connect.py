"""No request to the store may last for ever."""

from shared.store.motor_client import connect


async def test_a_url_that_names_no_limit_gets_one() -> None:
    client = connect("mongodb://127.0.0.1:1/?w=1")
    assert client.delegate.options.pool_options.socket_timeout == 60
    client.close()


async def test_a_limit_that_the_url_names_is_kept() -> None:
    client = connect("mongodb://127.0.0.1:1/?socketTimeoutMS=20000")
    assert client.delegate.options.pool_options.socket_timeout == 20
    client.close()
