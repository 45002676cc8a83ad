export { addProduct, addProductF32 } from './add-product.ts';
export { bestSplit } from './best-split.ts';
export { cholesky } from './cholesky.ts';
export { addTermsAndClamp, scaledExponential } from './exponential.ts';
export { subtract, sumCells } from './histogram.ts';
export { symmetricEigen } from './symmetric-eigen.ts';
export { solveLower, solveLowerTransposed } from './triangular.ts';

/** First byte behind the kernels' own buffers. */
export function heapStart(): usize {
  return __heap_base;
}
