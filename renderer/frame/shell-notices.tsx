import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { useLocation } from 'wouter';
import type { ShellMessage } from '../../preload/contract/shell-message.ts';
import { Button } from '../components/button.tsx';
import { ErrorPanel } from '../components/error-panel.tsx';
import { useLab } from '../state/lab-context.ts';
import { useNotices } from '../state/notices.tsx';
import { onShellMessage } from '../state/shell-messages.ts';
import type { AskForLab } from './choose-lab.ts';
import { importWords } from './import-words.ts';
import './shell-notices.css';

/** Does what the desktop shell asks for, and says what came of it and of imports until it is closed. */
export function ShellNotices({ onJobs, onOpenLab }: { onJobs: () => void; onOpenLab: AskForLab }) {
  const lab = useLab();
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const { shown, show, close } = useNotices();

  const importProfile = async (path: string): Promise<void> => {
    try {
      const imported = await lab.profiles.import({ source: { path } });
      show({ text: importWords(imported), page: '/devices' });
      await queries.invalidateQueries();
    } catch (error) {
      show({ error });
    }
  };

  const receive = useEffectEvent((message: ShellMessage) => {
    switch (message.type) {
      case 'import-profile':
        void importProfile(message.path);
        break;
      case 'open-lab':
        onOpenLab(message.folder);
        break;
      case 'show-jobs':
        onJobs();
        break;
      case 'show-guide':
        navigate('/guide');
        break;
      case 'lab-restarted':
        show({ text: 'The lab had stopped and runs again. What was measured is kept; campaigns go on with Resume.', page: '/measure' });
        break;
    }
  });
  useEffect(() => onShellMessage((message) => receive(message)), []);

  return shown.map((notice) => {
    const closing = (
      <Button small kind="quiet" onClick={() => close(notice.id)}>
        Close
      </Button>
    );
    if ('error' in notice) {
      return (
        <div key={notice.id} className="shell-notice-failure">
          <ErrorPanel error={notice.error} actions={closing} />
        </div>
      );
    }
    return (
      <div key={notice.id} className="shell-notice" role="status">
        <span>{notice.text}</span>
        <Button small href={notice.page} onClick={() => close(notice.id)}>
          Show
        </Button>
        {closing}
      </div>
    );
  });
}
