import { chartCsv, type ChartSource, type ChartTable } from './chart-table.ts';

const COPIED_PROPERTIES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'stroke-linecap',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const;

const HEAD = 34;
const FOOT = 24;
const MARGIN = 12;
const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';

/** The layers of a chart as one SVG document with the colours they have now; title above, source and date below. */
export function chartSvg(stage: HTMLElement, source: ChartSource): string {
  const style = getComputedStyle(stage);
  const width = stage.clientWidth + 2 * MARGIN;
  const height = stage.clientHeight + HEAD + FOOT;
  const root = document.createElementNS(SVG_NAMESPACE, 'svg');
  root.setAttribute('xmlns', SVG_NAMESPACE);
  root.setAttribute('width', String(width));
  root.setAttribute('height', String(height));
  root.setAttribute('viewBox', `0 0 ${width} ${height}`);
  const ground = root.appendChild(document.createElementNS(SVG_NAMESPACE, 'rect'));
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.setAttribute('fill', style.getPropertyValue('--surface'));
  root.appendChild(caption(source.title, 22, 13, style.getPropertyValue('--ink'), style.fontFamily));
  root.appendChild(
    caption(
      `${source.source}, ${source.made.toISOString().slice(0, 10)}, ProxyLab`,
      height - 9,
      10,
      style.getPropertyValue('--ink-3'),
      style.fontFamily,
    ),
  );
  const layers = root.appendChild(document.createElementNS(SVG_NAMESPACE, 'g'));
  layers.setAttribute('transform', `translate(${MARGIN},${HEAD})`);
  for (const layer of stage.children) {
    if (layer instanceof HTMLCanvasElement) layers.appendChild(canvasImage(layer));
    else if (layer instanceof SVGSVGElement) layers.appendChild(styledCopy(layer));
  }
  return new XMLSerializer().serializeToString(root);
}

/** The same as an image of twice the size. */
export async function chartPng(stage: HTMLElement, source: ChartSource): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(chartSvg(stage, source))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.width * 2;
  canvas.height = image.height * 2;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('the browser could not encode the image')) : resolve(blob)), 'image/png');
  });
}

/** The data behind a chart. */
export function chartCsvBlob(table: ChartTable, source: ChartSource): Blob {
  return new Blob([chartCsv(table, source)], { type: 'text/csv' });
}

function caption(text: string, y: number, pixels: number, fill: string, family: string): SVGTextElement {
  const element = document.createElementNS(SVG_NAMESPACE, 'text');
  element.setAttribute('x', String(MARGIN));
  element.setAttribute('y', String(y));
  element.setAttribute('style', `font:${pixels}px ${family.replaceAll('"', "'")};fill:${fill}`);
  element.textContent = text;
  return element;
}

function canvasImage(canvas: HTMLCanvasElement): SVGImageElement {
  const image = document.createElementNS(SVG_NAMESPACE, 'image');
  image.setAttribute('width', String(canvas.clientWidth));
  image.setAttribute('height', String(canvas.clientHeight));
  image.setAttribute('href', canvas.toDataURL('image/png'));
  return image;
}

function styledCopy(layer: SVGSVGElement): SVGSVGElement {
  const copy = layer.cloneNode(true) as SVGSVGElement;
  const originals = layer.querySelectorAll<SVGElement>('*');
  copy.querySelectorAll<SVGElement>('*').forEach((element, index) => {
    const original = originals[index];
    if (original === undefined) return;
    const style = getComputedStyle(original);
    element.setAttribute(
      'style',
      COPIED_PROPERTIES.map((property) => `${property}:${style.getPropertyValue(property).replaceAll('"', "'")}`).join(';'),
    );
    element.removeAttribute('class');
  });
  return copy;
}
