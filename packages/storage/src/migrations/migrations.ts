import type { Migration } from './migration.ts';
import { firstTables } from './0001-first-tables.ts';
import { outputControls } from './0002-output-controls.ts';
import { messagePlaces } from './0003-message-places.ts';
import { nodeTimers } from './0004-node-timers.ts';
import { quarantine } from './0005-quarantine.ts';
import { deviceTimeliness } from './0006-device-timeliness.ts';
import { webhookQueue } from './0007-webhook-queue.ts';
import { effectRates } from './0008-effect-rates.ts';
import { engineCut } from './0009-engine-cut.ts';
import { deliveryStory } from './0010-delivery-story.ts';
import { sweeps } from './0011-sweeps.ts';
import { auditAddress } from './0012-audit-address.ts';
import { traces } from './0013-traces.ts';
import { secrets } from './0014-secrets.ts';
import { flowAuthors } from './0015-flow-authors.ts';
import { tracesWithoutTime } from './0016-traces-without-time.ts';

/** In order of their versions, without gaps. */
export const MIGRATIONS: readonly Migration[] = [
  firstTables,
  outputControls,
  messagePlaces,
  nodeTimers,
  quarantine,
  deviceTimeliness,
  webhookQueue,
  effectRates,
  engineCut,
  deliveryStory,
  sweeps,
  auditAddress,
  traces,
  secrets,
  flowAuthors,
  tracesWithoutTime,
];
