export * from './document.ts';
export * from './effect.ts';
export * from './message.ts';
export * from './node.ts';
