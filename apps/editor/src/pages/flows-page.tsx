import type { FlowSummary } from '@signalbox/api';
import { useQuery } from '@tanstack/react-query';
import { FileUp, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api, errorText } from '../api/client.ts';
import { pickJsonFile } from '../api/files.ts';
import { queries } from '../api/queries.ts';
import { useMay } from '../api/rights.ts';
import { readFlowFile } from '../api/read-flow-file.ts';
import { useAction } from '../api/use-action.ts';
import { PageTitle } from '../shell/page-title.tsx';
import { text } from '../text/text.ts';
import { Button } from '../ui/button.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Banner, Notice } from '../ui/notice.tsx';
import { DeleteFlowDialog } from './delete-flow-dialog.tsx';
import { FlowsTable } from './flows-table.tsx';
import styles from './page.module.css';
import { useOpenFlow } from './use-open-flow.ts';

export function FlowsPage(): ReactNode {
  const flows = useQuery(queries.flows);
  const navigate = useNavigate();
  const importFile = useImport();
  const [doomed, setDoomed] = useState<FlowSummary | null>(null);
  const mayWrite = useMay('flows_write');
  const actions = mayWrite && (
    <>
      <Button onPress={() => importFile.mutate()} isDisabled={importFile.isPending}>
        <FileUp size={16} aria-hidden /> {text.flows.import}
      </Button>
      <Button variant="primary" onPress={() => void navigate('/flows/new')}>
        <Plus size={16} aria-hidden /> {text.flows.create}
      </Button>
    </>
  );
  return (
    <div className={styles['page']}>
      <PageTitle title={text.flows.title} />
      <div className={styles['head']}>
        <div className={styles['heading']}>
          <h1 className={styles['title']}>{text.flows.title}</h1>
          <p className={styles['lead']}>{text.flows.lead}</p>
        </div>
        {actions}
      </div>
      {importFile.isError && <Banner tone="danger">{messageOf(importFile.error)}</Banner>}
      <Loaded query={flows} failed={text.flows.failed}>
        {(list) => (list.length === 0 ? <NoFlows /> : <FlowsTable flows={list} onDelete={setDoomed} />)}
      </Loaded>
      <DeleteFlowDialog flow={doomed} onClose={() => setDoomed(null)} />
    </div>
  );
}

/** A file that is no flow. */
class FileRefused extends Error {}

function messageOf(error: unknown): string {
  return error instanceof FileRefused ? text.flows.importFailed(error.message) : errorText(error);
}

/** What a flow is, to who has none yet. */
function NoFlows(): ReactNode {
  const navigate = useNavigate();
  const mayWrite = useMay('flows_write');
  return (
    <Notice
      title={text.flows.emptyTitle}
      actions={
        mayWrite && (
          <Button variant="primary" onPress={() => void navigate('/flows/new')}>
            {text.flows.emptyStart}
          </Button>
        )
      }
    >
      <p>{text.flows.emptyLead}</p>
      <ol className={styles['lesson']}>
        {text.flows.emptySteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </Notice>
  );
}

function useImport() {
  const open = useOpenFlow();
  return useAction({
    mutationFn: async () => {
      const file = await pickJsonFile();
      if (file === null) return null;
      const read = await readFlowFile(file);
      if (read.document === undefined) throw new FileRefused(read.reason);
      const { enabled: _enabled, ...body } = read.document;
      return api.importFlow({ body });
    },
    onSuccess: async (flow) => {
      if (flow !== null) await open(flow.id);
    },
  });
}
