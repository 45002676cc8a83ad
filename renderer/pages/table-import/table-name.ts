/** A table's name after its file: `latency tables/one_proxy.csv.gz` becomes `one_proxy`. */
export function tableName(fileName: string): string {
  const base = fileName.split(/[\\/]/).at(-1) ?? fileName;
  return base
    .replace(/\.gz$/i, '')
    .replace(/\.(csv|pickle|pkl|txt)$/i, '')
    .trim()
    .slice(0, 100);
}
