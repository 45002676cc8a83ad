import { Notification } from 'electron';
import type { EndedJob } from './ended-jobs.ts';

/** Says by the system's notification that long work has ended; `onClick` when a person answers it. */
export function notifyOfJob({ title, failed, message }: EndedJob, onClick: () => void): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification({ title: failed ? `Failed: ${title}` : `Finished: ${title}`, body: message });
  notification.on('click', onClick);
  notification.show();
}
