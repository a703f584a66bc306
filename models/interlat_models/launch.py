"""How the processes of a stage start: one, `--workers` of them on this machine's cores, or as many as
`accelerate launch` started, on GPUs or CPUs of any number of machines (models/configs/accelerate/)."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Callable

import torch
from accelerate import Accelerator, DistributedDataParallelKwargs

from .config import StageOptions

Main = Callable[[StageOptions, Accelerator], None]


def start_accelerator() -> Accelerator:
    """The stages choose what is computed in bfloat16 themselves (sender.autocast), so that logits and
    losses stay in float32; `mixed_precision` of a launch config counts with DeepSpeed alone, where it is
    the type of the weights."""
    zero = os.environ.get("ACCELERATE_USE_DEEPSPEED", "false").lower() == "true"
    # A batch without latents leaves the adapter's weights out.
    averaging = DistributedDataParallelKwargs(
        find_unused_parameters=True, broadcast_buffers=False, gradient_as_bucket_view=True
    )
    accelerator = Accelerator(
        cpu=not torch.accelerator.is_available(),
        mixed_precision=None if zero else "no",
        kwargs_handlers=[averaging],
    )
    if accelerator.mixed_precision not in ("no", "bf16"):
        raise SystemExit(f"mixed_precision must be bf16 or no, not {accelerator.mixed_precision}.")
    if accelerator.device.type == "cpu":
        torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", 1)))
    return accelerator


def launch(main: Main, options: StageOptions) -> None:
    """Runs `main(options, accelerator)` in this process, or in `--workers` processes, a core each."""
    launched = "LOCAL_RANK" in os.environ
    if launched and options.workers > 1:
        raise SystemExit("accelerate launch has started the processes: leave --workers out.")
    if _alone_by_mistake():
        raise SystemExit(
            "accelerate launch has started one process of several: without mpirun it cannot start MULTI_CPU. "
            "Use models/configs/accelerate/cpu.yaml."
        )
    if options.workers == 1:
        _work(main, options)
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    context = torch.multiprocessing.start_processes(
        _spawned, args=(main, options, port), nprocs=options.workers, join=False, start_method="spawn"
    )
    signal.signal(signal.SIGTERM, lambda *_: [process.terminate() for process in context.processes])
    while not context.join():
        pass


def _alone_by_mistake() -> bool:
    """Accelerate tells a process where the main one is, if there are several, but not that it is alone."""
    several = ("LOCAL_RANK", "WORLD_SIZE", "PMI_SIZE", "OMPI_COMM_WORLD_SIZE", "MV2_COMM_WORLD_SIZE")
    told = "ACCELERATE_MIXED_PRECISION" in os.environ and "MASTER_PORT" in os.environ
    return told and not any(name in os.environ for name in several)


def _work(main: Main, options: StageOptions) -> None:
    accelerator = start_accelerator()
    main(options, accelerator)
    if accelerator.num_processes > 1 and accelerator.device.type == "cpu":
        # All is written. Taking gloo's threads down aborts a process now and then ("terminate called
        # without an active exception"), which would fail the whole stage.
        accelerator.wait_for_everyone()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)
    accelerator.end_training()


def _spawned(rank: int, main: Main, options: StageOptions, port: int) -> None:
    """One of several processes of this machine, with the environment that accelerate launch would set."""
    os.environ |= {
        "RANK": str(rank),
        "LOCAL_RANK": str(rank),
        "WORLD_SIZE": str(options.workers),
        "LOCAL_WORLD_SIZE": str(options.workers),
        "MASTER_ADDR": "127.0.0.1",
        "MASTER_PORT": str(port),
        "OMP_NUM_THREADS": "1",
        "ACCELERATE_USE_CPU": "true",
    }
    _work(main, options)
