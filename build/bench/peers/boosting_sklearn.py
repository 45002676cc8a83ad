from sklearn.ensemble import HistGradientBoostingRegressor


def prepare(inputs):
    y = inputs["y"]
    x = inputs["x"].reshape(len(y), -1)
    held_out = inputs["heldOutX"].reshape(len(inputs["heldOutY"]), -1)

    def run():
        model = HistGradientBoostingRegressor(
            max_iter=300, max_depth=6, max_leaf_nodes=63, learning_rate=0.1, min_samples_leaf=20, early_stopping=False
        )
        return model.fit(x, y).predict(held_out)

    return run
