import { determinant, EigenvalueDecomposition, inverse, Matrix, QrDecomposition } from 'ml-matrix';

/** Standard normal numbers, one a call. */
export type Normal = () => number;

/** `[rows, columns]` standard normal numbers, drawn row by row. */
export function normalMatrix(rows: number, columns: number, normal: Normal): Matrix {
  const matrix = new Matrix(rows, columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) matrix.set(row, column, normal());
  }
  return matrix;
}

/**
 * A rotation `[size, size]`, uniform (Haar) among those of determinant 1: the orthogonal factor of a
 * normal matrix, with a positive diagonal of R (Mezzadri 2007); where its determinant is −1 the last
 * column is turned round.
 */
export function randomRotation(size: number, normal: Normal): Matrix {
  const decomposition = new QrDecomposition(normalMatrix(size, size, normal));
  const q = decomposition.orthogonalMatrix;
  const signs = decomposition.upperTriangularMatrix.diagonal().map((value) => (value < 0 ? -1 : 1));
  q.mulRowVector(signs);
  if (determinant(q) < 0) q.mulColumn(size - 1, -1);
  return q;
}

/**
 * The point at `strength` on the geodesic from the identity (0) to a rotation `q` (1): each plane that
 * `q` turns is turned by that share of its angle.
 */
export function partialRotation(q: Matrix, strength: number): Matrix {
  if (strength === 1) return q;
  const { eigenvectorMatrix, realEigenvalues, imaginaryEigenvalues } = new EigenvalueDecomposition(
    q,
  );
  const size = q.rows;
  const turned = Matrix.zeros(size, size);
  for (let i = 0; i < size; i++) {
    const real = realEigenvalues[i] as number;
    const imaginary = imaginaryEigenvalues[i] as number;
    const angle = strength * Math.atan2(imaginary, real);
    turned.set(i, i, Math.cos(angle));
    // A conjugate pair stands side by side, the positive imaginary part first: [[a, b], [−b, a]].
    if (imaginary > 0) turned.set(i, i + 1, Math.sin(angle));
    if (imaginary < 0) turned.set(i, i - 1, Math.sin(angle));
  }
  return eigenvectorMatrix.mmul(turned).mmul(inverse(eigenvectorMatrix));
}
