export type { HostLookup } from './guarded-connect.ts';
export { createWebhookSender, type WebhookSenderOptions } from './sender.ts';
