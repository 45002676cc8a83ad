"""Runs one peer for the bench: peer.py SCRIPT FOLDER. Inputs are FOLDER/*.f64, raw doubles. Answers each line of standard input with one of
JSON: a number runs the work so often and gives its CPU time; "result" gives what it returned last."""

import importlib.util
import json
import os
import pathlib
import sys
import time

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"
import numpy as np


def versions():
    names = ["numpy", "scipy", "sklearn", "lightgbm", "torch", "pymoo"]
    found = [f"{name} {sys.modules[name].__version__}" for name in names if name in sys.modules]
    return ", ".join([f"Python {sys.version.split()[0]}", *found, *blas()])


def blas():
    """The library that numpy's products come from; they differ in speed by a factor of ten."""
    maps = pathlib.Path("/proc/self/maps")
    loaded = maps.read_text() if maps.exists() else ""
    return [name for word, name in [("openblas", "OpenBLAS"), ("mkl", "MKL"), ("/libblas.so", "reference BLAS")] if word in loaded][:1]


def main(script, folder):
    spec = importlib.util.spec_from_file_location("peer_script", script)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    work = module.prepare({path.stem: np.fromfile(path, np.float64) for path in pathlib.Path(folder).glob("*.f64")})
    print(json.dumps({"versions": versions()}), flush=True)
    result = None
    for line in sys.stdin:
        if line.strip() == "result":
            print(json.dumps(np.asarray(result, np.float64).ravel().tolist()), flush=True)
            continue
        repeats = int(line)
        start = time.process_time()
        for _ in range(repeats):
            result = work()
        print(json.dumps({"cpuMs": (time.process_time() - start) * 1e3}), flush=True)


main(*sys.argv[1:])
