/** How well-mannered a simulated device is. Probabilities are per record or command. */
export interface Behaviour {
  readonly reportEveryMs: number;
  /** Usual time to answer a command, ms. */
  readonly replyAfterMs: number;
  readonly lateReply: { readonly probability: number; readonly afterMs: number };
  /** The link drops; records are buffered meanwhile and uploaded newest first. */
  readonly linkDrop: { readonly probability: number; readonly forMs: number };
  /** A record is sent twice. */
  readonly duplicate: number;
  /** A record is made without a GNSS fix: a tunnel, a depot. */
  readonly noFix: number;
}

/** What trackers in the field do, a little more often than they do it. */
export const FIELD_BEHAVIOUR: Behaviour = {
  reportEveryMs: 1000,
  replyAfterMs: 300,
  lateReply: { probability: 0.08, afterMs: 4000 },
  linkDrop: { probability: 0.004, forMs: 15_000 },
  duplicate: 0.01,
  noFix: 0.005,
};
