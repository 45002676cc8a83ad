import lightgbm


def fitted(inputs):
    y = inputs["y"]
    model = lightgbm.LGBMRegressor(
        n_estimators=300, max_depth=6, num_leaves=63, learning_rate=0.1, min_child_samples=20, n_jobs=1, verbose=-1
    )
    return model.fit(inputs["x"].reshape(len(y), -1), y)


def prepare(inputs):
    held_out = inputs["heldOutX"].reshape(len(inputs["heldOutY"]), -1)
    return lambda: fitted(inputs).predict(held_out)
