/** Shorter than this says nothing of what is left. */
const shortestMs = 2000;

/** Tells how long counted work will still take, by how fast it went; a new count begins anew. */
export class Pace {
  #first: { readonly atMs: number; readonly done: number; readonly total: number } | null = null;
  #done = 0;

  /** Seconds that are left at this pace; null while that cannot be told. */
  etaSeconds(done: number, total: number, nowMs: number): number | null {
    const first = this.#first;
    if (first === null || total !== first.total || done < this.#done) this.#first = { atMs: nowMs, done, total };
    this.#done = done;
    if (first !== this.#first || first === null) return null;
    const [tookMs, gained] = [nowMs - first.atMs, done - first.done];
    return tookMs < shortestMs || gained <= 0 ? null : (tookMs / gained / 1000) * (total - done);
  }
}
