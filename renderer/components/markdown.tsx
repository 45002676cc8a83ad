import { marked, type Token, type Tokens } from 'marked';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import './markdown.css';

type MarkdownProps = {
  source: string;
  /** Address in the window of another document that is linked by its file's name. */
  addressOf: (file: string) => string;
};

/** A document of our own: headings, paragraphs, lists, tables, code and links. What else Markdown has, raw HTML above all, is not shown. */
export function Markdown({ source, addressOf }: MarkdownProps) {
  return <article className="markdown">{marked.lexer(source).map((token, index) => block(token, index, addressOf))}</article>;
}

/** `#` and this name an element: the heading's words, joined. */
export function headingId(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
}

function block(token: Token, key: number, addressOf: MarkdownProps['addressOf']): ReactNode {
  const inside = (tokens: readonly Token[] | undefined): ReactNode => (tokens ?? []).map((one, index) => inline(one, index, addressOf));
  switch (token.type) {
    case 'heading': {
      const { depth, text, tokens } = token as Tokens.Heading;
      const Heading = depth === 1 ? 'h2' : depth === 2 ? 'h3' : 'h4'; // the page has its h1
      return (
        <Heading key={key} id={headingId(text)}>
          {inside(tokens)}
        </Heading>
      );
    }
    case 'paragraph':
      return <p key={key}>{inside((token as Tokens.Paragraph).tokens)}</p>;
    case 'code':
      return (
        <pre key={key} className="mono" tabIndex={0} role="group" aria-label="Formula or file">
          {(token as Tokens.Code).text}
        </pre>
      );
    case 'list': {
      const { ordered, items } = token as Tokens.List;
      const List = ordered ? 'ol' : 'ul';
      return (
        <List key={key}>
          {items.map((item, index) => (
            <li key={index}>
              {item.tokens.map((one, place) => (one.type === 'text' ? inside((one as Tokens.Text).tokens) : block(one, place, addressOf)))}
            </li>
          ))}
        </List>
      );
    }
    case 'table': {
      const { header, rows } = token as Tokens.Table;
      return (
        <table key={key} className="data-table">
          <thead>
            <tr>
              {header.map((cell, index) => (
                <th key={index} scope="col">
                  {inside(cell.tokens)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                {row.map((cell, place) => (
                  <td key={place}>{inside(cell.tokens)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    }
    default:
      return null;
  }
}

function inline(token: Token, key: number, addressOf: MarkdownProps['addressOf']): ReactNode {
  const inside = (): ReactNode => ('tokens' in token ? (token.tokens ?? []) : []).map((one, index) => inline(one, index, addressOf));
  switch (token.type) {
    case 'strong':
      return <strong key={key}>{inside()}</strong>;
    case 'em':
      return <em key={key}>{inside()}</em>;
    case 'codespan':
      return <code key={key}>{(token as Tokens.Codespan).text}</code>;
    case 'link': {
      const { href } = token as Tokens.Link;
      return (
        <Link key={key} href={addressOf(href)}>
          {inside()}
        </Link>
      );
    }
    case 'text':
    case 'escape':
      return (token as Tokens.Text).tokens === undefined ? (token as Tokens.Text).text : <span key={key}>{inside()}</span>;
    default:
      return null;
  }
}
