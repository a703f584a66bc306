/** What is known of the GPU before a device is opened. */
export interface Gpu {
  /** Vendor and architecture, as far as the browser tells. */
  readonly description: string;
  /** WebGPU computed by the CPU. */
  readonly software: boolean;
  readonly subgroups: boolean;
  /** 16-bit arithmetic. */
  readonly f16: boolean;
  readonly limits: Pick<GPUSupportedLimits, 'maxBufferSize' | 'maxStorageBufferBindingSize'>;
}

const SOFTWARE = /swiftshader|llvmpipe|lavapipe|basic render/i;

const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupSizeZ',
  'maxComputeWorkgroupsPerDimension',
] as const satisfies readonly (keyof GPUSupportedLimits)[];

/** Undefined where the browser has no WebGPU, or the page no secure origin. */
function webGpu(): GPU | undefined {
  return (navigator as { readonly gpu?: GPU }).gpu;
}

async function requestAdapter(): Promise<GPUAdapter | null> {
  return (await webGpu()?.requestAdapter()) ?? null;
}

export function hasWebGpu(): boolean {
  return webGpu() !== undefined;
}

/** The browser's GPU, or null where it offers none. */
export async function findGpu(): Promise<Gpu | null> {
  const adapter = await requestAdapter();
  if (!adapter) return null;
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const parts = [vendor, architecture, description || device].filter((part) => part !== '');
  return {
    description: parts.join(' ') || 'unnamed GPU',
    software: isFallbackAdapter || parts.some((part) => SOFTWARE.test(part)),
    subgroups: adapter.features.has('subgroups'),
    f16: adapter.features.has('shader-f16'),
    limits: {
      maxBufferSize: adapter.limits.maxBufferSize,
      maxStorageBufferBindingSize: adapter.limits.maxStorageBufferBindingSize,
    },
  };
}

/**
 * A device of our own, so that its loss is ours to see. Without `subgroups` where GroupQueryAttention
 * computes wrong numbers with them (findings.md). Throws where the GPU is gone or gives no device.
 */
export async function openGpu(subgroups: boolean): Promise<GPUDevice> {
  const adapter = await requestAdapter();
  if (!adapter) throw new Error('The GPU is gone.');
  const requiredLimits: Record<string, number> = {};
  for (const limit of LIMITS) requiredLimits[limit] = adapter.limits[limit];
  return adapter.requestDevice({
    requiredFeatures: subgroups ? ['subgroups'] : [],
    requiredLimits,
  });
}
