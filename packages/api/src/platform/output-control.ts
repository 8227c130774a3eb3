import { z } from 'zod';
import { id, line } from './fields.ts';

/** RFC 9110 §5.6.2: what a header's name is made of. */
const HEADER_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** RFC 9110 §5.5 without control characters; Latin-1 is all that HTTP/1.1 carries. */
const HEADER_VALUE = /^[\x20-\x7e\xa0-\xff]*$/;

/** A scheme of the web, a host without a user before it, and no blanks. */
const WEB_URL = /^https?:\/\/[^\s/?#@\\]+(?:[/?#]\S*)?$/i;

const hardwareConfig = z.object({
  command: line(1, 4096).describe("The device's own command, sent as it is"),
  reliable: z.boolean().default(true).describe('Wait for an answer and try again without one'),
});

const softwareConfig = z.object({
  url: line(1, 2048)
    .regex(WEB_URL, 'must be an http or https URL without user and password')
    .describe('Where the HTTP POST goes'),
  headers: z
    .array(
      z.object({
        key: z.string().max(255).regex(HEADER_NAME, 'is no header name'),
        value: z.string().max(4096).regex(HEADER_VALUE, 'has characters that headers cannot carry'),
      }),
    )
    .max(50)
    .default([]),
  body: z
    .string()
    .max(65_536)
    .refine((text) => !text.includes('\u0000'), 'has a NUL character')
    .describe('JSON; {{name}} stands for an attribute of the device'),
});

const name = line(1, 255).refine((text) => text.trim() !== '', 'is blank');

const hardware = z.object({ name, type: z.literal('hardware'), config: hardwareConfig });
const software = z.object({ name, type: z.literal('software'), config: softwareConfig });
const http = z.object({ name, type: z.literal('http'), config: softwareConfig });

/** As the calls under `tracker/output_control` take it. */
export const outputControlContent = z.discriminatedUnion('type', [hardware, software]);

export const outputControlUpdate = z.discriminatedUnion('type', [
  hardware.extend({ id }),
  software.extend({ id }),
]);

/** As the calls under `tracker/command` take it: `software` is called `http` there. */
export const commandContent = z.discriminatedUnion('type', [hardware, http]);

export const commandUpdate = z.discriminatedUnion('type', [hardware.extend({ id }), http.extend({ id })]);

const shown = { id, name: z.string() };
const shownHardware = z.object({
  ...shown,
  type: z.literal('hardware'),
  config: z.object({ command: z.string(), reliable: z.boolean() }),
});
const shownConfig = z.object({
  url: z.string(),
  headers: z.array(z.object({ key: z.string(), value: z.string() }).readonly()).readonly(),
  body: z.string(),
});

/** As answers show it, its fields in this order. */
export const outputControl = z
  .discriminatedUnion('type', [
    shownHardware,
    z.object({ ...shown, type: z.literal('software'), config: shownConfig }),
  ])
  .meta({ id: 'OutputControl' });
export type OutputControlOnWire = z.infer<typeof outputControl>;

export const command = z
  .discriminatedUnion('type', [
    shownHardware,
    z.object({ ...shown, type: z.literal('http'), config: shownConfig }),
  ])
  .meta({ id: 'Command' });
export type CommandOnWire = z.infer<typeof command>;
