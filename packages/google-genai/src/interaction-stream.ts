/** Puts the events of a streamed interaction together to the interaction that a plain call returns. */
import { asArray, asNumber, asRecord, asString, copyJson, type JsonRecord, type StreamAssembly } from '@genspan/core/adapter';

export interface InteractionStreamState {
  interaction: JsonRecord;
  readonly steps: Map<number, Record<string, unknown>>;
  isEnded: boolean;
  error?: unknown;
}

export const interactionStream: StreamAssembly<InteractionStreamState, unknown> = {
  initial: () => ({ interaction: {}, steps: new Map(), isEnded: false }),
  add(state, value) {
    const event = asRecord(value);
    if (event) addEvent(state, asString(event.event_type) ?? '', event);
  },
  isComplete: ({ isEnded }) => isEnded,
  assemble({ interaction, steps, error }) {
    const ordered = [...steps].toSorted(([left], [right]) => left - right).map(([, step]) => assembleStep(step));
    return { ...interaction, ...(ordered.length > 0 && { steps: ordered }), ...(error !== undefined && { error }) };
  },
};

/** `@google/genai` 1 calls the same events `interaction.start`, `content.start`, `content.delta` and `interaction.complete`. */
function addEvent(state: InteractionStreamState, type: string, event: JsonRecord): void {
  switch (type) {
    case 'interaction.created':
    case 'interaction.start':
      return addInteraction(state, event.interaction);
    case 'interaction.completed':
    case 'interaction.complete':
      addInteraction(state, event.interaction);
      state.isEnded = true;
      return;
    case 'interaction.status_update':
      return addInteraction(state, { status: event.status, usage: event.usage });
    case 'step.start':
    case 'content.start':
      state.steps.set(asNumber(event.index) ?? state.steps.size, { ...asRecord(copyJson(event.step ?? event.content)) });
      return;
    case 'step.delta':
    case 'content.delta':
      return addDelta(stepOf(state, event), asRecord(copyJson(event.delta)));
    case 'error':
      state.error = copyJson(event.error) ?? {};
      state.isEnded = true;
      return;
  }
}

/** Later events leave out what earlier ones told. */
function addInteraction(state: InteractionStreamState, value: unknown): void {
  const told = Object.entries(asRecord(copyJson(value)) ?? {}).filter(([, field]) => field !== null && field !== '');
  state.interaction = { ...state.interaction, ...Object.fromEntries(told) };
}

function stepOf(state: InteractionStreamState, event: JsonRecord): Record<string, unknown> {
  const index = asNumber(event.index) ?? Math.max(0, state.steps.size - 1);
  let step = state.steps.get(index);
  if (!step) state.steps.set(index, (step = {}));
  return step;
}

function addDelta(step: Record<string, unknown>, delta: JsonRecord | undefined): void {
  if (!delta) return;
  const isOfStep = step['type'] === 'model_output';
  switch (asString(delta.type)) {
    case 'text':
      if (isOfStep) step['content'] = addContent(step['content'], delta);
      else appendText(step, 'text', delta.text);
      step['type'] ??= 'text';
      return;
    case 'thought_summary':
      step['type'] ??= 'thought';
      step['summary'] = addContent(step['summary'], asRecord(delta.content) ?? {});
      return;
    case 'arguments_delta':
      appendText(step, 'arguments', delta.arguments);
      return;
    case 'thought_signature':
    case 'text_annotation':
    case 'text_annotation_delta':
      return;
    default:
      if (isOfStep) step['content'] = addContent(step['content'], delta);
      else Object.assign(step, delta);
  }
}

/** Pieces of one text are one content. */
function addContent(contents: unknown, content: JsonRecord): unknown[] {
  const known = [...(asArray(contents) ?? [])];
  const last = asRecord(known.at(-1));
  if (last?.type === 'text' && content.type === 'text') {
    known[known.length - 1] = { ...last, text: (asString(last.text) ?? '') + (asString(content.text) ?? '') };
  } else known.push(content);
  return known;
}

function appendText(step: Record<string, unknown>, field: string, text: unknown): void {
  if (typeof text === 'string') step[field] = (asString(step[field]) ?? '') + text;
}

function assembleStep(step: JsonRecord): JsonRecord {
  const { arguments: text } = step;
  return typeof text === 'string' ? { ...step, arguments: parseArguments(text) } : step;
}

/** What a broken stream left of them stays a text. */
function parseArguments(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
