/** What the browser can do, before anything is loaded. */
export interface Capabilities {
  /** The GPU's vendor and architecture; null where the browser offers no GPU. */
  readonly gpu: string | null;
  /** Without it files cannot be checked against their hashes and there is no WebGPU. */
  readonly secureContext: boolean;
}

export async function probeCapabilities(): Promise<Capabilities> {
  const { gpu } = navigator as Partial<Navigator>;
  const adapter = (await gpu?.requestAdapter()) ?? null;
  const info = adapter?.info;
  const description = [info?.vendor, info?.architecture].filter(Boolean).join(' ');
  return { gpu: adapter && (description || 'unnamed GPU'), secureContext: isSecureContext };
}
