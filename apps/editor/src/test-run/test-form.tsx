import type { FlowTestRequest } from '@signalbox/api';
import type { ReactNode } from 'react';
import { api } from '../api/client.ts';
import { useAction } from '../api/use-action.ts';
import { testRun as words } from '../text/test-run.ts';
import { DeviceChoice } from '../trace/device-choice.tsx';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/select.tsx';
import { TextInput } from '../ui/text-input.tsx';
import type { FaultyField, FieldFault, TestForm as Form } from './request.ts';
import styles from './test-panel.module.css';

interface TestFormProps {
  readonly form: Form;
  /** What is wrong with one of the fields; `null` when nothing is. */
  readonly fault: FieldFault | null;
  readonly onChange: (change: Partial<Form>) => void;
}

const FROM = ['last', 'range', 'pasted'] as const satisfies readonly Form['from'][];
const ENDS = ['success', 'failure', 'open'] as const satisfies readonly NonNullable<
  FlowTestRequest['ends']
>[];

/** Which messages of which device, and how deliveries are taken to end. */
export function TestForm({ form, fault, onChange }: TestFormProps): ReactNode {
  const faultOf = (field: FaultyField): string | null => (fault?.field === field ? fault.fault : null);
  return (
    <>
      <DeviceChoice value={form.trackerId} onChange={(trackerId) => onChange({ trackerId })} />
      <div className={styles['pair']}>
        <Select
          label={words.messages}
          value={form.from}
          options={FROM.map((id) => ({ id, title: words.from[id] }))}
          onChange={(id) => onChange({ from: FROM.find((from) => from === id) ?? 'last' })}
        />
        <Select
          label={words.ends}
          value={form.ends}
          options={ENDS.map((id) => ({ id, title: words.endings[id] }))}
          onChange={(id) => onChange({ ends: ENDS.find((end) => end === id) ?? 'success' })}
        />
      </div>
      {form.from === 'last' && (
        <TextInput
          label={words.count}
          value={form.count}
          fault={faultOf('count')}
          onChange={(count) => onChange({ count })}
        />
      )}
      {form.from === 'range' && (
        <>
          <TextInput
            label={words.start}
            type="datetime-local"
            value={form.start}
            onChange={(start) => onChange({ start })}
          />
          <TextInput
            label={words.end}
            type="datetime-local"
            value={form.end}
            fault={faultOf('end')}
            onChange={(end) => onChange({ end })}
          />
        </>
      )}
      {form.from === 'pasted' && <Pasted form={form} faultOf={faultOf} onChange={onChange} />}
    </>
  );
}

interface PastedProps extends Omit<TestFormProps, 'fault'> {
  readonly faultOf: (field: FaultyField) => string | null;
}

function Pasted({ form, faultOf, onChange }: PastedProps): ReactNode {
  const example = useAction({
    mutationFn: async (trackerId: number) => {
      const { list } = await api.listDeviceRecords({ params: { id: trackerId }, query: { limit: 1 } });
      return list[0] ?? null;
    },
    onSuccess: (record) => {
      if (record === null) return;
      const { attributes, message_time: time, server_time: received } = record;
      const shown = { message_time: time, server_time: received, ...attributes };
      onChange({ pasted: JSON.stringify(shown, null, 2) });
    },
  });
  const { trackerId } = form;
  return (
    <>
      <TextInput
        label={words.records}
        hint={example.data === null ? words.noExample : words.recordsHint}
        rows={8}
        isMono
        value={form.pasted}
        fault={faultOf('pasted')}
        onChange={(pasted) => onChange({ pasted })}
      />
      <Button
        isDisabled={trackerId === null || example.isPending}
        onPress={() => trackerId !== null && example.mutate(trackerId)}
      >
        {words.example}
      </Button>
      <TextInput
        label={words.wait}
        value={form.wait}
        fault={faultOf('wait')}
        onChange={(wait) => onChange({ wait })}
      />
    </>
  );
}
