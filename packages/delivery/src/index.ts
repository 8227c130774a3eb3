export * from './contract.ts';
export { advance, createDelivery, isEnd, isOutcome, nextDueAt, occupiesSlot } from './delivery.ts';
export { receiverOf, subjectOf } from './receiver.ts';
export { backoffDelayMs } from './retry.ts';
export {
  conflicts,
  contradicts,
  isShownBy,
  proofAttribute,
  proofOf,
  sameWish,
  wantedOutputs,
} from './wish.ts';
