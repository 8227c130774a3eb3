import type { Logger } from '../ports.ts';

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: object;
}

/** Writes down what is logged. */
export class RecordingLog implements Logger {
  readonly lines: LogLine[] = [];

  debug(fields: object, message: string): void {
    this.lines.push({ level: 'debug', message, fields });
  }

  info(fields: object, message: string): void {
    this.lines.push({ level: 'info', message, fields });
  }

  warn(fields: object, message: string): void {
    this.lines.push({ level: 'warn', message, fields });
  }

  error(fields: object, message: string): void {
    this.lines.push({ level: 'error', message, fields });
  }

  get errors(): readonly LogLine[] {
    return this.lines.filter(({ level }) => level === 'error');
  }
}
