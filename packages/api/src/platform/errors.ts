/** Every error that `/v2` answers with: number, text and HTTP status of the platform whose API this is. */
export const PLATFORM_ERRORS = {
  3: { description: 'Wrong hash', status: 400 },
  4: { description: 'User or API key not found or session ended', status: 400 },
  5: { description: 'Wrong request format', status: 400 },
  6: { description: 'Unexpected error', status: 500 },
  7: { description: 'Invalid parameters', status: 400 },
  9: { description: 'Too large request', status: 412 },
  13: { description: 'Operation not permitted', status: 403 },
  14: { description: 'Database unavailable', status: 503 },
  15: { description: 'Too many requests (rate limit exceeded)', status: 429 },
  102: { description: 'Wrong login or password', status: 400 },
  104: { description: 'Logins limit exceeded', status: 400 },
  105: { description: 'Login attempts limit exceeded', status: 400 },
  111: { description: 'Wrong handler', status: 400 },
  112: { description: 'Wrong method', status: 400 },
  201: { description: 'Not found in database', status: 400 },
  204: { description: 'Entity not found', status: 404 },
  208: { description: 'Device blocked', status: 403 },
  213: { description: 'Cannot perform action: the device is offline', status: 400 },
  214: {
    description: 'Requested operation or parameters are not supported by the device',
    status: 400,
  },
  219: { description: 'Not allowed for clones of the device', status: 403 },
  268: { description: 'Over quota', status: 402 },
} as const satisfies Readonly<Record<number, { readonly description: string; readonly status: number }>>;

export type PlatformErrorCode = keyof typeof PLATFORM_ERRORS;

/** A fault in one parameter. */
export interface ParameterFault {
  /** As in `output_control.config.headers[0].key`; `body` for the request as a whole. */
  readonly parameter: string;
  readonly error: string;
}

/** Body of an error answer. */
export interface PlatformErrorBody {
  readonly success: false;
  readonly status: { readonly code: number; readonly description: string };
  /** With wrong parameters only. */
  readonly errors?: readonly ParameterFault[];
}

/** The answer's body for an error of the table. */
export function platformErrorBody(
  code: PlatformErrorCode,
  errors: readonly ParameterFault[] = [],
): PlatformErrorBody {
  const { description } = PLATFORM_ERRORS[code];
  return { success: false, status: { code, description }, ...(errors.length === 0 ? {} : { errors }) };
}
