/** Where in a flow the fault is. */
export interface FlowFaultPlace {
  readonly flowId: number;
  readonly version: number;
  /** `null` when the fault is not in one node. */
  readonly nodeId: number | null;
  /** Path as in `data.actions[0].number`; `null` when the fault is not in one field. */
  readonly field: string | null;
}

/** A published flow that cannot run: its message says which node and field and why. */
export class FlowCompileError extends Error {
  override readonly name = 'FlowCompileError';
  readonly place: FlowFaultPlace;

  constructor(place: FlowFaultPlace, reason: string, options?: ErrorOptions) {
    super(`Flow ${place.flowId} version ${place.version} cannot run: ${reason}`, options);
    this.place = place;
  }
}
