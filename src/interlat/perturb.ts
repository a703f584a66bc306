/**
 * Perturbations of a latent message H `[steps, dim]` (the paper, section 4; the same numbers as
 * models/interlat_models/perturb.py for the same normal numbers). Statistics come from the message
 * itself, X = H − its mean, or from a corpus, X = H − μ. With steps − 1 ≤ dim the message scope keeps
 * to H's own rows: only the corpus destroys the directions.
 */
import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { LabError } from '../shared/errors';
import { type CorpusStatistics, TINY } from './corpus-statistics';
import { type Normal, normalMatrix, partialRotation, randomRotation } from './random-rotation';

export type LatentPerturbationKind =
  | 'white-noise'
  | 'cov-noise'
  | 'cov-gauss-zero'
  | 'cov-gauss-mean'
  | 'random-rotation';

export interface LatentPerturbation {
  readonly kind: LatentPerturbationKind;
  /** 0 gives the message back bit for bit; 0 to 1 where X is replaced, else any factor of the noise. */
  readonly strength: number;
  /** Only these steps are changed, from 0; absent: all. */
  readonly steps?: readonly number[] | undefined;
}

const FEWEST_STEPS = 2;

/**
 * The perturbed message `[steps, dim]`, a new array. `corpus` null: scope `message`; white noise needs
 * neither. Throws a LabError 'bad-settings' for one step in scope `message`, which has no covariance
 * of its own, and for a step that the message does not have.
 */
export function perturb(
  message: Float32Array,
  dim: number,
  perturbation: LatentPerturbation,
  normal: Normal,
  corpus: CorpusStatistics | null,
): Float32Array {
  const steps = message.length / dim;
  for (const step of perturbation.steps ?? []) checkStep(step, steps);
  if (steps === 0 || perturbation.strength === 0) return message.slice();
  const changed = changedMatrix(message, dim, perturbation, normal, corpus);
  const result = message.slice();
  const chosen = perturbation.steps ?? Array.from({ length: steps }, (_, i) => i);
  for (const step of chosen) result.set(changed.getRow(step), step * dim);
  return result;
}

/** A person counts from 1. Throws a LabError 'bad-settings' where a message of `steps` steps has none of this number. */
export function checkStep(step: number, steps: number): void {
  if (Number.isInteger(step) && step >= 0 && step < steps) return;
  const range = steps === 0 ? 'no steps' : `${steps} step${steps === 1 ? '' : 's'}`;
  const message = `The message has ${range}: there is no step ${step + 1}. Choose an earlier one.`;
  throw new LabError('bad-settings', message);
}

function changedMatrix(
  message: Float32Array,
  dim: number,
  { kind, strength }: LatentPerturbation,
  normal: Normal,
  corpus: CorpusStatistics | null,
): Matrix {
  const h = Matrix.from1DArray(message.length / dim, dim, Array.from(message));
  if (kind === 'white-noise') return h.add(normalMatrix(h.rows, dim, normal).mul(strength));
  const { mean, x } = centred(h, corpus);
  switch (kind) {
    case 'cov-noise':
      return h.add(covarianceNoise(x, normal, corpus).mul(strength));
    case 'random-rotation':
      return rotated(x, strength, normal, corpus).addRowVector(mean);
    case 'cov-gauss-zero':
    case 'cov-gauss-mean': {
      const noise = covarianceNoise(x, normal, corpus).mul(strength);
      const kept = kind === 'cov-gauss-mean' ? 1 : 1 - strength;
      const share = Math.sqrt(1 - strength ** 2);
      return x
        .clone()
        .mul(share)
        .add(noise)
        .addRowVector(mean.map((value) => value * kept));
    }
  }
}

/** Mean `[dim]` and X `[steps, dim]`. */
function centred(h: Matrix, corpus: CorpusStatistics | null): { mean: number[]; x: Matrix } {
  if (corpus === null && h.rows < FEWEST_STEPS) {
    throw new LabError(
      'bad-settings',
      'A message of one step has no covariance of its own. Choose the corpus scope.',
    );
  }
  const mean = corpus ? Array.from(corpus.mean) : h.mean('column');
  return { mean, x: h.clone().subRowVector(mean) };
}

/** Noise `[steps, dim]` of the covariance: (Z X)/√(steps − 1), Z normal, or N Σ^½. */
function covarianceNoise(x: Matrix, normal: Normal, corpus: CorpusStatistics | null): Matrix {
  if (corpus) return normalMatrix(x.rows, x.columns, normal).mmul(corpus.root(0.5));
  return normalMatrix(x.rows, x.rows, normal)
    .mmul(x)
    .div(Math.sqrt(x.rows - 1));
}

/**
 * X turned in whitened coordinates: X Σ^−½ Q Σ^½, or X V diag(1/σ) Q diag(σ) Vᵀ with
 * X/√(steps − 1) = U diag(σ) Vᵀ. The sign of each column of V is free; here its largest entry is
 * positive, so that every library finds the same.
 */
function rotated(
  x: Matrix,
  strength: number,
  normal: Normal,
  corpus: CorpusStatistics | null,
): Matrix {
  if (corpus) {
    const q = partialRotation(randomRotation(x.columns, normal), strength);
    return x.mmul(corpus.root(-0.5)).mmul(q).mmul(corpus.root(0.5));
  }
  const { sigma, v } = rightSingularVectors(x.clone().div(Math.sqrt(x.rows - 1)));
  if (sigma.length === 0) return x;
  const q = partialRotation(randomRotation(sigma.length, normal), strength);
  const back = v.clone().mulRowVector(sigma).transpose();
  return x
    .mmul(v)
    .mulRowVector(sigma.map((value) => 1 / value))
    .mmul(q)
    .mmul(back);
}

/** Singular values that are not zero, largest first, and their right vectors `[columns, values]`. */
function rightSingularVectors(x: Matrix): { sigma: number[]; v: Matrix } {
  const wide = x.rows < x.columns;
  const found = new SingularValueDecomposition(wide ? x.transpose() : x);
  const vectors = wide ? found.leftSingularVectors : found.rightSingularVectors;
  const largest = found.diagonal[0] ?? 0;
  const sigma = found.diagonal.filter((value) => value > TINY * largest);
  const v = new Matrix(x.columns, sigma.length);
  for (let column = 0; column < sigma.length; column++) {
    const vector = vectors.getColumn(column);
    const top = vector.reduce(
      (best, value) => (Math.abs(value) > Math.abs(best) ? value : best),
      0,
    );
    v.setColumn(column, top < 0 ? vector.map((value) => -value) : vector);
  }
  return { sigma, v };
}
