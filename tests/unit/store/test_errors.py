"""Which of the driver's errors another try may cure."""

import pytest
from pymongo.errors import (
    AutoReconnect,
    DuplicateKeyError,
    NetworkTimeout,
    OperationFailure,
    PyMongoError,
    ServerSelectionTimeoutError,
)

from shared.errors import StoreTidakTerjangkau
from shared.store.motor_client import store_errors
from shared.store.port import KunciGanda


@pytest.mark.parametrize(
    "galat",
    [
        AutoReconnect("putus"),
        NetworkTimeout("lama"),
        ServerSelectionTimeoutError("tidak ada"),
        # MaxTimeMSExpired: the server itself gave up
        OperationFailure("lama", 50),
        # the user of a store that is being set up is not there yet
        OperationFailure("Authentication failed.", 18),
    ],
)
def test_another_try_may_cure(galat: PyMongoError) -> None:
    with pytest.raises(StoreTidakTerjangkau), store_errors():
        raise galat


def test_a_duplicate_is_a_key_that_is_taken() -> None:
    with pytest.raises(KunciGanda), store_errors():
        raise DuplicateKeyError("ganda", 11000, {"keyValue": {"nomor": "IKP-2026-000001"}})


def test_what_no_try_cures_surfaces_as_it_is() -> None:
    with pytest.raises(OperationFailure), store_errors():
        raise OperationFailure("not authorized", 13)
