import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent, type MouseEvent, type PointerEvent, type RefObject } from 'react';
import { between, isWhole, moved, showing, wholePlot, zoomed, type Place, type Viewport } from './viewport.ts';

/** The plot's area in pixels. */
interface PlotArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A rectangle that is being drawn, in pixels. */
export interface DrawnBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface ViewportControl {
  readonly view: Viewport;
  readonly isWhole: boolean;
  /** What a drag would zoom into; null: nothing is being drawn. */
  readonly box: DrawnBox | null;
  /** Whether the pointer draws or moves the plot: it points at nothing meanwhile. */
  readonly dragging: boolean;
  /** Shows the whole plot. */
  showAll(): void;
  /** Brings a place (shares of the whole) into view. */
  reveal(place: Place): void;
  /** For the svg that takes the pointer. */
  readonly surface: {
    readonly ref: RefObject<SVGSVGElement | null>;
    readonly onPointerDown: (event: PointerEvent<SVGSVGElement>) => void;
    readonly onPointerMoveCapture: (event: PointerEvent<SVGSVGElement>) => void;
    readonly onPointerUp: (event: PointerEvent<SVGSVGElement>) => void;
    readonly onPointerCancel: () => void;
    readonly onClickCapture: (event: MouseEvent<SVGSVGElement>) => void;
    readonly onDoubleClick: () => void;
    readonly onKeyDown: (event: KeyboardEvent<SVGSVGElement>) => void;
  };
}

/** A drag begins beyond so many pixels; less is a click. */
const clickReach = 4;
const keyTimes = 1.5;

/**
 * Zoom and pan of a plot: a drag draws the part to look at, and moves the plot once it is zoomed; Ctrl or ⌘ with the wheel, a pinch, + and −
 * zoom; 0 or a double click shows all. The area may depend on what is looked at.
 */
export function useViewport(areaOf: PlotArea | ((view: Viewport) => PlotArea)): ViewportControl {
  const [view, setView] = useState(wholePlot);
  const area = typeof areaOf === 'function' ? areaOf(view) : areaOf;
  const [box, setBox] = useState<DrawnBox | null>(null);
  const [dragging, setDragging] = useState(false);
  const ref = useRef<SVGSVGElement>(null);
  const drag = useRef<{ readonly x: number; readonly y: number; readonly view: Viewport; begun: boolean } | null>(null);
  const dragged = useRef(false);

  const pixelOf = (event: { readonly clientX: number; readonly clientY: number }): Place => {
    const outline = ref.current?.getBoundingClientRect();
    return { x: event.clientX - (outline?.left ?? 0), y: event.clientY - (outline?.top ?? 0) };
  };
  const placeOf = ({ x, y }: Place, seen: Viewport): Place => ({
    x: seen.x[0] + ((x - area.left) / (area.right - area.left)) * (seen.x[1] - seen.x[0]),
    y: seen.y[0] + ((area.bottom - y) / (area.bottom - area.top)) * (seen.y[1] - seen.y[0]),
  });
  const end = (): void => {
    drag.current = null;
    setBox(null);
    setDragging(false);
  };

  const onWheel = useEffectEvent((event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) return; // the page scrolls
    event.preventDefault();
    setView(zoomed(view, placeOf(pixelOf(event), view), Math.exp(-event.deltaY / 200)));
  });
  useEffect(() => {
    const surface = ref.current;
    const listen = (event: WheelEvent): void => onWheel(event);
    surface?.addEventListener('wheel', listen, { passive: false }); // React's own listeners cannot keep the page from zooming
    return () => surface?.removeEventListener('wheel', listen);
  }, []);

  return {
    view,
    isWhole: isWhole(view),
    box,
    dragging,
    showAll: () => setView(wholePlot),
    reveal: (place) => setView((seen) => showing(seen, place)),
    surface: {
      ref,
      onPointerDown(event) {
        dragged.current = false;
        if (event.button !== 0 || (event.target instanceof Element && event.target.closest('[role=slider]') !== null)) return;
        drag.current = { ...pixelOf(event), view, begun: false };
      },
      onPointerMoveCapture(event) {
        const from = drag.current;
        if (from === null) return;
        const to = pixelOf(event);
        if (!from.begun && Math.hypot(to.x - from.x, to.y - from.y) < clickReach) return;
        if (!from.begun) event.currentTarget.setPointerCapture(event.pointerId);
        from.begun = true;
        dragged.current = true;
        setDragging(true);
        if (isWhole(from.view)) {
          const [left, top] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
          setBox({ x: left, y: top, width: Math.abs(to.x - from.x), height: Math.abs(to.y - from.y) });
        } else {
          const [start, now] = [placeOf(from, from.view), placeOf(to, from.view)];
          setView(moved(from.view, { x: start.x - now.x, y: start.y - now.y }));
        }
      },
      onPointerUp(event) {
        const from = drag.current;
        if (from?.begun === true && isWhole(from.view)) setView(between(placeOf(from, from.view), placeOf(pixelOf(event), from.view)));
        end();
      },
      onPointerCancel: end,
      onClickCapture(event) {
        if (dragged.current) event.stopPropagation();
        dragged.current = false;
      },
      onDoubleClick: () => setView(wholePlot),
      onKeyDown(event) {
        const middle = { x: (view.x[0] + view.x[1]) / 2, y: (view.y[0] + view.y[1]) / 2 };
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.key === '+' || event.key === '=') setView(zoomed(view, middle, keyTimes));
        else if (event.key === '-') setView(zoomed(view, middle, 1 / keyTimes));
        else if (event.key === '0') setView(wholePlot);
        else return;
        event.preventDefault();
        event.stopPropagation();
      },
    },
  };
}
