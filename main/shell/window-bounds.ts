import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Rectangle } from 'electron';

const smallest = { width: 720, height: 560 };
const preferred = { width: 1440, height: 900 };

/** Size and, where it is known, position of a window. */
export type Bounds = Pick<Rectangle, 'width' | 'height'> & Partial<Rectangle>;

export const minimumSize = smallest;

/** What is asked of Electron's `screen`. */
export interface Screens {
  getPrimaryDisplay(): { readonly workArea: Rectangle };
  getDisplayMatching(bounds: Rectangle): { readonly workArea: Rectangle };
}

/** Where the window stood the last time, if that is still on a screen; else the preferred size, centred. */
export function rememberedBounds(file: string, screen: Screens): Bounds {
  const bounds = readBounds(file);
  if (bounds === undefined) return fit(preferred, screen.getPrimaryDisplay().workArea);
  const area = screen.getDisplayMatching(bounds).workArea;
  const size = fit(bounds, area);
  return overlaps(bounds, area) ? { ...size, x: bounds.x, y: bounds.y } : size;
}

export function rememberBounds(file: string, bounds: Rectangle): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(bounds));
  } catch {
    // A read-only profile costs the remembered position, nothing else.
  }
}

function readBounds(file: string): Rectangle | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isRectangle(value) ? value : undefined;
  } catch {
    return undefined; // none yet, or not readable: both mean the preferred size
  }
}

function isRectangle(value: unknown): value is Rectangle {
  if (typeof value !== 'object' || value === null) return false;
  const fields: Partial<Record<string, unknown>> = { ...value };
  return ['x', 'y', 'width', 'height'].every((field) => Number.isInteger(fields[field]));
}

function fit(size: Pick<Rectangle, 'width' | 'height'>, area: Rectangle): Pick<Rectangle, 'width' | 'height'> {
  return {
    width: Math.max(smallest.width, Math.min(size.width, area.width)),
    height: Math.max(smallest.height, Math.min(size.height, area.height)),
  };
}

/** Whether enough of the window shows to take hold of it. */
function overlaps(bounds: Rectangle, area: Rectangle): boolean {
  const width = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  return width >= 100 && bounds.y >= area.y && bounds.y < area.y + area.height - 40;
}
