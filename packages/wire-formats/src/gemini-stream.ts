/** Puts the chunks of `streamGenerateContent` together to the response that a plain call returns. */
import { asArray, asNumber, asRecord, asString, copyJson, type JsonRecord, type StreamAssembly } from '@genspan/core/adapter';

export interface GeminiStreamState {
  responseId?: string | undefined;
  modelVersion?: string | undefined;
  readonly candidates: Map<number, CandidateState>;
  usageMetadata?: unknown;
  promptFeedback?: unknown;
  error?: unknown;
}

interface CandidateState {
  finishReason?: string | undefined;
  readonly parts: PartState[];
}

type PartState = Record<string, unknown>;

export const geminiStream: StreamAssembly<GeminiStreamState, unknown> = {
  initial: () => ({ candidates: new Map() }),
  add(state, value) {
    const chunk = asRecord(value);
    if (!chunk) return;
    state.responseId = asString(chunk.responseId) ?? state.responseId;
    state.modelVersion = asString(chunk.modelVersion) ?? state.modelVersion;
    // Each chunk tells the sum so far.
    if (asRecord(chunk.usageMetadata)) state.usageMetadata = copyJson(chunk.usageMetadata);
    if (asRecord(chunk.promptFeedback)) state.promptFeedback = copyJson(chunk.promptFeedback);
    if (asRecord(chunk.error)) state.error = copyJson(chunk.error);
    for (const [place, candidate] of (asArray(chunk.candidates) ?? []).entries()) addCandidate(state, asRecord(candidate), place);
  },
  isComplete({ candidates, promptFeedback, error }) {
    if (error !== undefined || asRecord(promptFeedback)?.blockReason !== undefined) return true;
    return candidates.size > 0 && [...candidates.values()].every(({ finishReason }) => finishReason !== undefined);
  },
  assemble({ candidates, ...response }) {
    const ordered = [...candidates].toSorted(([left], [right]) => left - right);
    return {
      ...response,
      candidates: ordered.map(([index, { finishReason, parts }]) => ({ index, content: { role: 'model', parts }, finishReason })),
    };
  },
};

function addCandidate(state: GeminiStreamState, candidate: JsonRecord | undefined, place: number): void {
  if (!candidate) return;
  const index = asNumber(candidate.index) ?? place;
  let known = state.candidates.get(index);
  if (!known) state.candidates.set(index, (known = { parts: [] }));
  known.finishReason = asString(candidate.finishReason) ?? known.finishReason;
  for (const part of asArray(asRecord(candidate.content)?.parts) ?? []) addPart(known.parts, part);
}

/** Texts of one kind that follow one another are one text. */
function addPart(parts: PartState[], value: unknown): void {
  const part = asRecord(copyJson(value));
  if (!part) return;
  const last = parts.at(-1);
  const text = asString(part.text);
  if (last && text !== undefined && typeof last['text'] === 'string' && (last['thought'] === true) === (part.thought === true)) {
    last['text'] += text;
  } else if (last && isContinued(last, part)) addToCall(last, part);
  else parts.push({ ...part });
}

/** Arguments in pieces (Vertex AI): the first names the function, the following ones do not. */
function isContinued(last: PartState, part: JsonRecord): boolean {
  const call = asRecord(part.functionCall);
  return call !== undefined && call.name === undefined && asRecord(last['functionCall'])?.willContinue === true;
}

function addToCall(last: PartState, part: JsonRecord): void {
  const begun = asRecord(last['functionCall']);
  const more = asRecord(part.functionCall);
  const partialArgs = [...(asArray(begun?.partialArgs) ?? []), ...(asArray(more?.partialArgs) ?? [])];
  last['functionCall'] = { ...begun, willContinue: more?.willContinue, partialArgs };
}
