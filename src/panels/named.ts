/** The text for a name that a file gives; the name itself where the words have none. */
export function named(texts: Readonly<Record<string, string>>, name: string): string {
  return (Object.hasOwn(texts, name) ? texts[name] : undefined) ?? name;
}
