import math

import numpy as np


def prepare(inputs):
    n = math.isqrt(len(inputs["matrix"]))
    matrix = inputs["matrix"].reshape(n, n)
    return lambda: np.linalg.eigh(matrix)[0][::-1]
