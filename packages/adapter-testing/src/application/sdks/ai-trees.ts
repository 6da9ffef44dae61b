import type { SdkDescription } from '../scenario-set';
import { aiTrees } from '../scenarios/ai-trees';
import { ai } from './ai';

/** As an application with spans of its own uses it. */
export const aiInTraces: SdkDescription = { ...ai, specific: aiTrees };
