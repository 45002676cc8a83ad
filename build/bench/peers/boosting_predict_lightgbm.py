import importlib.util
import pathlib

import numpy as np

spec = importlib.util.spec_from_file_location("fit", pathlib.Path(__file__).with_name("boosting_lightgbm.py"))
fit = importlib.util.module_from_spec(spec)
spec.loader.exec_module(fit)


def prepare(inputs):
    model = fit.fitted(inputs)
    held_out = inputs["heldOutX"].reshape(len(inputs["heldOutY"]), -1)
    many = np.resize(held_out, (100_000, held_out.shape[1]))
    return lambda: model.predict(many)[: len(held_out)]
