"""python -m client CONTRACT RABBITMQ_URL MONGODB_URL DATABASE SCENARIO...

Prints one JSON object: what each scenario saw. Ends with a traceback when something differs.
"""

import json
import sys
from pathlib import Path

from .contract import Contract
from .files import Files
from .office import Office
from .scenarios import SCENARIOS
from .wire import Wire


def main() -> None:
    contract_path, rabbitmq_url, mongodb_url, database, *names = sys.argv[1:]
    contract = Contract(Path(contract_path))
    wire = Wire(rabbitmq_url, contract)
    files = Files(mongodb_url, database, contract.bucket)
    try:
        office = Office(contract, wire, files)
        print(json.dumps({name: SCENARIOS[name](office) for name in names}))
    finally:
        files.close()
        wire.close()


main()
