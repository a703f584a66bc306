/** Rows of a row-major matrix `[rows, dim]`, in the order given, as a new matrix. */
export function selectRows(
  matrix: Float32Array,
  dim: number,
  rows: readonly number[],
): Float32Array {
  const selected = new Float32Array(rows.length * dim);
  rows.forEach((row, i) => {
    selected.set(matrix.subarray(row * dim, (row + 1) * dim), i * dim);
  });
  return selected;
}

/** The matrices one below the other: `[sum of rows, dim]`. */
export function stackRows(matrices: readonly Float32Array[]): Float32Array {
  const stacked = new Float32Array(matrices.reduce((sum, matrix) => sum + matrix.length, 0));
  let offset = 0;
  for (const matrix of matrices) {
    stacked.set(matrix, offset);
    offset += matrix.length;
  }
  return stacked;
}

/** Mean Euclidean norm of the rows of a matrix `[rows, dim]`; 0 where there are none. */
export function meanRowNorm(matrix: Float32Array, dim: number): number {
  const rows = matrix.length / dim;
  let sum = 0;
  for (let row = 0; row < rows; row++) sum += norm(matrix.subarray(row * dim, (row + 1) * dim));
  return rows === 0 ? 0 : sum / rows;
}

/** Euclidean norm. */
export function norm(vector: Float32Array): number {
  let squares = 0;
  for (const value of vector) squares += value * value;
  return Math.sqrt(squares);
}
