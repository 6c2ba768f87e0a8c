"""The program: `seeds-analysis`, or `python -m seeds_analysis`."""

import os
import signal


def main() -> None:
    """Run the command line. Until it is ready, Ctrl-C ends the process at once, without a traceback."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    from seeds_analysis.cli import main as run

    run()


if __name__ == "__main__":
    main()
