import { machineParts } from './machine-parts.ts';

/**
 * Design §6 as a table. Used as a pure transition function only: no actor ever runs it, its
 * delays are stored with the delivery and its orders are returned to the caller.
 *
 * `pending` is what the time to live may end; once the device has replied only the proof counts.
 * A row without a target means: known, and changes nothing.
 */
export const deliveryMachine = machineParts.createMachine({
  id: 'delivery',
  context: ({ input }) => ({
    spec: input.spec,
    at: input.now,
    recognisesId: false,
    attempts: 0,
    sentAt: null,
  }),
  initial: 'pending',
  on: {
    cancelled: '.cancelled',
    superseded: '.superseded',
    // A reply may get lost: a record that shows the wanted state proves it wherever it stands.
    reported: { guard: 'isProof', target: '.confirmed' },
  },
  states: {
    pending: {
      initial: 'queued',
      after: { ttl: 'expired' },
      on: {
        // Also a late one: while it backs off, waits for the link or is queued again.
        replied: [
          { guard: 'isReplyToNothing' },
          { guard: 'isRefusal', target: 'rejected' },
          { guard: 'isPulse', target: 'delivered' },
          { target: 'confirming' },
        ],
        // Found without a send: blocked, gone, or beyond what its model can do.
        failed: { guard: 'isHopeless', target: 'rejected' },
      },
      states: {
        queued: {
          entry: 'requestOffer',
          on: {
            offered: [
              // A timer may be late, after a restart for one; what expired is never sent.
              { guard: 'isPastTtl', target: '#delivery.expired' },
              { guard: 'isOffline', target: 'waiting_for_device' },
              { guard: 'isGuardShut', target: 'guarded' },
              { target: 'sending' },
            ],
            held: 'guarded',
          },
        },
        waiting_for_device: {
          on: {
            offered: [
              { guard: 'isPastTtl', target: '#delivery.expired' },
              { guard: 'isOffline' },
              { guard: 'isGuardShut', target: 'guarded' },
              { target: 'sending' },
            ],
            held: 'guarded',
          },
        },
        guarded: {
          on: {
            offered: [
              { guard: 'isPastTtl', target: '#delivery.expired' },
              { guard: 'isOffline', target: 'waiting_for_device' },
              { guard: 'isGuardShut' },
              { target: 'sending' },
            ],
            // Again, for another reason.
            held: { target: 'guarded', reenter: true },
            released: 'queued',
          },
        },
        sending: {
          entry: ['countAttempt', 'orderSend'],
          on: {
            sent: { guard: 'isCommand', target: 'awaiting_reply', actions: 'markSent' },
            answered: { guard: 'isWebhook', target: '#delivery.delivered', actions: 'markSent' },
            failed: [
              { guard: 'isHopeless', target: '#delivery.rejected' },
              { guard: 'isUnattempted', target: 'backing_off', actions: 'giveAttemptBack' },
              { guard: 'hasNoAttemptLeft', target: '#delivery.exhausted' },
              { target: 'backing_off' },
            ],
            disconnected: [
              { guard: 'isWebhook' },
              { guard: 'mustNotRepeat', target: '#delivery.unknown' },
              { guard: 'hasNoAttemptLeft', target: '#delivery.exhausted' },
              { target: 'waiting_for_device' },
            ],
            resumed: [
              { guard: 'mustNotRepeat', target: '#delivery.unknown' },
              { target: 'queued', actions: 'giveAttemptBack' },
            ],
            // It is on its way already: let it take its course, its reply is worth having.
            superseded: {},
          },
        },
        awaiting_reply: {
          after: {
            reply: [
              { guard: 'isUnreliablePulse', target: '#delivery.unknown' },
              { guard: 'hasNoAttemptLeft', target: '#delivery.exhausted' },
              { target: 'backing_off' },
            ],
          },
          on: {
            disconnected: [
              { guard: 'mustNotRepeat', target: '#delivery.unknown' },
              { guard: 'hasNoAttemptLeft', target: '#delivery.exhausted' },
              { target: 'waiting_for_device' },
            ],
            resumed: [
              { guard: 'mustNotRepeat', target: '#delivery.unknown' },
              { target: 'queued', actions: 'giveAttemptBack' },
            ],
          },
        },
        backing_off: { after: { retry: 'queued' } },
      },
    },
    confirming: {
      entry: 'markSentIfUnmarked',
      after: { proof: 'unconfirmed' },
      on: { replied: { guard: 'isRefusal', target: 'rejected' } },
    },
    confirmed: { type: 'final' },
    delivered: { type: 'final' },
    rejected: { type: 'final' },
    exhausted: { type: 'final' },
    expired: { type: 'final' },
    superseded: { type: 'final' },
    cancelled: { type: 'final' },
    unconfirmed: { type: 'final' },
    unknown: { type: 'final' },
  },
});
