import type { Plugin, Rolldown } from 'vite';

/**
 * Names the files of the page that a window begins with in index.html, so that they are fetched beside the window's own and not once those
 * have asked for them.
 */
export function firstPage(module: string): Plugin {
  return {
    name: 'first page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const page = Object.values(bundle).find((output) => output.type === 'chunk' && output.facadeModuleId?.endsWith(module) === true);
        if (page?.type !== 'chunk') throw new Error(`${module} is no page of its own`);
        const chunks = withImports(page, bundle);
        const styles = chunks.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]);
        const isNamed = (file: string): boolean => html.includes(`"/${file}"`);
        return [
          ...chunks.map(({ fileName }) => ({ rel: 'modulepreload', file: fileName })),
          ...styles.map((file) => ({ rel: 'stylesheet', file })),
        ]
          .filter(({ file }) => !isNamed(file))
          .map(({ rel, file }) => ({ tag: 'link', attrs: { rel, crossorigin: true, href: `/${file}` }, injectTo: 'head' as const }));
      },
    },
  };
}

/** What it imports comes before it: its styles come after theirs. */
function withImports(
  chunk: Rolldown.OutputChunk,
  bundle: Rolldown.OutputBundle,
  seen = new Set<string>(),
): readonly Rolldown.OutputChunk[] {
  if (seen.has(chunk.fileName)) return [];
  seen.add(chunk.fileName);
  const imported = chunk.imports.flatMap((file) => {
    const output = bundle[file];
    return output?.type === 'chunk' ? withImports(output, bundle, seen) : [];
  });
  return [...imported, chunk];
}
