/** The kinds of call that behave alike: one request, one answer or one stream of events. */
import { seeded } from '../seeds';
import { invoke, type SdkPromise } from './sdk';

export interface Dialect {
  readonly name: string;
  readonly operation: string;
  /** Semver range of the SDK versions that speak it. */
  readonly versions?: string;
  /** Field of the request that holds the messages. */
  readonly messagesField: string;
  /** Semver range of the SDK versions that send messages without looking at them; others refuse odd ones themselves. @default all */
  readonly messagesUnreadIn?: string;
  request(model: string, more?: object): Record<string, unknown>;
  create(client: unknown, request: unknown, options?: object): SdkPromise;
}

export const openaiChat: Dialect = {
  name: 'chat',
  operation: 'chat',
  messagesField: 'messages',
  request: (model, more) => ({
    model,
    messages: [
      { role: 'system', content: seeded.instructions },
      { role: 'user', content: seeded.prompt },
    ],
    temperature: 0.5,
    ...more,
  }),
  create: (client, request, options) => invoke(client, 'chat.completions.create', request, options),
};

export const openaiResponses: Dialect = {
  name: 'responses',
  operation: 'chat',
  versions: '>=4.87',
  messagesField: 'input',
  request: (model, more) => ({ model, instructions: seeded.instructions, input: [{ role: 'user', content: seeded.prompt }], ...more }),
  create: (client, request, options) => invoke(client, 'responses.create', request, options),
};

export const anthropicMessages: Dialect = {
  name: 'messages',
  operation: 'chat',
  messagesField: 'messages',
  messagesUnreadIn: '<0.133',
  request: (model, more) => ({
    model,
    max_tokens: 100,
    system: seeded.instructions,
    messages: [{ role: 'user', content: seeded.prompt }],
    ...more,
  }),
  create: (client, request, options) => invoke(client, 'messages.create', request, options),
};
