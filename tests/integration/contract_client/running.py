"""Runs the client as a process of its own, in which the project cannot be imported by accident."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from shared.settings import Settings

HERE = Path(__file__).parent
CONTRACT = Path(__file__).parents[3] / "docs" / "asyncapi.json"
LIMIT_SECONDS = 120

# Isolated (-I): neither the working directory nor PYTHONPATH is searched for modules.
BOOT = (
    "import runpy, sys;"
    "sys.path.insert(0, sys.argv.pop(1));"
    "runpy.run_module('client', run_name='__main__', alter_sys=True)"
)


async def run_client(settings: Settings, folder: Path, *scenarios: str) -> dict[str, Any]:
    """What the scenarios saw. `folder` is the working directory."""
    assert settings.rabbitmq_url and settings.mongodb_url
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-c", BOOT, str(HERE), str(CONTRACT)),
        settings.rabbitmq_url.get_secret_value(),
        settings.mongodb_url.get_secret_value(),
        settings.basis_data,
        *scenarios,
        cwd=folder,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(LIMIT_SECONDS):
            stdout, stderr = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    assert process.returncode == 0, stderr.decode()
    seen: dict[str, Any] = json.loads(stdout)
    return seen
