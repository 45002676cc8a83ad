import { z } from 'zod';
import { deviceProfile } from '../../preload/contract/device-profile.ts';

/** The JSON Schema (draft 2020-12) of `*.profile.json`, as resources/schemas keeps it. */
export function deviceProfileJsonSchema(): string {
  return `${JSON.stringify({ title: 'ProxyLab device profile', ...z.toJSONSchema(deviceProfile, { io: 'input' }) }, null, 2)}\n`;
}
