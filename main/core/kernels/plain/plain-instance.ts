import type { KernelFunctions } from '../kernel-functions.ts';
import { type KernelInstance, type KernelMemory, pageBytes } from '../kernel-instance.ts';
import { addProduct, addProductF32 } from './add-product.ts';
import { bestSplit } from './best-split.ts';
import { cholesky } from './cholesky.ts';
import { addTermsAndClamp, scaledExponential } from './exponential.ts';
import { subtract, sumCells } from './histogram.ts';
import { symmetricEigen } from './symmetric-eigen.ts';
import { solveLower, solveLowerTransposed } from './triangular.ts';

/** The kernels in typed arrays, for engines without WebAssembly SIMD: slower, with the same results to the last bit. */
export function plainInstance(): KernelInstance {
  const memory = new PlainMemory();
  return { memory, functions: plainFunctions(memory) };
}

class PlainMemory implements KernelMemory {
  #buffer = new ArrayBuffer(0);

  get buffer(): ArrayBuffer {
    return this.#buffer;
  }

  grow(pages: number): void {
    this.#buffer = new ArrayBuffer(this.#buffer.byteLength + pages * pageBytes); // grown only while nothing is in it
  }
}

/** Byte offsets become indices. */
function plainFunctions(memory: KernelMemory): KernelFunctions {
  const doubles = () => new Float64Array(memory.buffer);
  return {
    heapStart: () => 0,
    addProduct: (m, n, k, factor, a, aRow, aCol, b, bRow, bCol, c, cRow, lowerOnly) =>
      addProduct(doubles(), m, n, k, factor, a / 8, aRow, aCol, b / 8, bRow, bCol, c / 8, cRow, lowerOnly),
    addProductF32: (m, n, k, factor, a, aRow, aCol, b, bRow, bCol, c, cRow) =>
      addProductF32(new Float32Array(memory.buffer), m, n, k, factor, a / 4, aRow, aCol, b / 4, bRow, bCol, c / 4, cRow),
    bestSplit: (features, table, histogram, gradient, mass, radix, leastMass, l2, out) =>
      bestSplit(
        doubles(),
        new Int32Array(memory.buffer),
        features,
        table / 4,
        histogram / 8,
        gradient,
        mass,
        radix,
        leastMass,
        l2,
        out / 8,
      ),
    cholesky: (n, a, aRow, limits) => cholesky(doubles(), n, a / 8, aRow, limits / 8),
    solveLower: (n, m, l, lRow, b, bRow) => solveLower(doubles(), n, m, l / 8, lRow, b / 8, bRow),
    solveLowerTransposed: (n, m, l, lRow, b, bRow) => solveLowerTransposed(doubles(), n, m, l / 8, lRow, b / 8, bRow),
    subtract: (n, target, part) => subtract(doubles(), n, target / 8, part / 8),
    sumCells: (rows, columns, cells, order, start, end, packed, _gathered, histogram) =>
      sumCells(doubles(), new Uint32Array(memory.buffer), rows, columns, cells / 4, order / 4, start, end, packed / 8, histogram / 8),
    symmetricEigen: (n, a, values, work) => symmetricEigen(doubles(), n, a / 8, values / 8, work / 8),
    scaledExponential: (n, factor, from, to) => scaledExponential(doubles(), n, factor, from / 8, to / 8),
    addTermsAndClamp: (rows, cols, c, rowTerms, columnTerms) =>
      addTermsAndClamp(doubles(), rows, cols, c / 8, rowTerms / 8, columnTerms / 8),
  };
}
