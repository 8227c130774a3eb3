import type { SnapshotFrom } from 'xstate';
import type { Delivery, DeliveryState, DeliveryTransportTraits } from './contract.ts';
import { DELIVERY_STATES } from './contract.ts';
import type { MachineContext } from './machine-parts.ts';
import { deliveryMachine } from './machine.ts';

export type MachineSnapshot = SnapshotFrom<typeof deliveryMachine>;

/** Raised by a change of the machine's states; the old versions are then brought up in `restore`. */
const SNAPSHOT_VERSION = 1;

/**
 * The machine's place as it is stored. Its context is not repeated here: the delivery itself holds
 * it (specification, attempts, send time), so the two can never disagree and rows stay small.
 */
interface StoredSnapshot {
  readonly version: number;
  readonly value: MachineSnapshot['value'];
}

function isStoredSnapshot(value: unknown): value is StoredSnapshot {
  if (typeof value !== 'object' || value === null) return false;
  return 'version' in value && value.version === SNAPSHOT_VERSION && 'value' in value;
}

export function toStored(snapshot: MachineSnapshot): StoredSnapshot {
  return { version: SNAPSHOT_VERSION, value: snapshot.value };
}

/**
 * The machine where the delivery left it.
 *
 * @param at time of the event that comes next, Unix ms
 * @throws {Error} when the snapshot is of a version that this program does not know
 */
export function restore(delivery: Delivery, traits: DeliveryTransportTraits, at: number): MachineSnapshot {
  const { snapshot, spec, attempts, sentAt } = delivery;
  if (!isStoredSnapshot(snapshot)) {
    throw new Error(
      `Delivery ${spec.id} was stored by another version of Signalbox; start that version or a newer one`,
    );
  }
  const context: MachineContext = {
    spec,
    at,
    recognisesId: traits.recognisesId,
    attempts,
    sentAt,
  };
  return deliveryMachine.resolveState({ value: snapshot.value, context });
}

const STATE_NAMES: ReadonlySet<string> = new Set(DELIVERY_STATES);

function isDeliveryState(name: string): name is DeliveryState {
  return STATE_NAMES.has(name);
}

/** The innermost state, by the name that the contract gives to it. */
export function stateOf(snapshot: MachineSnapshot): DeliveryState {
  const { value } = snapshot;
  const name = typeof value === 'string' ? value : value.pending;
  if (name === undefined || !isDeliveryState(name)) {
    throw new Error(`The delivery machine is in ${JSON.stringify(value)}, which is no state of a delivery`);
  }
  return name;
}
