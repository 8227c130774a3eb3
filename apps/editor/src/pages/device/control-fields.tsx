import type { ReactNode } from 'react';
import { text } from '../../text/text.ts';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { ControlDraft, ControlFaults } from './control-draft.ts';

interface ControlFieldsProps {
  readonly draft: ControlDraft;
  readonly faults: ControlFaults;
  readonly onChange: (change: Partial<ControlDraft>) => void;
}

const words = text.controls;

export function ControlFields(props: ControlFieldsProps): ReactNode {
  const { draft, faults, onChange } = props;
  return (
    <>
      <TextInput
        isFirst
        label={words.name}
        value={draft.name}
        onChange={(name) => onChange({ name })}
        fault={faults.name ?? null}
      />
      <Select
        label={words.type}
        value={draft.type}
        options={[
          { id: 'hardware', title: words.types.hardware },
          { id: 'software', title: words.types.software },
        ]}
        onChange={(type) => onChange({ type: type === 'software' ? 'software' : 'hardware' })}
      />
      {draft.type === 'hardware' ? <HardwareFields {...props} /> : <SoftwareFields {...props} />}
    </>
  );
}

function HardwareFields({ draft, faults, onChange }: ControlFieldsProps): ReactNode {
  return (
    <>
      <TextInput
        isMono
        label={words.command}
        hint={words.commandHint}
        value={draft.command}
        onChange={(command) => onChange({ command })}
        fault={faults.command ?? null}
      />
      <Switch
        label={words.reliable}
        isSelected={draft.reliable}
        onChange={(reliable) => onChange({ reliable })}
      />
    </>
  );
}

function SoftwareFields({ draft, faults, onChange }: ControlFieldsProps): ReactNode {
  return (
    <>
      <TextInput
        isMono
        label={words.url}
        hint={words.urlHint}
        value={draft.url}
        onChange={(url) => onChange({ url })}
        fault={faults.url ?? null}
      />
      <TextInput
        isMono
        rows={3}
        label={words.headers}
        hint={words.headersHint}
        value={draft.headers}
        onChange={(headers) => onChange({ headers })}
        fault={faults.headers ?? null}
      />
      <TextInput
        isMono
        rows={5}
        label={words.body}
        hint={words.bodyHint}
        value={draft.body}
        onChange={(body) => onChange({ body })}
        fault={faults.body ?? null}
      />
    </>
  );
}
