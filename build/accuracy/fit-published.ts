import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fitPublishedResults } from '../../main/core/accuracy/published-fit.ts';
import { readPublishedResults } from './read-published-results.ts';

/** `node build/accuracy/fit-published.ts RESULTS.csv` writes what was fitted; the results themselves are not part of the project. */
const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('Name the CSV file of published results.');
const rounded = (value: number) => Number(value.toPrecision(6));
const { weights, networks, meanErrorPp, p90ErrorPp } = fitPublishedResults(readPublishedResults(path));
writeFileSync(
  join(import.meta.dirname, '../../main/core/accuracy/published-imagenet.ts'),
  `import type { PublishedFit } from './published-fit.ts';

/**
 * Made by build/accuracy/fit-published.ts of published ImageNet-1k results of mobile networks: timm (results-imagenet.csv, benchmark-infer),
 * TensorFlow's MobileNetV1 and V2 tables, once-for-all, mobile-vision and imgclsmob.
 */
export const publishedImageNet: PublishedFit = {
  weights: [${weights.map(rounded).join(', ')}],
  networks: ${networks},
  meanErrorPp: ${rounded(meanErrorPp)},
  p90ErrorPp: ${rounded(p90ErrorPp)},
};
`,
);
