import io

import torch
from torch import nn

torch.set_num_threads(1)
STAGES = [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]


def convolution(inputs, outputs, kernel, stride=1, groups=1, activation=True):
    layers = [nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False), nn.BatchNorm2d(outputs)]
    return nn.Sequential(*layers, *([nn.ReLU6()] if activation else []))


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride, expansion):
        super().__init__()
        wide = inputs * expansion
        expand = [] if expansion == 1 else [convolution(inputs, wide, 1)]
        depthwise = convolution(wide, wide, 3, stride, groups=wide)
        self.layers = nn.Sequential(*expand, depthwise, convolution(wide, outputs, 1, activation=False))
        self.residual = stride == 1 and inputs == outputs

    def forward(self, x):
        return x + self.layers(x) if self.residual else self.layers(x)


def mobilenet_v2():
    layers, inputs = [convolution(3, 32, 3, 2)], 32
    for expansion, outputs, repeats, stride in STAGES:
        for i in range(repeats):
            layers.append(Block(inputs, outputs, stride if i == 0 else 1, expansion))
            inputs = outputs
    head = [convolution(inputs, 1280, 1), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(1280, 1000)]
    return nn.Sequential(*layers, *head).eval()


def prepare(_inputs):
    model = mobilenet_v2()
    image = torch.zeros(1, 3, 224, 224)

    def run():
        for module in model.modules():
            if hasattr(module, "reset_parameters"):
                module.reset_parameters()
        torch.onnx.export(model, image, io.BytesIO())
        return [sum(parameter.numel() for parameter in model.parameters())]

    return run
