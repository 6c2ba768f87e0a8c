"""The program with a stand-in for the model and with small shards: python -m tests.corpus.program corpus …"""

import os
import signal


def main() -> None:
    """Put the stand-ins in place and run the command line."""
    from seeds_analysis.cli import app as cli
    from seeds_analysis.corpus import archive
    from seeds_analysis.corpus.plan import shards
    from seeds_analysis.corpus.run import running
    from tests.corpus.stand_ins import load, use_slow_disk

    setattr(archive, "load_pipeline", load)  # noqa: B010 - the name is not exported for this
    shards.MOST_RECORDS = int(os.environ.get("SHARD_RECORDS", "8"))
    running.GRACE_SECONDS = int(os.environ.get("GRACE_SECONDS", "60"))
    use_slow_disk()
    cli.main()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))  # until all is imported, as the program does it
    main()
