/** One line on stderr that says how far long work is; rewritten in a terminal, repeated at most every 10 s elsewhere. */
export interface ProgressLine {
  show(progress: { readonly message: string; readonly done: number; readonly total: number; readonly etaSeconds: number | null }): void;
  /** Leaves the last line standing. */
  end(): void;
}

const barWidth = 24;
const repeatMs = 10_000;

export function createProgressLine(stream: NodeJS.WriteStream, clock: () => number): ProgressLine {
  let last = '';
  let shownAtMs = -Infinity;
  return {
    show({ message, done, total, etaSeconds }) {
      const share = total > 0 ? Math.min(1, done / total) : 0;
      const filled = Math.round(share * barWidth);
      const count = total > 0 ? `[${'█'.repeat(filled)}${'·'.repeat(barWidth - filled)}] ${done} of ${total}` : '';
      const left = etaSeconds === null ? '' : `, about ${formatDuration(etaSeconds)} left`;
      const line = `${count}${left}${count ? '  ' : ''}${message}`;
      if (line === last) return;
      if (stream.isTTY) stream.write(`\r\u001b[K${line.slice(0, Math.max(20, (stream.columns ?? 100) - 1))}`);
      else if (clock() - shownAtMs >= repeatMs || done === total) {
        stream.write(`${line}\n`);
        shownAtMs = clock();
      }
      last = line;
    },
    end() {
      if (last !== '' && stream.isTTY) stream.write('\n');
      last = '';
    },
  };
}

/** `45 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
