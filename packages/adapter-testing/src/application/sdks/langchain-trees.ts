import type { SdkDescription } from '../scenario-set';
import { langchainTrees } from '../scenarios/langchain-trees';
import { langchain } from './langchain';

/** As an application with spans of its own uses it, over the SDKs of OpenAI and Anthropic. */
export const langchainInTraces: SdkDescription = {
  ...langchain,
  specific: langchainTrees,
};
