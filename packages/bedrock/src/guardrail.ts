/** ApplyGuardrail and InvokeGuardrailChecks: models of AWS judge a text. They bill text units, no tokens. */
import {
  asArray,
  asNumber,
  asRecord,
  asString,
  copyJson,
  type CommandTarget,
  type Evaluation,
  type JsonRecord,
  type Operation,
} from '@genspan/core/adapter';
import { bedrockConverse } from '@genspan/wire-formats/bedrock-converse';
import { describeGuardrailId } from '@genspan/wire-formats/bedrock-model-id';

/** What the text is judged by, and the verdict: `NONE` or `GUARDRAIL_INTERVENED`. */
export const applyGuardrail: Operation<CommandTarget> = {
  name: 'moderation',
  target: { command: 'ApplyGuardrailCommand' },
  describeRequest({ body }) {
    const request = asRecord(body) ?? {};
    return { guardrailId: describeGuardrailId(request.guardrailIdentifier), guardrailVersion: asString(request.guardrailVersion) };
  },
  describeInput(body) {
    const { source, content } = asRecord(body) ?? {};
    const guarded = (asArray(content) ?? []).map((guardContent) => ({ guardContent }));
    return bedrockConverse.describeInput({
      messages: guarded.length > 0 ? [{ role: source === 'OUTPUT' ? 'assistant' : 'user', content: guarded }] : [],
    });
  },
  describeResponse(value) {
    const action = asString(asRecord(value)?.action);
    return { evaluations: action === undefined ? undefined : [{ name: 'guardrail', label: action === 'NONE' ? 'pass' : 'fail' }] };
  },
  describeOutput(value) {
    const { outputs, action, actionReason, assessments } = asRecord(value) ?? {};
    const guardrail = action === undefined ? undefined : { action, actionReason, assessments };
    return bedrockConverse.describeOutput({ output: { message: { content: outputs } }, trace: { guardrail } });
  },
};

/** Scores without a verdict: where the limit lies is the application's to say. */
export const invokeGuardrailChecks: Operation<CommandTarget> = {
  name: 'moderation',
  target: { command: 'InvokeGuardrailChecksCommand' },
  describeRequest: () => ({}),
  describeInput: bedrockConverse.describeInput,
  describeResponse(value) {
    const scores = new Map<string, number>();
    for (const [name, score] of checksOf(value).flatMap(scoresOf)) scores.set(name, Math.max(score, scores.get(name) ?? score));
    const evaluations = Array.from(scores, ([name, score]): Evaluation => ({ name, score }));
    return { evaluations: evaluations.length > 0 ? evaluations : undefined };
  },
  describeOutput(value) {
    const results = Object.fromEntries(checksOf(copyJson(value)));
    if (Object.keys(results).length === 0) return {};
    return { messages: [{ role: 'assistant', parts: [{ type: 'guardrail_checks', results }] }] };
  },
};

type Check = readonly [name: string, result: JsonRecord];

function checksOf(value: unknown): Check[] {
  return Object.entries(asRecord(asRecord(value)?.results) ?? {}).flatMap(([check, result]) => {
    const known = asRecord(result);
    return known === undefined ? [] : [[check, known]];
  });
}

/** `promptAttack.JAILBREAK`, from 0 to 1. Of what was found in several places, such as `sensitiveInformation.EMAIL`, the highest score counts. */
function scoresOf([check, result]: Check): [name: string, score: number][] {
  return (asArray(result.results) ?? []).flatMap((each) => {
    const { category, type, severityScore, confidenceScore } = asRecord(each) ?? {};
    const kind = asString(category) ?? asString(type);
    const score = asNumber(severityScore) ?? asNumber(confidenceScore);
    return kind === undefined || score === undefined ? [] : [[`${check}.${kind}`, score]];
  });
}
