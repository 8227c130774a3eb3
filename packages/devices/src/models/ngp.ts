import type { DeviceModel, OutputSignal } from './model.ts';

/** Commands and replies are JSON with an id and a status (design §7): no texts to know. */
const NGP = {
  vendor: 'Generic',
  protocol: 'ngp',
  transport: 'ready',
  recognisesId: true,
  words: null,
  // Each board has its own words: only what asks is known, so that nothing else passes for harmless.
  texts: [{ pattern: /^(?:get(?:info|ver|status|gps|io)|status|version|ping)$/, means: 'reads' }],
} as const;

function outputStatus(outputs: number): readonly OutputSignal[] {
  return Array.from({ length: outputs }, (_, bit) => ({ in: 'attribute', name: 'output_status', bit }));
}

/** Own boards, gateways and simulators that speak NGP (design §7). */
export const NGP_MODELS: readonly DeviceModel[] = [
  {
    ...NGP,
    code: 'ngp_generic',
    title: 'Generic NGP device',
    outputs: 8,
    single: true,
    batch: true,
    led: true,
    engineBlockOutput: null,
    engineBlockOn: null,
    outputControl: 'default',
    outputSignals: outputStatus(8),
  },
  {
    ...NGP,
    code: 'ngp_sensor',
    title: 'NGP sensor without outputs',
    outputs: 0,
    single: false,
    batch: false,
    led: false,
    engineBlockOutput: null,
    engineBlockOn: null,
    outputControl: 'none',
    outputSignals: [],
  },
  {
    ...NGP,
    code: 'ngp_immobilizer',
    title: 'NGP immobilizer',
    outputs: 2,
    single: true,
    batch: false,
    led: false,
    engineBlockOutput: 1,
    engineBlockOn: 'cut',
    outputControl: 'default',
    outputSignals: outputStatus(2),
  },
];
