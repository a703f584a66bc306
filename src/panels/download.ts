/** Hands bytes to the browser as a file to keep. */
export function download(fileName: string, bytes: Uint8Array<ArrayBuffer>): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/zip' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has taken it over by then, however busy it is.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
