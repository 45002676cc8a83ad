export { addProduct } from './add-product.ts';

/** First byte behind the kernels' own buffers. */
export function heapStart(): usize {
  return __heap_base;
}
