import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { ShellMessage } from '../../preload/contract/shell-message.ts';
import { PageMessages } from '../../main/shell/page-messages.ts';

it('messages wait for a page that listens, and reach it once, in order', () => {
  const messages = new PageMessages();
  const heard: string[] = [];
  const page = (name: string) => ({
    postMessage: (channel: string, message: ShellMessage): void => void heard.push(`${name} ${channel} ${message.type}`),
  });
  messages.say({ type: 'import-profile', path: '/a' });
  messages.say({ type: 'show-jobs' });
  messages.listen(page('first'));
  messages.say({ type: 'lab-restarted' });
  messages.listen(page('first')); // asks for the lab again
  messages.stop();
  messages.say({ type: 'show-jobs' });
  messages.listen(page('second'));
  assert.deepEqual(heard, [
    'first lab:message import-profile',
    'first lab:message show-jobs',
    'first lab:message lab-restarted',
    'second lab:message show-jobs',
  ]);
});
