"""`python -m seeds_analysis`: the command line."""

from seeds_analysis.cli import main

if __name__ == "__main__":
    main()
