import { useLayoutEffect, useRef } from 'react';
import type { AxisScale } from './scales.ts';
import { useTokenColour } from './use-token-colour.ts';

interface ScatterCloudProps {
  readonly width: number;
  readonly height: number;
  /** [n] centres of the points in pixels; points outside the area are not drawn. */
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  /** The plot's area in pixels, from its two scales. */
  readonly area: { readonly horizontal: AxisScale; readonly vertical: AxisScale };
  /** Colour token, for example `--cloud`. */
  readonly colour: string;
  /** Opacity of one point (0 … 1): where points lie on each other the cloud gets denser. */
  readonly opacity: number;
  /** Diameter of a point in pixels. */
  readonly diameter: number;
}

/** Canvas layer with up to some ten thousand points, each stamped from one prepared image; axes and marks are SVG layers around it. */
export function ScatterCloud({ width, height, x, y, area, colour, opacity, diameter }: ScatterCloudProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const fill = useTokenColour(colour);
  useLayoutEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d');
    if (canvas === null || !context) return;
    const density = window.devicePixelRatio || 1;
    canvas.width = Math.round(width * density);
    canvas.height = Math.round(height * density);
    const stamp = pointStamp(diameter * density, fill);
    const half = stamp.width / 2;
    const [left, right] = area.horizontal.range;
    const [bottom, top] = area.vertical.range;
    context.globalAlpha = opacity;
    for (let index = 0; index < x.length; index++) {
      const px = x[index] ?? NaN;
      const py = y[index] ?? NaN;
      if (px >= left && px <= right && py >= top && py <= bottom) context.drawImage(stamp, px * density - half, py * density - half);
    }
  }, [width, height, x, y, area.horizontal, area.vertical, fill, opacity, diameter]);
  return <canvas ref={ref} aria-hidden="true" className="chart-layer" style={{ width, height }} />;
}

function pointStamp(diameter: number, fill: string): HTMLCanvasElement {
  const stamp = document.createElement('canvas');
  const side = Math.ceil(diameter) + 2;
  stamp.width = side;
  stamp.height = side;
  const context = stamp.getContext('2d');
  if (context === null) throw new Error('this browser has no canvas');
  context.fillStyle = fill;
  context.beginPath();
  context.arc(side / 2, side / 2, diameter / 2, 0, 2 * Math.PI);
  context.fill();
  return stamp;
}
