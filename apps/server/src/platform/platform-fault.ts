import type { ParameterFault, PlatformErrorCode } from '@signalbox/api';

/** A refusal in the words of `/v2`: a code of its table, and for 7 the parameters that are wrong. */
export class PlatformFault extends Error {
  override readonly name = 'PlatformFault';
  readonly code: PlatformErrorCode;
  readonly errors: readonly ParameterFault[];

  constructor(code: PlatformErrorCode, errors: readonly ParameterFault[] = []) {
    super(`Platform error ${code}`);
    this.code = code;
    this.errors = errors;
  }
}

/** The fault for one wrong parameter. */
export function wrongParameter(parameter: string, error: string): PlatformFault {
  return new PlatformFault(7, [{ parameter, error }]);
}
