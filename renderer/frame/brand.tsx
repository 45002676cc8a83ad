/** The program's mark and name. */
export function Brand() {
  return (
    <span className="brand">
      <svg viewBox="0 0 20 20" width={20} height={20} aria-hidden>
        <rect width="20" height="20" rx="5" fill="var(--accent)" />
        <path d="M4.5 15C6 8.5 9 5.5 15.5 5" fill="none" stroke="var(--on-accent)" strokeWidth="1.8" strokeLinecap="round" />
        <circle cx="6" cy="10" r="1.5" fill="var(--on-accent)" />
        <circle cx="12.5" cy="11.5" r="1.5" fill="var(--on-accent)" opacity=".6" />
      </svg>
      ProxyLab
    </span>
  );
}
