/** Hears of every call of a method and of what it gave; what is returned ends that. */
export function wrap<T extends object>(
  owner: T,
  name: keyof T & string,
  hear: (self: unknown, args: readonly unknown[], result: unknown) => void,
): () => void {
  const own: unknown = Reflect.get(owner, name);
  if (typeof own !== 'function') return () => {};
  Reflect.set(owner, name, function (this: unknown, ...args: unknown[]): unknown {
    const result: unknown = Reflect.apply(own, this, args);
    hear(this, args, result);
    return result;
  });
  return () => {
    Reflect.set(owner, name, own);
  };
}
