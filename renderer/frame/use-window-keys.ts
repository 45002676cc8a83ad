import { useEffect, useEffectEvent } from 'react';
import { useLocation } from 'wouter';
import { pages } from './pages.ts';

type WindowKeys = { onPalette: () => void; onJobs: () => void; onShortcuts: () => void };

/** Keys of the whole window: Ctrl K palette, G then (in one's own time) a page's letter, J jobs, ? shortcuts. Typing into a field is left alone. */
export function useWindowKeys({ onPalette, onJobs, onShortcuts }: WindowKeys): void {
  const [, navigate] = useLocation();
  const palette = useEffectEvent(onPalette);
  const jobs = useEffectEvent(onJobs);
  const shortcuts = useEffectEvent(onShortcuts);
  const open = useEffectEvent((path: string) => navigate(path));
  useEffect(() => {
    let afterG = false;
    const onKeyDown = (event: KeyboardEvent): void => {
      const key = event.key.toLowerCase();
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && key === 'k') {
        event.preventDefault();
        palette();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const page = afterG ? pages.find((candidate) => candidate.key === key) : undefined;
      afterG = key === 'g';
      if (page !== undefined) {
        event.preventDefault();
        open(page.path);
      } else if (key === 'j') {
        jobs();
      } else if (key === '?') {
        shortcuts();
      }
    };
    const onPointerDown = (): void => {
      afterG = false;
    };
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('pointerdown', onPointerDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('pointerdown', onPointerDown);
    };
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
}
