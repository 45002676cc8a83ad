import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deviceProfileJsonSchema } from '../main/formats/device-profile-schema.ts';

/** `npm run build:schema`: the JSON Schema of device profiles, for other programs. */
const target = join(import.meta.dirname, '../resources/schemas/device-profile-1.schema.json');
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, deviceProfileJsonSchema());
process.stdout.write('wrote resources/schemas/device-profile-1.schema.json\n');
