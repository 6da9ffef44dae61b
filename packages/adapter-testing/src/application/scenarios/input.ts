/** Requests that no mapping foresees, and big ones: the provider answers, or refuses; never may the telemetry. */
import { seeded } from '../../seeds';
import type { Dialect } from '../dialect';
import { settle, readAll } from '../observe';
import { completed, failed, type Scenario, type Scene } from '../scenario';
import { openStream } from '../sdk';

export function inputScenarios(dialect: Dialect): Scenario[] {
  const done = completed(dialect.operation);
  const field = dialect.messagesField;
  const { messagesUnreadIn: versions } = dialect;
  const sentUnread = failed(dialect.operation, versions === undefined ? {} : { versions });
  const send = async (scene: Scene, more: object): Promise<unknown> => dialect.create(scene.client(), dialect.request(scene.model, more));
  /** A getter that throws reaches the application from the SDK's own serialising; here it must not come sooner. */
  const hostile = {
    get content(): string {
      throw new Error('this property cannot be read');
    },
  };

  return [
    {
      name: 'messages-missing',
      cases: 'status-400',
      calls: [failed(dialect.operation)],
      run: (scene) => settle(() => send(scene, { [field]: undefined })),
    },
    {
      name: 'messages-null',
      cases: 'status-400',
      calls: [failed(dialect.operation)],
      run: (scene) => settle(() => send(scene, { [field]: null })),
    },
    {
      name: 'messages-of-null',
      cases: 'status-400',
      calls: [sentUnread],
      run: (scene) => settle(() => send(scene, { [field]: [null] })),
    },
    {
      name: 'messages-number',
      cases: 'status-400',
      calls: [sentUnread],
      run: (scene) => settle(() => send(scene, { [field]: 7 })),
    },
    {
      name: 'messages-of-anything',
      calls: [done],
      run: (scene) => send(scene, { [field]: [7, 'text', [], { role: 5, content: { a: 1 } }, true] }),
    },
    { name: 'messages-empty', calls: [done], run: (scene) => send(scene, { [field]: [] }) },
    {
      name: 'messages-hostile',
      calls: [sentUnread],
      run: (scene) => settle(() => send(scene, { [field]: [hostile] })),
    },
    { name: 'role-unknown', calls: [done], run: (scene) => send(scene, { [field]: [{ role: 'oracle', content: seeded.prompt }] }) },
    {
      name: 'parts-unknown',
      calls: [done],
      run: (scene) =>
        send(scene, {
          [field]: [{ role: 'user', content: [{ type: 'hologram', payload: seeded.prompt }, null, 7] }, { type: 'hologram_call' }],
        }),
    },
    {
      name: 'fields-unknown',
      calls: [done],
      run: (scene) => send(scene, { horizon: { wide: true }, temperature: 'hot', stop: 7, tools: 'none' }),
    },
    {
      name: 'prompt-1mb',
      calls: [done],
      run: (scene) => send(scene, { [field]: [{ role: 'user', content: `${seeded.prompt} `.repeat(9000) }] }),
    },
    {
      name: 'messages-many',
      calls: [done],
      run: (scene) =>
        send(scene, {
          [field]: Array.from({ length: 2000 }, (_, index) => ({ role: index % 2 ? 'assistant' : 'user', content: seeded.prompt })),
        }),
    },
    { name: 'answer-unknown', cases: 'future', calls: [done], run: (scene) => send(scene, {}) },
    {
      name: 'stream-answer-unknown',
      cases: 'future',
      calls: [completed(dialect.operation, { stream: true })],
      run: async (scene) => readAll(await openStream(dialect.create(scene.client(), dialect.request(scene.model, { stream: true })))),
    },
    {
      name: 'stream-event-unknown',
      cases: 'stream-unknown',
      calls: [completed(dialect.operation, { stream: true })],
      run: async (scene) => readAll(await openStream(dialect.create(scene.client(), dialect.request(scene.model, { stream: true })))),
    },
    { name: 'answer-refusal', cases: 'refusal', calls: [done], run: (scene) => send(scene, {}) },
    { name: 'answer-tools', cases: 'tools', calls: [done], run: (scene) => send(scene, {}) },
    {
      name: 'stream-answer-tools',
      cases: 'tools',
      calls: [completed(dialect.operation, { stream: true })],
      run: async (scene) => readAll(await openStream(dialect.create(scene.client(), dialect.request(scene.model, { stream: true })))),
    },
    { name: 'answer-cut', cases: 'cut', calls: [done], run: (scene) => send(scene, {}) },
  ];
}
