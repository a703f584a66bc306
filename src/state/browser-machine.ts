import type { BatchMachine } from '../lab/batch-machine';

/** Of the build (vite.config.ts); null outside a git checkout, absent in tests. */
declare const LAB_COMMIT: string | null;

/** What of `navigator` is read; `userAgentData` is not everywhere. */
export interface Told {
  readonly userAgent: string;
  readonly hardwareConcurrency: number;
  readonly userAgentData?: {
    readonly brands: readonly { readonly brand: string; readonly version: string }[];
  };
}

const NAMES: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Firefox', /Firefox\/(\d+)/],
  ['Edge', /Edg\/(\d+)/],
  ['Chromium', /Chrome\/(\d+)/],
  ['Safari', /Version\/(\d+).*Safari/],
];

/** The browser's name and main version: no more than that is asked. */
export function browserName({ userAgentData, userAgent }: Told): string {
  // Browsers add an invented brand, such as “Not A;Brand”.
  const brands = (userAgentData?.brands ?? []).filter(({ brand }) => !/not.*brand/i.test(brand));
  const own = brands.find(({ brand }) => brand !== 'Chromium') ?? brands[0];
  if (own) return `${own.brand} ${own.version}`;
  for (const [name, pattern] of NAMES) {
    const version = pattern.exec(userAgent)?.[1];
    if (version !== undefined) return `${name} ${version}`;
  }
  return 'a browser';
}

/** See `BatchMachine`. */
export function browserMachine(told: Told, concurrency: number, workers: number): BatchMachine {
  const cores = told.hardwareConcurrency;
  return {
    commit: typeof LAB_COMMIT === 'undefined' ? null : LAB_COMMIT,
    host: browserName(told),
    processor: null,
    cores: cores >= 1 ? cores : null,
    workers,
    concurrency,
  };
}
