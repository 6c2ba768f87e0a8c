"""The program with a stand-in for the model and with small shards: python -m tests.corpus.program corpus …"""

import os

from seeds_analysis.cli import app as cli
from seeds_analysis.corpus import archive
from seeds_analysis.corpus.plan import shards
from seeds_analysis.corpus.run import running
from tests.corpus.stand_ins import load

if __name__ == "__main__":
    setattr(archive, "load_pipeline", load)  # noqa: B010 - the name is not exported for this
    shards.MOST_RECORDS = int(os.environ.get("SHARD_RECORDS", "8"))
    running.GRACE_SECONDS = int(os.environ.get("GRACE_SECONDS", "60"))
    cli.main()
