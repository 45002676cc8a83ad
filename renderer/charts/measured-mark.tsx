/** The mark of a value: filled where it was measured, hollow where it was predicted. */
export function MeasuredMark({ measured }: { measured: boolean }) {
  return (
    <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden="true" className="measured-mark">
      {measured ? (
        <circle cx="4" cy="4" r="3.6" fill="var(--cat-1)" />
      ) : (
        <circle cx="4" cy="4" r="3.1" fill="var(--surface)" stroke="var(--cat-1)" strokeWidth="1.5" />
      )}
    </svg>
  );
}
