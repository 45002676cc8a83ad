import { useEffect, type ReactNode } from 'react';
import './page.css';

export type PageProps = {
  title: string;
  /** The question that the page answers. */
  question: string;
  /** Pickers and buttons at the right of the header. */
  actions?: ReactNode;
  children: ReactNode;
};

/** A page: header, then a body that scrolls by itself. */
export function Page({ title, question, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · ProxyLab`;
  }, [title]);
  return (
    <>
      <header className="page-header">
        <div className="page-heading">
          <h1>{title}</h1>
          <p>{question}</p>
        </div>
        <div className="page-actions">{actions}</div>
      </header>
      <div className="page-body">{children}</div>
    </>
  );
}
