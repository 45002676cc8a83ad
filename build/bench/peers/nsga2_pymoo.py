import numpy as np
from pymoo.algorithms.moo.nsga2 import NSGA2
from pymoo.core.problem import Problem
from pymoo.operators.crossover.ux import UniformCrossover
from pymoo.operators.mutation.pm import PM
from pymoo.operators.repair.rounding import RoundingRepair
from pymoo.operators.sampling.rnd import IntegerRandomSampling
from pymoo.optimize import minimize

population, generations = 100, 500


class Sums(Problem):
    """Two costs that are sums over the genes: [2, genes, choices]."""

    def __init__(self, costs):
        self.costs = costs
        _, self.genes, choices = costs.shape
        super().__init__(n_var=self.genes, n_obj=2, xl=0, xu=choices - 1, vtype=int)

    def _evaluate(self, x, out, *args, **kwargs):
        gene = np.arange(self.genes)
        out["F"] = np.stack([cost[gene, x].sum(1) for cost in self.costs], 1)


def prepare(inputs):
    problem = Sums(inputs["costs"].reshape(2, 20, 9))
    seeds = inputs["seeds"].astype(int)

    def run():
        fronts = []
        for seed in seeds:
            algorithm = NSGA2(
                population,
                sampling=IntegerRandomSampling(),
                crossover=UniformCrossover(repair=RoundingRepair()),
                mutation=PM(prob=1.0, eta=3.0, vtype=float, repair=RoundingRepair()),
                eliminate_duplicates=True,
            )
            found = minimize(problem, algorithm, ("n_gen", generations), seed=int(seed)).F
            # As long as the population, the first points repeated: results are compared by place.
            fronts.append(found[np.arange(population) % len(found)])
        return np.stack(fronts)

    return run
