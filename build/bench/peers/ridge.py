import numpy as np
import scipy.linalg


def prepare(inputs):
    y = inputs["y"]
    x = inputs["x"].reshape(len(y), -1)
    diagonal = np.diag_indices(x.shape[1])

    def run():
        normal = x.T @ x
        normal[diagonal] += 1.0
        return scipy.linalg.cho_solve(scipy.linalg.cho_factor(normal), x.T @ y)

    return run
