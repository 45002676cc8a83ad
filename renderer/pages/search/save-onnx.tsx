import { Menu } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState, type ReactNode, type Ref } from 'react';
import type { Precision } from '../../../preload/contract/device.ts';
import { fileNameOf, saveFile } from '../../charts/save-file.ts';
import { Button } from '../../components/button.tsx';
import { useLab } from '../../state/lab-context.ts';

type SaveOnnxProps = { spaceId: string; name: string | null; onError: (error: unknown) => void };

/** Writes the picked architecture as an ONNX file with seeded random weights, in f32 or int8. */
export function SaveOnnx({ spaceId, name, onError }: SaveOnnxProps) {
  const lab = useLab();
  const [opened, setOpened] = useState(false);
  const saving = useMutation({
    mutationFn: (request: { name: string; precision: Precision }) => lab.spaces.onnx({ spaceId, ...request }),
    onSuccess: (content, request) => saveFile(content, `${fileNameOf(request.name)}-${request.precision}.onnx`),
    onError,
  });
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <Anchor>
          <Button
            icon={Download}
            off={name === null ? 'Pick one to save' : undefined}
            working={saving.isPending}
            workingLabel="Writing…"
            onClick={() => setOpened(!opened)}
          >
            Save ONNX
          </Button>
        </Anchor>
      </Menu.Target>
      <Menu.Dropdown>
        {(['f32', 'int8'] as const).map((precision) => (
          <Menu.Item
            key={precision}
            onClick={() => {
              if (name !== null) saving.mutate({ name, precision });
            }}
          >
            {precision === 'f32' ? '32-bit floating point (f32)' : '8-bit integers (int8, QDQ)'}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Place that the menu hangs from. */
function Anchor({ ref, id, children }: { ref?: Ref<HTMLDivElement>; id?: string; children: ReactNode }) {
  return (
    <div ref={ref} id={id}>
      {children}
    </div>
  );
}
