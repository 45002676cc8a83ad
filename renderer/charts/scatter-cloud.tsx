import { useLayoutEffect, useRef } from 'react';
import { rasterPoints } from './point-raster.ts';
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

/** Canvas layer with up to some ten thousand points; axes and marks are SVG layers around it. */
export function ScatterCloud({ width, height, x, y, area: { horizontal, vertical }, colour, opacity, diameter }: ScatterCloudProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const fill = useTokenColour(colour);
  useLayoutEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d');
    if (canvas === null || !context) return;
    const density = window.devicePixelRatio || 1;
    canvas.width = Math.round(width * density);
    canvas.height = Math.round(height * density);
    const inArea = pointsWithin({ x, y }, { horizontal, vertical }, density);
    const coverage = rasterPoints({ width: canvas.width, height: canvas.height, ...inArea, diameter: diameter * density, opacity });
    const image = context.createImageData(canvas.width, canvas.height);
    const pixels = new Uint32Array(image.data.buffer);
    const rgb = colourOfPixels(context, fill);
    for (let pixel = 0; pixel < pixels.length; pixel++) {
      const alpha = 255 * coverage[pixel]!;
      if (alpha > 0) pixels[pixel] = rgb | (alpha << 24);
    }
    context.putImageData(image, 0, 0);
  }, [width, height, x, y, horizontal, vertical, fill, opacity, diameter]);
  return <canvas ref={ref} aria-hidden="true" className="chart-layer" style={{ width, height }} />;
}

/** Blue, green and red of a CSS colour as a pixel of a canvas has them in memory, which is little-endian wherever Chromium runs; alpha is 0. */
function colourOfPixels(context: CanvasRenderingContext2D, fill: string): number {
  context.fillStyle = fill;
  const rrggbb = Number.parseInt(context.fillStyle.slice(1, 7), 16);
  return ((rrggbb & 0xff) << 16) | (rrggbb & 0xff00) | (rrggbb >> 16);
}

/** The centres that lie in the plot's area, in pixels of the canvas. */
function pointsWithin(
  { x, y }: Pick<ScatterCloudProps, 'x' | 'y'>,
  { horizontal, vertical }: ScatterCloudProps['area'],
  density: number,
): { readonly x: readonly number[]; readonly y: readonly number[] } {
  const [left, right] = horizontal.range;
  const [bottom, top] = vertical.range;
  const within: { x: number[]; y: number[] } = { x: [], y: [] };
  for (let index = 0; index < x.length; index++) {
    const px = x[index] ?? NaN;
    const py = y[index] ?? NaN;
    if (!(px >= left && px <= right && py >= top && py <= bottom)) continue;
    within.x.push(px * density);
    within.y.push(py * density);
  }
  return within;
}
