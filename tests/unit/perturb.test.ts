import { determinant, EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { CorpusStatistics } from '../../src/interlat/corpus-statistics';
import { type LatentPerturbationKind, perturb } from '../../src/interlat/perturb';
import { partialRotation, randomRotation } from '../../src/interlat/random-rotation';
import { Rng } from '../../src/shared/rng';

const DIM = 4;
const STEPS = 20;
const DRAWS = 1500;

function normalOf(seed: number): () => number {
  const rng = new Rng(seed);
  return () => rng.normal();
}

/** Rows with correlated columns and means that are not zero. */
function sample(steps: number, seed: number): Float32Array {
  const normal = normalOf(seed);
  return Float32Array.from(
    Array.from({ length: steps }, () => {
      const [a, b, c, d] = [normal(), normal(), normal(), normal()];
      return [2 * a + 1, a + b - 2, 0.5 * c + 3, b - c + 0.3 * d];
    }).flat(),
  );
}

/** Mean and covariance (divided by n − 1) of rows, by their definition. */
function statistics(rows: ArrayLike<number>): { mean: number[]; covariance: number[] } {
  const count = rows.length / DIM;
  const at = (row: number, column: number): number => rows[row * DIM + column] as number;
  const mean = Array.from({ length: DIM }, (_, column) => {
    let sum = 0;
    for (let row = 0; row < count; row++) sum += at(row, column);
    return sum / count;
  });
  const covariance = Array.from({ length: DIM * DIM }, (_, i) => {
    const [a, b] = [Math.floor(i / DIM), i % DIM];
    let sum = 0;
    for (let row = 0; row < count; row++) {
      sum += (at(row, a) - (mean[a] as number)) * (at(row, b) - (mean[b] as number));
    }
    return sum / (count - 1);
  });
  return { mean, covariance };
}

const message = sample(STEPS, 1);
const own = statistics(message);
const fitted = statistics(sample(2000, 2));
const corpus = new CorpusStatistics(fitted.mean, fitted.covariance);

function rowsOf(kind: LatentPerturbationKind, strength: number, scope: 'message' | 'corpus') {
  const rows: number[] = [];
  for (let draw = 0; draw < DRAWS; draw++) {
    const statistics = scope === 'corpus' ? corpus : null;
    rows.push(...perturb(message, DIM, { kind, strength }, normalOf(100 + draw), statistics));
  }
  return rows;
}

/** Within five standard errors of a covariance of this many independent rows. */
function expectCovariance(found: number[], expected: number[], independent: number): void {
  found.forEach((value, i) => {
    const [a, b] = [Math.floor(i / DIM), i % DIM];
    const variances = (expected[a * DIM + a] as number) * (expected[b * DIM + b] as number);
    expect(Math.abs(value - (expected[i] as number))).toBeLessThan(
      5 * Math.sqrt((2 * variances) / independent),
    );
  });
}

describe('the statistics of perturbations', () => {
  it.each([
    ['message', own],
    ['corpus', fitted],
  ] as const)('CovGauss follows the covariance of the %s', (scope, expected) => {
    const found = statistics(rowsOf('cov-gauss-mean', 1, scope));
    // Rows of one draw share their noise in scope `message`: count draws × (steps − 1) / 4.
    expectCovariance(found.covariance, expected.covariance, (DRAWS * (STEPS - 1)) / 4);
    found.mean.forEach((value, i) => {
      const error = Math.sqrt((expected.covariance[i * DIM + i] as number) / (DRAWS * STEPS));
      expect(Math.abs(value - (expected.mean[i] as number))).toBeLessThan(6 * error);
    });
  });

  it('CovGauss-0μ has no mean, and at strength ½ half of it', () => {
    const centre = statistics(rowsOf('cov-gauss-zero', 1, 'message')).mean;
    const half = statistics(rowsOf('cov-gauss-zero', 0.5, 'message')).mean;
    for (let i = 0; i < DIM; i++) {
      const error = Math.sqrt((own.covariance[i * DIM + i] as number) / (DRAWS * STEPS));
      expect(Math.abs(centre[i] as number)).toBeLessThan(6 * error);
      expect(Math.abs((half[i] as number) - (own.mean[i] as number) / 2)).toBeLessThan(6 * error);
    }
  });

  it('CovNoise adds s² of the covariance', () => {
    const noisy = rowsOf('cov-noise', 2, 'corpus');
    const noise = noisy.map((value, i) => value - (message[i % message.length] as number));
    expectCovariance(
      statistics(noise).covariance,
      fitted.covariance.map((value) => 4 * value),
      DRAWS * STEPS,
    );
  });

  it('WhiteNoise is iid of standard deviation s', () => {
    const noisy = rowsOf('white-noise', 3, 'message');
    const noise = noisy.map((value, i) => value - (message[i % message.length] as number));
    const identity = Array.from({ length: DIM * DIM }, (_, i) => (i % (DIM + 1) === 0 ? 9 : 0));
    expectCovariance(statistics(noise).covariance, identity, DRAWS * STEPS);
  });

  it.each([0.4, 1])('RandomRot(message) at %d keeps mean and singular values', (strength) => {
    const rotation = { kind: 'random-rotation', strength } as const;
    const found = statistics(perturb(message, DIM, rotation, normalOf(3), null));
    const sigmas = (covariance: number[]): number[] =>
      new EigenvalueDecomposition(Matrix.from1DArray(DIM, DIM, covariance)).realEigenvalues
        .map(Math.sqrt)
        .sort((a, b) => b - a);
    sigmas(own.covariance).forEach((value, i) => {
      expect(Math.abs((sigmas(found.covariance)[i] as number) / value - 1)).toBeLessThan(1e-4);
    });
    found.mean.forEach((value, i) => {
      expect(value).toBeCloseTo(own.mean[i] as number, 5);
    });
  });
});

describe('rotations', () => {
  it.each([1, 2, 5, 24, 128])('of size %d are orthogonal, with determinant 1', (size) => {
    const q = randomRotation(size, normalOf(size));
    const off = q.transpose().mmul(q).sub(Matrix.eye(size)).abs().max();
    expect(off).toBeLessThan(1e-10);
    expect(determinant(q)).toBeCloseTo(1, 8);
  });

  it('along the geodesic add up to the whole', () => {
    for (const size of [3, 8, 33, 128]) {
      const q = randomRotation(size, normalOf(7));
      const parts = partialRotation(q, 0.3).mmul(partialRotation(q, 0.7));
      expect(parts.sub(q).abs().max()).toBeLessThan(1e-8);
      const none = partialRotation(q, 0).sub(Matrix.eye(size)).abs().max();
      expect(none).toBeLessThan(1e-8);
    }
  });
});

describe('guards', () => {
  const one = sample(1, 5);
  it('one step needs the corpus', () => {
    const gauss = { kind: 'cov-gauss-mean', strength: 1 } as const;
    expect(() => perturb(one, DIM, gauss, normalOf(1), null)).toThrow('Choose the corpus scope');
    expect(perturb(one, DIM, gauss, normalOf(1), corpus)).toHaveLength(DIM);
  });

  it('names a step that is not there', () => {
    const noise = { kind: 'white-noise', strength: 1, steps: [0, STEPS] } as const;
    const act = () => perturb(message, DIM, noise, normalOf(1), null);
    expect(act).toThrow('The message has 20 steps: there is no step 21.');
  });

  it('leaves directions without variance out', () => {
    // Two equal columns, and one that is constant: rank 2.
    const rows = Float32Array.from(
      Array.from({ length: STEPS }, (_, i) => [i % 7, i % 7, 1, i % 3]).flat(),
    );
    const { mean, covariance } = statistics(rows);
    const poor = new CorpusStatistics(mean, covariance);
    for (const statistics of [null, poor]) {
      const rotation = { kind: 'random-rotation', strength: 1 } as const;
      const found = perturb(rows, DIM, rotation, normalOf(4), statistics);
      for (let row = 0; row < STEPS; row++) {
        const [a, b, c] = found.subarray(row * DIM, row * DIM + 3);
        if (statistics === null) expect(a).toBeCloseTo(b as number, 4);
        expect(c).toBeCloseTo(1, 4);
      }
    }
  });

  it('a message whose rows are all the same stays as it is', () => {
    const same = new Float32Array(STEPS * DIM).fill(2);
    const rotation = { kind: 'random-rotation', strength: 1 } as const;
    expect(perturb(same, DIM, rotation, normalOf(1), null)).toEqual(same);
  });
});
