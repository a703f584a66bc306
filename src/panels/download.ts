/** Hands bytes or text to the browser as a file to keep. */
export function download(
  fileName: string,
  content: Uint8Array<ArrayBuffer> | string | Blob,
  type = 'application/zip',
): void {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has taken it over by then, however busy it is.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
