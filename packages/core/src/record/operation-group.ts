import type { OperationName } from '../facts';

/** Which family of duration and token metrics an operation belongs to. */
export type OperationGroup = 'inference' | 'embeddings' | 'other';

export function groupOf(operation: OperationName): OperationGroup {
  switch (operation) {
    case 'chat':
    case 'text_completion':
    case 'generate_content':
    // A model generates text from audio, and bills tokens for it; without this its tokens would stand in no metric.
    case 'transcription':
      return 'inference';
    case 'embeddings':
      return 'embeddings';
    case 'retrieval':
    case 'fetch_response':
    case 'create_agent':
    case 'invoke_agent':
    case 'execute_tool':
    case 'moderation':
    case 'rerank':
      return 'other';
  }
}
