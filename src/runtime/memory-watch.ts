/** What the runtime's memory comes to, by hearing of it: neither WASM nor WebGPU tells anybody later. */
import { wrap } from './wrap';

export interface WatchedMemory {
  /** Bytes of the largest WASM heap, which never shrinks; null before there is one. */
  readonly wasm: () => number | null;
  /** Bytes of all GPU buffers when they were most; null without WebGPU. */
  readonly gpu: () => number | null;
}

/** A heap, as far as it matters here: Node's types have none. */
interface Heap {
  readonly buffer: ArrayBuffer;
}

interface HasHeaps {
  readonly WebAssembly: { Memory: new (...args: unknown[]) => Heap };
}

/** Hears from now on: call it before the runtime starts. */
export function watchMemory(): WatchedMemory {
  const heaps = new Set<Heap>();
  const { WebAssembly } = globalThis as unknown as HasHeaps;
  // The runtime makes its own, as threads could share it.
  WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
    construct(Memory, args, made) {
      const heap = Reflect.construct(Memory, args, made) as Heap;
      heaps.add(heap);
      return heap;
    },
  });
  const buffers = typeof GPUDevice === 'undefined' ? null : new BufferBytes();
  if (buffers) {
    wrap(GPUDevice.prototype, 'createBuffer', (device, [wanted], buffer) =>
      buffers.add(device as object, buffer as object, (wanted as GPUBufferDescriptor).size),
    );
    wrap(GPUBuffer.prototype, 'destroy', (buffer) => buffers.remove(buffer as object));
    wrap(GPUDevice.prototype, 'destroy', (device) => buffers.removeAll(device as object));
  }
  return {
    wasm: () =>
      heaps.size === 0 ? null : Math.max(...[...heaps].map(({ buffer }) => buffer.byteLength)),
    gpu: () => buffers?.peak ?? null,
  };
}

interface Held {
  bytes: number;
  readonly device: WeakRef<object>;
}

/** Bytes of buffers that were made and not destroyed, nor collected as garbage. */
export class BufferBytes {
  now = 0;
  peak = 0;
  readonly #held = new WeakMap<object, Held>();
  readonly #ofDevice = new WeakMap<object, Set<Held>>();
  readonly #collected = new FinalizationRegistry<Held>((held) => this.#free(held));

  add(device: object, buffer: object, bytes: number): void {
    const held = { bytes, device: new WeakRef(device) };
    this.#held.set(buffer, held);
    this.#collected.register(buffer, held);
    const all = this.#ofDevice.get(device) ?? new Set();
    this.#ofDevice.set(device, all.add(held));
    this.now += bytes;
    this.peak = Math.max(this.peak, this.now);
  }

  remove(buffer: object): void {
    const held = this.#held.get(buffer);
    if (held) this.#free(held);
  }

  removeAll(device: object): void {
    for (const held of this.#ofDevice.get(device) ?? []) this.#free(held);
  }

  #free(held: Held): void {
    this.now -= held.bytes;
    held.bytes = 0;
    const device = held.device.deref();
    if (device) this.#ofDevice.get(device)?.delete(held);
  }
}

/**
 * The page with its workers as the browser estimates it, bytes, at this moment; null where it does not tell
 * (it wants a page that is isolated from other origins).
 */
export async function pageMemory(): Promise<number | null> {
  const told = performance as {
    measureUserAgentSpecificMemory?: () => Promise<{ bytes: number }>;
    memory?: { usedJSHeapSize: number };
  };
  const isolated = (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated === true;
  if (isolated && told.measureUserAgentSpecificMemory) {
    try {
      return (await told.measureUserAgentSpecificMemory()).bytes;
    } catch {
      // Not here, then.
    }
  }
  return told.memory?.usedJSHeapSize ?? null;
}
