/**
 * Resolves in the next turn of the event loop, behind what waits there already. Node's own way keeps
 * no process alive; elsewhere a message, since timers are slowed down to 4 ms and more.
 */
export function nextTurn(): Promise<void> {
  const { setImmediate } = globalThis as { setImmediate?: (act: () => void) => unknown };
  if (setImmediate) return new Promise((resolve) => void setImmediate(resolve));
  // What Node and the DOM call a port differs in type.
  const { port1, port2 } = new MessageChannel() as unknown as {
    readonly port1: { postMessage(message: null): void };
    readonly port2: { onmessage: () => void; close(): void };
  };
  return new Promise((resolve) => {
    port2.onmessage = () => {
      port2.close();
      resolve();
    };
    port1.postMessage(null);
  });
}
