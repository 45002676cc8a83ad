import { Modal } from '@mantine/core';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './icon-button.tsx';
import './dialog.css';

export type DialogProps = {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** Pixels. */
  width?: number;
  children: ReactNode;
  /** Buttons at the end, the primary one last. */
  actions?: ReactNode;
};

/** A layer over the page for one task; Esc closes it. */
export function Dialog({ opened, onClose, title, width = 520, children, actions }: DialogProps) {
  return (
    <Modal.Root opened={opened} onClose={onClose} size={width} centered>
      <Modal.Overlay />
      <Modal.Content aria-label={title}>
        <Modal.Body className="dialog-body">
          <div className="dialog-header">
            <h2>{title}</h2>
            <IconButton icon={X} label="Close" onClick={onClose} />
          </div>
          {children}
          {actions !== undefined && <DialogActions>{actions}</DialogActions>}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** Buttons at the end of a dialog or of its form. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="dialog-actions">{children}</div>;
}
