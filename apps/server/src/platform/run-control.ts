import type { ParameterFault } from '@signalbox/api';
import { compileTemplate, type Lookup, requestTexts, TemplateError, type Value } from '@signalbox/expression';
import type { Sample, WebhookRequest } from '@signalbox/flow';
import type { Device, OutputControlAction } from '@signalbox/storage';
import type { ApiServices } from '../api/services.ts';
import { accept, commandSpec, webhookSpec } from './deliver.ts';
import { PlatformFault } from './platform-fault.ts';

type SoftwareConfig = Extract<OutputControlAction, { type: 'software' }>['config'];
type Place = Parameters<typeof compileTemplate>[1];

const TIMEOUT_MS = 10_000;

/** Stands for any value where only the rest of a template matters. */
const ANYTHING: Lookup = () => 'x';

/**
 * Runs an output control: hardware sends its text as it is, software calls its URL with the
 * device's current attributes in their places.
 * @param more values of names that are not attributes
 * @returns the id of the delivery that it makes
 * @throws {PlatformFault} 214; 14 while the store takes nothing
 */
export async function runControl(
  services: ApiServices,
  device: Device,
  { id: controlId, type, config }: OutputControlAction & { readonly id: number },
  more: ReadonlyMap<string, Value> = new Map(),
): Promise<string> {
  const now = services.clock.now();
  const sourceId = device.source.id;
  if (type === 'hardware') {
    const { command, reliable } = config;
    const spec = commandSpec(now, sourceId, { type: 'raw', command, reliable });
    return accept(services, { ...spec, controlId });
  }
  const attributes = await services.runtime.attributes(sourceId);
  const names = new Map([...namesOf(device, attributes, now), ...more]);
  const lookup: Lookup = (name) => names.get(name) ?? attributes.get(name)?.value ?? null;
  return accept(services, { ...webhookSpec(now, sourceId, render(config, lookup)), controlId });
}

/**
 * What of a software control can never be sent: a template that is none, a URL that is none once
 * its values are in.
 * @param path of the config among the parameters
 */
export function templateFaults(config: SoftwareConfig, path: string): readonly ParameterFault[] {
  const faults = [
    faultOf(config.url, 'url', `${path}.url`),
    ...config.headers.map(({ value }, index) => faultOf(value, 'header', `${path}.headers[${index}].value`)),
    faultOf(config.body, controlBodyPlace(config), `${path}.body`),
  ].filter((fault) => fault !== null);
  if (faults.length > 0) return faults;
  const url = compileTemplate(config.url, 'url').render(ANYTHING).text;
  return isWebUrl(url) ? [] : [{ parameter: `${path}.url`, error: 'is no URL' }];
}

function faultOf(text: string, place: Place, parameter: string): ParameterFault | null {
  try {
    compileTemplate(text, place);
    return null;
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return { parameter, error: `${error.message} (line ${error.line}, column ${error.column})` };
  }
}

function isWebUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
}

function render(config: SoftwareConfig, lookup: Lookup): WebhookRequest {
  const texts = requestTexts({
    url: compileTemplate(config.url, 'url').render(lookup),
    headers: config.headers.map(({ key, value }) => ({
      key,
      value: compileTemplate(value, 'header').render(lookup),
    })),
    body: compileTemplate(config.body, controlBodyPlace(config)).render(lookup),
  });
  return { method: 'POST', ...texts, timeoutMs: TIMEOUT_MS };
}

/** A control's body is JSON unless its headers say otherwise, however it begins. */
function controlBodyPlace({ headers }: SoftwareConfig): 'json' | 'text' {
  const type = headers.find(({ key }) => key.toLowerCase() === 'content-type')?.value;
  return type === undefined || /json/i.test(type) ? 'json' : 'text';
}

/** Names that are no attributes, the same as in the webhooks of flows. */
function namesOf(
  { source, label }: Device,
  attributes: ReadonlyMap<string, Sample>,
  now: number,
): ReadonlyMap<string, Value> {
  const newest = newestTime(attributes);
  return new Map<string, Value>([
    ['device_id', source.deviceId],
    ['device_label', label],
    ['model', source.model],
    ['message_time', newest === null ? null : new Date(newest).toISOString()],
    ['server_time', new Date(now).toISOString()],
    ['late', false],
  ]);
}

/** When the device last said anything, Unix ms. */
export function newestTime(attributes: ReadonlyMap<string, Sample>): number | null {
  let newest: number | null = null;
  for (const { generationTime } of attributes.values()) {
    if (newest === null || generationTime > newest) newest = generationTime;
  }
  return newest;
}

/** @throws {PlatformFault} 7 when a software control can never be sent */
export function refuseFaults({ type, config }: OutputControlAction, path: string): void {
  if (type !== 'software') return;
  const faults = templateFaults(config, path);
  if (faults.length > 0) throw new PlatformFault(7, faults);
}
