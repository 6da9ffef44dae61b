import type { OperationName } from '../facts';

/** Which family of duration and token metrics an operation belongs to. */
export type OperationGroup = 'inference' | 'embeddings' | 'agent' | 'tool' | 'other';

/** `isInProcess`: an agent that is a provider's service is measured as a client sees it. */
export function groupOf({
  operation,
  isInProcess,
}: {
  readonly operation: OperationName;
  readonly isInProcess?: true | undefined;
}): OperationGroup {
  switch (operation) {
    case 'chat':
    case 'text_completion':
    case 'generate_content':
    // A model generates text from audio, and bills tokens for it; without this its tokens would stand in no metric.
    case 'transcription':
      return 'inference';
    case 'embeddings':
      return 'embeddings';
    case 'invoke_agent':
    case 'invoke_workflow':
      return isInProcess ? 'agent' : 'other';
    case 'execute_tool':
      return 'tool';
    case 'retrieval':
    case 'fetch_response':
    case 'create_agent':
    case 'moderation':
    case 'rerank':
      return 'other';
  }
}
