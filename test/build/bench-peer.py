def prepare(inputs):
    return lambda: 2 * inputs["x"]
