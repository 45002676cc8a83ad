import numpy as np
import scipy.linalg


def rbf(a, b):
    squares = (a * a).sum(1)[:, None] + (b * b).sum(1)[None] - 2 * a @ b.T
    return np.exp(-0.5 * np.maximum(squares, 0) / 16.0)


def prepare(inputs):
    y = inputs["y"]
    n = len(y)
    x = inputs["x"].reshape(n, -1)
    points = inputs["points"].reshape(n, -1)
    diagonal = np.diag_indices(n)

    def run():
        covariance = rbf(x, x)
        covariance[diagonal] += 0.01
        factor = scipy.linalg.cholesky(covariance, lower=True, check_finite=False)
        weights = scipy.linalg.cho_solve((factor, True), y)
        log_likelihood = -0.5 * y @ weights - np.log(np.diag(factor)).sum()
        cross = rbf(points, x)
        mean = cross @ weights
        whitened = scipy.linalg.solve_triangular(factor, cross.T, lower=True, check_finite=False)
        return np.concatenate([[log_likelihood], mean, 1 - (whitened * whitened).sum(0)])

    return run
