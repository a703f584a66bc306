/** Latents on the two directions in which those of many games vary most. */

export interface Projection {
  /** `[2, dim]`, of length 1 each and at right angles. */
  readonly components: Float32Array;
  /** `[dim]` */
  readonly mean: Float32Array;
}

export type Point = readonly [x: number, y: number];

/** Every row of `[rows, dim]` as (row − mean) · components. Empty where the widths differ. */
export function projectRows(
  latents: Float32Array,
  dim: number,
  { components, mean }: Projection,
): Point[] {
  if (dim === 0 || mean.length !== dim) return [];
  return Array.from({ length: Math.floor(latents.length / dim) }, (_, row) => {
    const along = (component: number): number => {
      let sum = 0;
      for (let i = 0; i < dim; i++) {
        const apart = (latents[row * dim + i] ?? 0) - (mean[i] ?? 0);
        sum += apart * (components[component * dim + i] ?? 0);
      }
      return sum;
    };
    return [along(0), along(1)];
  });
}

/** The middle of points; null where there are none. Projection is linear: so is that of the rows' mean. */
export function middleOf(points: readonly Point[]): Point | null {
  if (points.length === 0) return null;
  const sum = points.reduce((to, [x, y]) => [to[0] + x, to[1] + y] as const, [0, 0] as Point);
  return [sum[0] / points.length, sum[1] / points.length];
}

/** The group whose middle is nearest; null where there is no group. */
export function nearestGroup(
  [x, y]: Point,
  groups: ReadonlyMap<string, readonly Point[]>,
): string | null {
  let nearest: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const [name, points] of groups) {
    const middle = middleOf(points);
    if (middle === null) continue;
    const apart = Math.hypot(middle[0] - x, middle[1] - y);
    if (apart < least) {
      least = apart;
      nearest = name;
    }
  }
  return nearest;
}

/**
 * The share of points whose nearest middle is that of their own group: how far groups can be told
 * apart at all. Null without points.
 */
export function shareNearOwn(groups: ReadonlyMap<string, readonly Point[]>): number | null {
  const all = [...groups].flatMap(([name, points]) => points.map((point) => ({ name, point })));
  if (all.length === 0) return null;
  return all.filter(({ name, point }) => nearestGroup(point, groups) === name).length / all.length;
}
