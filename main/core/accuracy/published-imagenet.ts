import type { PublishedFit } from './published-fit.ts';

/**
 * Made by build/accuracy/fit-published.ts of published ImageNet-1k results of mobile networks: timm (results-imagenet.csv, benchmark-infer),
 * TensorFlow's MobileNetV1 and V2 tables, once-for-all, mobile-vision and imgclsmob.
 */
export const publishedImageNet: PublishedFit = {
  weights: [-0.158038, 0.0354451, -0.187095, -0.169206, -0.127545, -0.00182058, -0.688525],
  networks: 235,
  meanErrorPp: 1.14099,
  p90ErrorPp: 2.59026,
};
