/** Which tier the page loads: what the person chose, else its own. */

const KEY = 'interlat-lab-models';

/** The address of a tier; null where none was chosen, or where the browser keeps nothing. */
export function storedModels(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Remembers the tier where the browser allows; null: the page's own again. */
export function keepModels(address: string | null): void {
  try {
    if (address === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, address);
  } catch {
    // Private windows may refuse storage: the choice then lasts as long as the page.
  }
}

/** Asks the browser not to evict what is kept; null where it cannot be asked. */
export async function askPersistence(): Promise<boolean | null> {
  try {
    // Only secure pages have it.
    const storage = navigator.storage as StorageManager | undefined;
    if (storage?.persist === undefined) return null;
    return (await storage.persisted()) || (await storage.persist());
  } catch {
    return null;
  }
}
