"""Measure words per processor second: our pipeline against the bare spaCy pipeline."""

import argparse
import json
import resource
import statistics
import subprocess
import time

from benchmarks.measuring import python, texts_of
from seeds_analysis.pipeline import model_name

BATCH = 8  # articles; 4 to 16 measured within 3%, spaCy's default of 256 took 1.25 times as long


def run_bare(model: str, folder: str) -> float:
    """Run the texts through `nlp.pipe` with spaCy's defaults; return processor seconds without loading."""
    import spacy

    nlp = spacy.load(model)
    texts = texts_of(folder)
    begin = time.process_time()
    for _ in nlp.pipe(texts):
        pass
    return time.process_time() - begin


def run_best(model: str, folder: str) -> float:
    """Run the texts through `nlp.pipe` with the best settings known: NumPy's kernels and small batches."""
    from seeds_analysis.pipeline.speed.process import use_fast_kernels

    use_fast_kernels()
    import spacy

    nlp = spacy.load(model)
    texts = texts_of(folder)
    begin = time.process_time()
    for _ in nlp.pipe(texts, batch_size=BATCH):
        pass
    return time.process_time() - begin


def run_ours(model: str, folder: str) -> float:
    """Make the JSON line of each text, as `summarize` and `corpus` do; return processor seconds."""
    from seeds_analysis.loading import Record
    from seeds_analysis.pipeline import fast_pipeline, summarize_records
    from seeds_analysis.summary import Summary
    from seeds_analysis.views.data.json import render_jsonl

    nlp = fast_pipeline(model)
    records = [Record("benchmark", "benchmark", text.encode()) for text in texts_of(folder)]
    begin = time.process_time()
    for result in summarize_records(records, lambda: nlp):
        assert isinstance(result, Summary)
        render_jsonl(result)
    return time.process_time() - begin


RUNS = {"bare": run_bare, "best": run_best, "ours": run_ours}


def main() -> None:
    """Run one side in this process (--side), or all sides in turn, each in its own process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--model", default=model_name())
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--side", choices=RUNS)
    options = parser.parse_args()
    if options.side:
        seconds = RUNS[options.side](options.model, options.folder)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(json.dumps([seconds, peak]))
        return
    command = python("-m", "benchmarks.throughput", options.folder, "--model", options.model, "--side")
    found: dict[str, list[list[float]]] = {side: [] for side in RUNS}
    for _ in range(options.rounds):
        for side in RUNS:
            run = subprocess.run([*command, side], capture_output=True, text=True, check=True)
            found[side].append(json.loads(run.stdout))
    words = sum(len(text.split()) for text in texts_of(options.folder))
    speed = {side: words / statistics.median(seconds for seconds, _ in runs) for side, runs in found.items()}
    for side, runs in found.items():
        megabytes = statistics.median(peak for _, peak in runs) / 1024
        print(f"{side}: {speed[side]:,.0f} words per processor second, peak memory {megabytes:,.0f} MB")
    print(
        f"{words:,} words; ours is {speed['ours'] / speed['bare']:.2f} times as fast as the bare pipeline "
        f"as it comes, {speed['ours'] / speed['best']:.2f} times as fast as with the best settings"
    )


if __name__ == "__main__":
    main()
