/** Text as HTML shows it literally. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A page that needs nothing else: styles inside, no script, no address; readable in light and dark and on paper. */
export function reportPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${styles}</style>
</head>
<body><main>
${body}
</main></body>
</html>
`;
}

export function htmlTable(header: readonly string[], rows: readonly (readonly string[])[], numeric: readonly number[]): string {
  const cell = (tag: 'td' | 'th', text: string, column: number): string =>
    `<${tag}${numeric.includes(column) ? ' class="num"' : ''}${tag === 'th' ? ' scope="col"' : ''}>${escapeHtml(text)}</${tag}>`;
  const line = (tag: 'td' | 'th', cells: readonly string[]): string => `<tr>${cells.map((text, i) => cell(tag, text, i)).join('')}</tr>`;
  return `<div class="scroll" tabindex="0"><table><thead>${line('th', header)}</thead><tbody>${rows.map((row) => line('td', row)).join('')}</tbody></table></div>`;
}

const styles = `
:root{color-scheme:light dark;--bg:#f3f5f6;--surface:#fff;--line:#dfe4e7;--ink:#14202a;--ink-2:#43515b;--ink-3:#59666f;--series:#4864aa;--front:#9d2266;--cloud:#8b98a1;--grid:#e6eaec;--limit:#0a6b78}
@media (prefers-color-scheme:dark){:root{--bg:#0e1418;--surface:#151d22;--line:#26323a;--ink:#e9eff2;--ink-2:#b7c3ca;--ink-3:#97a5ae;--series:#9aaefb;--front:#f19840;--cloud:#7d8d97;--grid:#222d34;--limit:#62c6d3}}
*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--ink);font:14px/1.5 Inter,ui-sans-serif,system-ui,"Segoe UI",Roboto,sans-serif}
main{max-width:980px;margin:0 auto;padding:40px 24px 64px}h1{font-size:26px;line-height:1.25;margin:0 0 4px}h2{font-size:17px;margin:0 0 4px}
p{margin:0 0 12px;max-width:72ch}.lead{color:var(--ink-2)}.note{color:var(--ink-3);font-size:12.5px}
section{background:var(--surface);border:1px solid var(--line);border-radius:10px;padding:18px 20px;margin-top:14px}
dl.figures{display:flex;flex-wrap:wrap;gap:12px 32px;margin:18px 0 4px}dl.figures div{display:flex;flex-direction:column-reverse}dl.figures dt{color:var(--ink-3);font-size:12px}dl.figures dd{margin:0;font-size:24px;font-weight:640;font-variant-numeric:tabular-nums}
.charts{display:flex;flex-wrap:wrap;gap:16px}.charts figure{margin:0;flex:1 1 420px}figcaption{color:var(--ink-3);font-size:12.5px}
svg{display:block;width:100%;height:auto}svg text{fill:var(--ink-3);font-size:11px}svg .grid{stroke:var(--grid)}svg .cloud{fill:var(--cloud);fill-opacity:.35}svg .measured{fill:var(--series)}svg .predicted{fill:var(--surface);stroke:var(--series);stroke-width:1.5}svg .front{fill:none;stroke:var(--series);stroke-width:1.5}
.scroll{overflow:auto;max-height:420px}table{border-collapse:collapse;width:100%;font-size:12.5px;font-variant-numeric:tabular-nums}th{text-align:left;color:var(--ink-3);font-weight:540;border-bottom:1px solid var(--line);padding:4px 12px 4px 0;position:sticky;top:0;background:var(--surface)}td{border-bottom:1px solid var(--line);padding:3px 12px 3px 0;white-space:nowrap}td:first-child{white-space:normal;overflow-wrap:anywhere}.num{text-align:right}
`.replaceAll('\n', '');
