import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/** Singular values below this share of the largest count as zero (perturbations.md, guards). */
export const TINY = 1e-6;

/** Mean and covariance of the rows of many messages, with the roots that perturbations need. */
export class CorpusStatistics {
  private eigen: EigenvalueDecomposition | undefined;
  private readonly roots = new Map<number, Matrix>();

  /** `mean` `[dim]`, `covariance` `[dim, dim]`, row-major. Throws a RangeError where they do not fit. */
  constructor(
    readonly mean: ArrayLike<number>,
    private readonly covariance: ArrayLike<number>,
  ) {
    if (covariance.length !== mean.length ** 2) {
      throw new RangeError(`${covariance.length} numbers are no covariance of ${mean.length}.`);
    }
  }

  get dim(): number {
    return this.mean.length;
  }

  /** The covariance to the power of ½ or −½, `[dim, dim]`; directions without variance are left out. */
  root(power: 0.5 | -0.5): Matrix {
    const known = this.roots.get(power);
    if (known) return known;
    const { dim } = this;
    const matrix = Matrix.from1DArray(dim, dim, Array.from(this.covariance));
    this.eigen ??= new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
    const vectors = this.eigen.eigenvectorMatrix;
    const sigmas = this.eigen.realEigenvalues.map((value) => Math.sqrt(Math.max(value, 0)));
    const largest = Math.max(...sigmas);
    const scale = sigmas.map((sigma) => (sigma > TINY * largest ? sigma ** (2 * power) : 0));
    const root = vectors.clone().mulRowVector(scale).mmul(vectors.transpose());
    this.roots.set(power, root);
    return root;
  }
}
