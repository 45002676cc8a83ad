import numpy as np

NOISE = 0.03
COUNT = 20


def prepare(inputs):
    z = inputs["z"].reshape(800, -1)

    def run():
        covariance = z @ z.T
        means = covariance.mean(0)
        covariance += means.mean() - means[:, None] - means[None]
        covariance *= len(covariance) / np.trace(covariance)
        open_rows = np.ones(len(covariance), bool)
        chosen = []
        for _ in range(COUNT):
            reduction = np.einsum("ij,ij->i", covariance, covariance) / (np.diag(covariance) + NOISE)
            best = int(np.argmax(np.where(open_rows, reduction, -1)))
            open_rows[best] = False
            chosen.append(best)
            column = covariance[best].copy()
            covariance -= np.outer(column / (column[best] + NOISE), column)
        return chosen

    return run
