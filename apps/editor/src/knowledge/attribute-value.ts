import type { AttributeSample } from '@signalbox/api';
import { locale } from '../text/locale.ts';
import { text } from '../text/text.ts';
import { unitOf } from './units.ts';

type JsonValue = AttributeSample['value'];

const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });

/** A value as people read it, with its unit where that is known. */
export function showValue(name: string, value: JsonValue | undefined): string {
  if (value === null || value === undefined) return text.common.none;
  if (typeof value === 'boolean') return value ? text.outputs.on : text.outputs.off;
  if (typeof value === 'number') return withUnit(number.format(value), unitOf(name));
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function withUnit(shown: string, unit: string): string {
  if (unit === '') return shown;
  return unit === '°' ? `${shown}°` : `${shown} ${unit}`;
}
