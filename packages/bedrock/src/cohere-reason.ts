import { asString } from '@genspan/core/adapter';

/** Cohere's reasons in the conventions' words; the others' are those already. */
export function mapCohereReason(value: unknown): string | undefined {
  const reason = asString(value);
  switch (reason) {
    case 'COMPLETE':
    case 'STOP_SEQUENCE':
      return 'stop';
    case 'MAX_TOKENS':
      return 'length';
    case 'TOOL_CALL':
      return 'tool_call';
    case 'ERROR_TOXIC':
      return 'content_filter';
    case 'ERROR':
    case 'ERROR_LIMIT':
      return 'error';
    default:
      return reason;
  }
}
