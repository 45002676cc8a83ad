/** Hands a file to the person's download folder. */
export function saveFile(content: Blob, fileName: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The download has its own hold on the content by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** A file name out of words: what no file system minds, `-` between. */
export function fileNameOf(words: string): string {
  return (
    words
      .normalize('NFKD')
      .replaceAll(/[^A-Za-z0-9._]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 80) || 'chart'
  );
}
