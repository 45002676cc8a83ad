import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isAppUrl } from '../../main/shell/origin.ts';
import { isLinkable } from '../../main/shell/security.ts';

describe('security', () => {
  it('knows the window’s own addresses from others that look like them', () => {
    for (const url of ['app://lab/', 'app://lab/measure?x=1#y']) assert.equal(isAppUrl(url), true, url);
    for (const url of [
      'app://lab.evil/',
      'app://evil/lab',
      'https://lab/',
      'app:lab',
      'APP-X://lab/',
      'not a url',
      'app://lab:81/',
      'app://x@lab.y/',
    ])
      assert.equal(isAppUrl(url), false, url);
  });

  it('links only to listed hosts over HTTPS', () => {
    for (const url of ['https://arxiv.org/abs/1', 'https://github.com/microsoft/onnxruntime']) assert.equal(isLinkable(url), true, url);
    for (const url of [
      'http://arxiv.org/',
      'https://arxiv.org.evil.invalid/',
      'https://evil.invalid/arxiv.org',
      'https://arxiv.org:444/',
      'https://user@arxiv.org/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'smb://arxiv.org/',
      '',
    ])
      assert.equal(isLinkable(url), false, url);
  });
});
