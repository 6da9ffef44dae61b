import { asString } from '@genspan/core/adapter';

const arn = /^arn:[\w-]+:(?:bedrock|sagemaker):[\w-]*:\d*:(.+)$/;
const named = /^(?:foundation-model|inference-profile)\/(.+)$/;

/**
 * The model that a request names. Of an ARN what follows the account: `us.anthropic.claude-sonnet-4-20250514-v1:0` of an inference profile of
 * AWS, `application-inference-profile/x1y2z3` of one of the user's, which does not tell its model.
 */
export function describeModelId(modelId: unknown): string | undefined {
  const id = asString(modelId);
  const resource = id === undefined ? undefined : arn.exec(id)?.[1];
  return resource === undefined ? id : (named.exec(resource)?.[1] ?? resource);
}

/** Of an ARN what follows the account, as of models. */
export function describeGuardrailId(value: unknown): string | undefined {
  const id = asString(value);
  return id === undefined ? undefined : (/^arn:[\w-]+:bedrock:[\w-]*:\d*:guardrail\/(.+)$/.exec(id)?.[1] ?? id);
}
